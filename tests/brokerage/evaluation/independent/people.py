"""People: enquiries, registrations, active, channel, first time, placement rate, unmet need."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.brokerage.evaluation.independent.evidence import given
from tests.brokerage.evaluation.independent.rows import Row, Rows
from tests.brokerage.evaluation.independent.tally import (
    NOT_STATED,
    Place,
    Span,
    Tally,
    day_of,
    midnight,
)


def home(person: Row) -> Place:
    return person.centre_id, person.district_code


def enquiries(rows: Rows, span: Span, tally: Tally) -> None:
    for person in rows["volunteers"]:
        if ours(person) and span.holds(person.created_at):
            tally.add("enquiries", home(person), n=1)
    for asked in rows["nameless_enquiries"]:
        if span.holds(asked.asked_at):
            tally.add("enquiries", (asked.centre_id, None), n=1)


def ours(person: Row) -> bool:
    """Neither imported nor merged into another."""
    return person.source is None and person.merged_into_id is None


def first_registered(rows: Rows) -> dict[int, datetime]:
    """The moment of each person's first move to registered or active."""
    found: dict[int, datetime] = {}
    for number, history in rows.moves("volunteer_moves", "volunteer_id").items():
        for move in history:
            if move.to_state in ("registered", "active") and ours(rows.people[number]):
                found.setdefault(number, move.moved_at)
    return found


def registrations(rows: Rows, span: Span, tally: Tally) -> None:
    for number, moment in first_registered(rows).items():
        person = rows.people[number]
        if not span.holds(moment):
            continue
        tally.add("registrations", home(person), n=1)
        tally.count("channel", home(person), [person.heard_through or NOT_STATED])
        before = person.volunteered_before
        tally.add(
            "first_time",
            home(person),
            n=before == "never",
            d=before is not None,
            u=before is None,
        )


def placement_rate(rows: Rows, span: Span, tally: Tally) -> None:
    placed = rows.each("introductions", "volunteer_id")
    for number, moment in first_registered(rows).items():
        person, by = rows.people[number], day_of(moment) + timedelta(days=84)
        if span.holds(by):
            starts = [i.started_on for i in placed[number] if i.started_on is not None]
            tally.add("placement_rate", home(person), n=any(day <= by for day in starts), d=1)


def active(rows: Rows, span: Span) -> set[int]:
    """Different volunteers on the way, with an organisation, or giving time."""
    gave_time = {entry.volunteer_id for entry, _ in given(rows, span) if entry.minutes > 0}
    return gave_time | under_way(rows, since=span.start, until=span.end)


def under_way(rows: Rows, since: datetime, until: datetime) -> set[int]:
    """Who had an introduction that was sent before one moment and not closed before another."""
    return {
        one.volunteer_id
        for one in rows["introductions"]
        if one.referred_at is not None and one.referred_at < until
        if one.closed_at is None or one.closed_at >= since
    }


def unmet_people(rows: Rows, span: Span, tally: Tally) -> None:
    busy = under_way(rows, since=span.end, until=span.end)
    long_ago = midnight(span.until - timedelta(days=30))
    histories = rows.moves("volunteer_moves", "volunteer_id")
    causes = rows.causes("volunteer_terms", "volunteer_id")
    for number, moment in first_registered(rows).items():
        states = [move.to_state for move in histories[number] if move.moved_at < span.end]
        looking = bool(states) and states[-1] in ("registered", "active")
        if looking and moment < long_ago and number not in busy:
            tally.count("unmet_people", home(rows.people[number]), causes.get(number, []))
