"""Introductions: sent, answered, placed, still there, and how long each step took."""

from __future__ import annotations

import itertools
import json
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import brokerage
from tests.brokerage.evaluation.independent.people import home
from tests.brokerage.evaluation.independent.rows import Row, Rows
from tests.brokerage.evaluation.independent.tally import Place, Span, Tally, day_of, midnight

ANSWERS = ("acknowledged", "interviewing", "checks", "accepted", "started", "ended", "unsuccessful")
NOT_ASKED_ANY_MORE = ("withdrawn", "postponed", "role_closed", "re_referred")
STILL_THERE = ("going_well", "some_trouble")


def place_of(rows: Rows, one: Row) -> Place:
    """The home centre of the introduction, and where the volunteer lives."""
    return one.home_centre_id, rows.people[one.volunteer_id].district_code


def sent_and_started(rows: Rows, span: Span, tally: Tally) -> None:
    sent = [one for one in rows["introductions"] if span.holds(one.referred_at)]
    for one in sent:
        tally.add("introductions", place_of(rows, one), n=1)
    for number in {one.volunteer_id for one in sent}:
        tally.add("people_introduced", home(rows.people[number]), n=1)
    for one in rows["introductions"]:
        if span.holds(one.started_on):
            tally.add("placements", place_of(rows, one), n=1)


def sustained(rows: Rows, span: Span, tally: Tally) -> None:
    asked = rows.each("follow_ups", "introduction_id")
    for one in rows["introductions"]:
        for weeks in (4, 12, 26):
            reached = one.started_on and one.started_on + timedelta(weeks=weeks)
            if not span.holds(reached):
                continue
            late_enough = [f.outcome for f in asked[one.id] if f.weeks >= weeks]
            ended = one.closed_at is not None and day_of(one.closed_at) < reached
            there, known = any(o in STILL_THERE for o in late_enough), bool(late_enough) or ended
            place = place_of(rows, one)
            tally.add(f"sustained_{weeks}", place, n=there and known, d=known, u=not known)


@cache
def bank_holidays() -> set[date]:
    path = Path(brokerage.__file__).parent / "data" / "bank_holidays.json"
    return {date.fromisoformat(day) for day in json.loads(path.read_text())["holidays"]}


def fifth_working_day(day: date) -> date:
    left = 5
    while left:
        day += timedelta(days=1)
        left -= day.isoweekday() <= 5 and day not in bank_holidays()
    return day


def answered(rows: Rows, span: Span, tally: Tally) -> None:
    histories = rows.moves("introduction_moves", "introduction_id")
    for one in rows["introductions"]:
        last = one.referred_at and fifth_working_day(day_of(one.referred_at))
        history = histories.get(one.id, [])
        if not span.holds(last) or any(move.through == "import" for move in history):
            continue
        deadline = midnight(last + timedelta(days=1))
        moves = {m.to_state for m in history if one.referred_at <= m.moved_at < deadline}
        by_them = bool(moves.intersection(ANSWERS))
        if by_them or not moves.intersection(NOT_ASKED_ANY_MORE):
            tally.add("answered", place_of(rows, one), n=by_them, d=1)


def time_in_state(rows: Rows, span: Span, tally: Tally, areas) -> None:
    records = rows.by("introductions")
    for number, history in rows.moves("introduction_moves", "introduction_id").items():
        where = areas(*place_of(rows, records[number]))
        for came, went in itertools.pairwise(history):
            if span.holds(went.moved_at) and went.through != "import":
                days = (went.moved_at - came.moved_at) / timedelta(days=1)
                tally.stay("time_in_state", where, came.to_state, days)
