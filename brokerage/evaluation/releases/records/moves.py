"""Moves: each step of an introduction, and how long it took."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import select

from brokerage.evaluation.packaging.tables import Table, Value
from brokerage.evaluation.releases.records.fields import INTRODUCTION, PERSON, code, number
from brokerage.evaluation.releases.records.source import Source
from brokerage.introductions.models import Introduction, IntroductionMove


def table(source: Source) -> Table:
    """Every move so far of the introductions of the release."""
    fields = (
        INTRODUCTION,
        number("step", "Step", "1 for the first move, and so on.", always=True),
        PERSON,
        code("from_state", "From", "The state before. Empty: it began here."),
        code("to_state", "To", "The state after.", always=True),
        source.day_field("moved", "Moved", "When it was moved.", always=True),
        number("days", "Days there", "Whole days until the next move. Empty: it is still there."),
        code("source", "Source", "Through what: web, desk, phone, letter, import, api, job."),
        code("reason", "Reason", "Why, where one was given."),
    )
    about = "Moves of these introductions, from their first to the end of the period."
    key = ("introduction", "step")
    return Table("moves", "Moves", about, fields, key, lambda: _rows(source))


def _rows(source: Source) -> Iterator[tuple[Value, ...]]:
    one = IntroductionMove
    query = (
        select(
            *(one.introduction_id, Introduction.volunteer_id, one.from_state, one.to_state),
            *(one.moved_at, one.through, one.reason),
        )
        .join(Introduction, Introduction.id == one.introduction_id)
        .where(one.moved_at < source.period.moments[1], source.is_in)
        .order_by(one.introduction_id, one.moved_at, one.id)
    )
    for owner, found in groupby(source.rows(query), lambda row: row.introduction_id):
        if owner in source.introductions:
            yield from _of_one(source, source.introductions[owner], list(found))


def _of_one(source: Source, name: str, found: list[Any]) -> Iterator[tuple[Value, ...]]:
    for step, row in enumerate(found, 1):
        later = found[step].moved_at if step < len(found) else None
        yield (
            name,
            step,
            source.people[row.volunteer_id],
            row.from_state,
            row.to_state,
            source.day(row.moved_at),
            (later - row.moved_at).days if later is not None else None,
            row.through,
            row.reason,
        )
