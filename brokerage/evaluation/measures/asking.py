"""Pieces that several measures' questions are made of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from brokerage.evaluation.cells import TOTAL, Cell
from brokerage.evaluation.periods import Period
from brokerage.opportunities.models import Opportunity, OpportunityMove, OpportunityPlace, State
from brokerage.taxonomies.models import Kind as TermKind
from brokerage.taxonomies.models import Term
from brokerage.volunteers.models import Volunteer, VolunteerMove, VolunteerState

NOT_STATED = "not_stated"
REGISTERED = (VolunteerState.REGISTERED, VolunteerState.ACTIVE)
OURS = (Volunteer.source.is_(None), Volunteer.merged_into_id.is_(None))
"""People who came to us themselves: not another system's, not merged into another record."""


def within(moment: InstrumentedAttribute[Any], period: Period) -> ColumnElement[bool]:
    """A moment that lies in a period."""
    since, until = period.moments
    return and_(moment >= since, moment < until)


def cells_of(session: Session, query: Select[*tuple[Any, ...]], group: str = TOTAL) -> list[Cell]:
    """Rows of (centre, district, numerator, denominator...) as cells."""
    return [
        Cell(row[0], row[1], group, *(int(n or 0) for n in row[2:]))
        for row in session.execute(query)
    ]


def grouped(session: Session, query: Select[*tuple[Any, ...]]) -> list[Cell]:
    """Rows of (centre, district, group, numerator, denominator...) as cells."""
    return [
        Cell(
            row[0],
            row[1],
            row[2] or NOT_STATED,
            *(int(n or 0) for n in row[3:]),
        )
        for row in session.execute(query)
    ]


def in_all(cells: Iterable[Cell]) -> list[Cell]:
    """Cells of groups that do not overlap, and with them the total of each place."""
    found = list(cells)
    return [*(cell._replace(group=TOTAL) for cell in found), *found]


def registered(between: tuple[datetime, datetime] | None = None) -> Subquery:
    """When each person became registered, those imported or merged into another left out.

    ``between``: only of whom a move onto the books lies between these moments, which is quicker.
    Their first may be an earlier one, so whoever asks for it has to ask for its moment as well.
    """
    on_the_books = VolunteerMove.to_state.in_(REGISTERED)
    query = (
        select(VolunteerMove.volunteer_id, func.min(VolunteerMove.moved_at).label("at"))
        .join(Volunteer, Volunteer.id == VolunteerMove.volunteer_id)
        .where(on_the_books, *OURS)
    )
    if between is not None:
        then = VolunteerMove.moved_at >= between[0], VolunteerMove.moved_at < between[1]
        moved = select(VolunteerMove.volunteer_id).where(on_the_books, *then)
        query = query.where(VolunteerMove.volunteer_id.in_(moved))
    return query.group_by(VolunteerMove.volunteer_id).subquery()


def live_at(moment: datetime) -> Select[int]:
    """The ids of the roles that people could find at a moment."""
    later = aliased(OpportunityMove)
    another_came = exists().where(
        later.opportunity_id == OpportunityMove.opportunity_id,
        later.moved_at < moment,
        or_(
            later.moved_at > OpportunityMove.moved_at,
            and_(later.moved_at == OpportunityMove.moved_at, later.id > OpportunityMove.id),
        ),
    )
    return select(OpportunityMove.opportunity_id).where(
        OpportunityMove.to_state == State.LIVE, OpportunityMove.moved_at < moment, ~another_came
    )


def role_district() -> ColumnElement[str | None]:
    """Where a role is: the district of the first of its places that has one."""
    return (
        select(OpportunityPlace.district_code)
        .where(OpportunityPlace.opportunity_id == Opportunity.id)
        .where(OpportunityPlace.district_code.is_not(None))
        .order_by(OpportunityPlace.id)
        .limit(1)
        .correlate(Opportunity)
        .scalar_subquery()
    )


def one_if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """A row's part in a number: one where it holds, else nought."""
    return case((condition, 1), else_=0)


def causes() -> Select[str]:
    """The terms that are causes, not skills or needs."""
    return select(Term.uri).where(Term.kind == TermKind.CAUSE)
