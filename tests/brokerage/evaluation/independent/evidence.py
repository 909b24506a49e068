"""Hours: best evidence, each hour once; and what they are worth."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brokerage
from tests.brokerage.evaluation.independent.rows import Row, Rows
from tests.brokerage.evaluation.independent.tally import Span, Tally


def given(rows: Rows, span: Span) -> Iterator[tuple[Row, str]]:
    """The entries that are the best evidence of some time in the period, and their kind."""
    now = [entry for entry in rows["hour_entries"] if entry.superseded_at is None]
    confirmed, told_of = {}, set()
    for entry in now:
        if entry.kind == "verified":
            confirmed.setdefault(session_of(entry), []).append(entry.start_minute)
        if entry.kind != "estimated":
            told_of.add(month_of(entry))
    for entry in now:
        if not span.holds(entry.given_on):
            continue
        if entry.kind == "estimated" and month_of(entry) in told_of:
            continue
        starts = confirmed.get(session_of(entry), []) if entry.kind == "recorded" else []
        if not any(same(start, entry.start_minute) for start in starts):
            yield entry, entry.kind


def session_of(entry: Row) -> tuple:
    return entry.volunteer_id, entry.opportunity_id, entry.given_on


def month_of(entry: Row) -> tuple:
    day = entry.given_on
    return entry.volunteer_id, entry.opportunity_id, day.year, day.month


def same(one: int | None, other: int | None) -> bool:
    """Two starting times of one day speak of the same session."""
    return one is None or other is None or one == other


def shipped_rates() -> list[dict[str, Any]]:
    """The rates that come with the service."""
    path = Path(brokerage.__file__).parent / "evaluation" / "data" / "wage_rates.toml"
    found: list[dict[str, Any]] = tomllib.loads(path.read_text())["rate"]
    return found


def hours_and_value(rows: Rows, span: Span, tally: Tally) -> None:
    in_force = [
        rate["pence"]
        for rate in (*shipped_rates(), *(row._asdict() for row in rows["wage_rates"]))
        if rate.get("ended_at") is None
        if rate["valid_from"] <= span.last <= (rate.get("valid_to") or span.last)
    ]
    for entry, kind in given(rows, span):
        place = entry.centre_id, rows.people[entry.volunteer_id].district_code
        tally.count("hours", place, [kind], entry.minutes)
        if in_force:
            tally.add("value", place, "low", n=entry.minutes * min(in_force))
            tally.add("value", place, "high", n=entry.minutes * max(in_force))


def funding(rows: Rows, span: Span, tally: Tally) -> None:
    for sum_ in rows["funding"]:
        if span.holds(sum_.received_on) and sum_.ended_at is None:
            tally.count("funding", (sum_.centre_id, None), [sum_.kind], sum_.pence)
