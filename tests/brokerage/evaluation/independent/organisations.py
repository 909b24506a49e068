"""Organisations: supported, by income; the support itself; a fair turn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tests.brokerage.evaluation.independent.introductions import place_of
from tests.brokerage.evaluation.independent.roles import histories
from tests.brokerage.evaluation.independent.rows import Rows
from tests.brokerage.evaluation.independent.tally import NOT_STATED, Span, Tally

SIZES = ("micro", "small", "medium", "large", "major", "super_major")


class Line(NamedTuple):
    """One line of the support log."""

    centre_id: int
    organisation_id: int | None
    kind: str
    minutes: int


def live_at_some_moment(rows: Rows, span: Span) -> set[int]:
    """The roles that were live at the beginning, or became so in the period."""
    found = set()
    for role, history in histories(rows).items():
        before = [move.to_state for move in history if move.moved_at < span.start]
        during = [move.to_state for move in history if span.holds(move.moved_at)]
        if "live" in (*before[-1:], *during):
            found.add(role)
    return found


def support_log(rows: Rows, span: Span) -> Iterator[Line]:
    """What was written down, and each training once for each body of which somebody came."""
    for entry in rows["support_entries"]:
        if span.holds(entry.given_on):
            yield Line(entry.centre_id, entry.organisation_id, entry.kind, entry.minutes)
    events = rows.by("training_events")
    came = {
        (one.event_id, one.organisation_id, one.group_name)
        for one in rows["training_bookings"]
        if one.state == "booked" and one.attended and (one.organisation_id or one.group_name)
    }
    for event_id, organisation_id, _ in came:
        event = events[event_id]
        if span.holds(event.starts_at):
            yield Line(event.centre_id, organisation_id, "training", event.minutes)


def organisations(rows: Rows, span: Span, tally: Tally) -> None:
    roles = live_at_some_moment(rows, span)
    roles |= {i.opportunity_id for i in rows["introductions"] if span.holds(i.referred_at)}
    found = {rows.roles[role].organisation_id for role in roles}
    found |= {line.organisation_id for line in support_log(rows, span)}
    for number in found - {None}:
        body = rows.bodies[number]
        place = body.centre_id, body.district_code
        tally.count("organisations", place, [body.income_band or NOT_STATED])


def support_given(rows: Rows, span: Span, tally: Tally) -> None:
    for line in support_log(rows, span):
        body = rows.bodies.get(line.organisation_id)
        place = line.centre_id, body.district_code if body else None
        tally.count("support_given", place, [line.kind], line.minutes)


def fair_turn(rows: Rows, span: Span, tally: Tally) -> None:
    for one in rows["introductions"]:
        if not span.holds(one.referred_at):
            continue
        place = place_of(rows, one)
        band = rows.bodies[rows.roles[one.opportunity_id].organisation_id].income_band
        tally.add("fair_turn", place, n=bool(band), d=bool(band), u=not band)
        for size in SIZES if band else ():
            tally.add("fair_turn", place, size, n=band == size, d=1)
