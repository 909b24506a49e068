"""Introductions: who met which role through whom, and how it stood at the end of the period."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Subquery, func, select

from brokerage.evaluation.packaging.tables import Table, Value
from brokerage.evaluation.releases.records.fields import (
    CENTRE,
    ORGANISATION,
    PERSON,
    ROLE,
    code,
    own_name,
)
from brokerage.evaluation.releases.records.source import Source
from brokerage.introductions.models import Introduction, IntroductionMove
from brokerage.opportunities.models import Opportunity


def table(source: Source) -> Table:
    """Introductions that were open at some time in the period."""
    fields = (
        own_name("introduction", "Introduction", "the introduction"),
        PERSON,
        ROLE,
        ORGANISATION,
        CENTRE,
        code("placing_centre", "Placing centre", "Where another centre found the role."),
        code("state", "State", "On the last day of the period.", always=True),
        code("source", "Source", "How it began: web, desk, phone, letter, import."),
        source.day_field("made", "Made", "When it was made."),
        source.day_field("referred", "Referred", "When the organisation was told."),
        source.day_field("closed", "Closed", "When it was over. Empty: open at the end."),
        code("reason", "Reason", "Why it was over."),
    )
    about = "Introductions that were open at some time in the period."
    return Table(
        "introductions", "Introductions", about, fields, ("introduction",), lambda: _rows(source)
    )


def _rows(source: Source) -> Iterator[tuple[Value, ...]]:
    one, first, last = Introduction, _moves(source, latest=False), _moves(source, latest=True)
    query = (
        select(
            *(one.id, one.volunteer_id, one.opportunity_id, Opportunity.organisation_id),
            *(one.home_centre_id, one.placing_centre_id, one.state, one.created_at),
            *(one.referred_at, one.closed_at, one.reason, last.c.to_state, first.c.through),
        )
        .join(Opportunity, Opportunity.id == one.opportunity_id)
        .outerjoin(first, (first.c.introduction_id == one.id) & (first.c.place == 1))
        .outerjoin(last, (last.c.introduction_id == one.id) & (last.c.place == 1))
        .where(source.is_in)
    )
    for row in source.rows(query):
        if row.id not in source.introductions:
            continue
        over = source.before_end(row.closed_at)
        yield (
            source.introductions[row.id],
            source.people[row.volunteer_id],
            source.roles[row.opportunity_id],
            source.organisations[row.organisation_id],
            source.centres.get(row.home_centre_id),
            source.centres.get(row.placing_centre_id),
            row.to_state or row.state,
            row.through,
            source.day(row.created_at),
            source.day(row.referred_at) if source.before_end(row.referred_at) else None,
            source.day(row.closed_at) if over else None,
            row.reason if over else None,
        )


def _moves(source: Source, *, latest: bool) -> Subquery:
    """The first or the last move of each introduction by the end of the period."""
    columns = (IntroductionMove.moved_at, IntroductionMove.id)
    order = [one.desc() for one in columns] if latest else columns
    owner = IntroductionMove.introduction_id
    place = func.row_number().over(partition_by=owner, order_by=order)
    return (
        select(owner, IntroductionMove.to_state, IntroductionMove.through, place.label("place"))
        .where(IntroductionMove.moved_at < source.period.moments[1])
        .subquery()
    )
