"""Roles: live, filled, waiting, and how far they fit people's time."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select
from sqlalchemy.orm import Session

from brokerage.evaluation.cells import TOTAL, Cell
from brokerage.evaluation.measures.asking import (
    causes,
    live_at,
    one_if,
    role_district,
    within,
)
from brokerage.evaluation.measures.rows import Column, Record, Row, Source, rows_of
from brokerage.evaluation.periods import Period, midnight
from brokerage.introductions.models import Introduction
from brokerage.opportunities.models import (
    Opportunity,
    OpportunityMove,
    OpportunitySession,
    OpportunityTerm,
    OpportunityWindow,
    State,
)

AT_ONCE = ("roles_live", "roles_unfilled", "flexible_roles", "unmet_roles")
WAITED = timedelta(days=30)
DAY = timedelta(days=1)


def live(_session: Session, period: Period) -> list[Source]:
    """Roles that people could find at the end of the period."""
    return _these(_is_live(period))


def filled(_session: Session, period: Period) -> list[Source]:
    """Roles that were filled in the period."""
    moved = select(OpportunityMove.opportunity_id).where(
        _is_filling(), within(OpportunityMove.moved_at, period)
    )
    return _these(Opportunity.id.in_(moved))


def unfilled(_session: Session, period: Period) -> list[Source]:
    """Of the live ones, those that have waited for more than 30 days for the first person."""
    return _share(_waits(period), _is_live(period))


def flexible(_session: Session, period: Period) -> list[Source]:
    """Of the live ones that say when they are, those that do not tie people to fixed times."""
    return _share(is_flexible(), and_(_is_live(period), says_when()))


def unmet(_session: Session, period: Period) -> list[Source]:
    """Roles that have waited for more than 30 days; beside them, each with each of its causes."""
    waits = and_(_is_live(period), _waits(period))
    return [*_these(waits), _by_cause(waits)]


def all_at_once(session: Session, period: Period) -> dict[str, list[Cell]]:
    """The four measures of live roles: finding out which are live takes most of the time."""
    query = select(Opportunity.id, *_here(), _waits(period), is_flexible(), says_when())
    rows = session.execute(query.where(_is_live(period))).all()
    causes_of = _chosen_causes(session)
    found: dict[str, list[Cell]] = {name: [] for name in AT_ONCE}
    for role, centre, district, waits, bends, timed in rows:
        cell = Cell(centre, district, TOTAL, 1)
        found["roles_live"].append(cell)
        found["roles_unfilled"].append(cell._replace(numerator=int(bool(waits)), denominator=1))
        if timed:
            found["flexible_roles"].append(cell._replace(numerator=int(bends), denominator=1))
        if waits:
            groups = (TOTAL, *causes_of.get(role, ()))
            found["unmet_roles"] += [cell._replace(group=group) for group in groups]
    return found


def _by_cause(condition: ColumnElement[bool]) -> Source:
    rows = (
        rows_of(Opportunity.id, _here(), OpportunityTerm.uri)
        .join(OpportunityTerm, OpportunityTerm.opportunity_id == Opportunity.id)
        .where(condition, OpportunityTerm.uri.in_(causes()))
    )
    return Source(Record.ROLE, rows)


def _chosen_causes(session: Session) -> dict[int, list[str]]:
    terms = select(OpportunityTerm.opportunity_id, OpportunityTerm.uri)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for role, cause in session.execute(terms.where(OpportunityTerm.uri.in_(causes()))):
        found[role].append(cause)
    return found


def time_to_fill(session: Session, period: Period) -> list[Source]:
    """Days from publication to being filled for the first time."""
    first = (
        select(OpportunityMove.opportunity_id, func.min(OpportunityMove.moved_at).label("at"))
        .where(_is_filling())
        .group_by(OpportunityMove.opportunity_id)
        .subquery()
    )
    since, until = period.moments
    query = (
        select(Opportunity.id, *_here(), Opportunity.published_at, first.c.at)
        .join(first, first.c.opportunity_id == Opportunity.id)
        .where(first.c.at >= since, first.c.at < until, Opportunity.published_at.is_not(None))
    )
    rows = [
        Row(number, centre, district, TOTAL, days=max(0.0, (at - published) / DAY))
        for number, centre, district, published, at in session.execute(query)
    ]
    return [Source(Record.ROLE, rows)]


def _is_filling() -> ColumnElement[bool]:
    """A role that came filled from another system was not filled on the day of the import."""
    return and_(OpportunityMove.to_state == State.FILLED, OpportunityMove.from_state.is_not(None))


def is_flexible() -> ColumnElement[bool]:
    """Any time, minutes at a time, or a number of hours within a stretch of the week."""
    within_windows = and_(Opportunity.hours_minutes.is_not(None), not_(_has(OpportunitySession)))
    return or_(Opportunity.flexible, Opportunity.micro, within_windows)


def says_when() -> ColumnElement[bool]:
    """Whether a role states its times in any way."""
    return or_(is_flexible(), _has(OpportunitySession), _has(OpportunityWindow))


def _has(part: type[OpportunitySession | OpportunityWindow]) -> ColumnElement[bool]:
    return exists().where(part.opportunity_id == Opportunity.id)


def _is_live(period: Period) -> ColumnElement[bool]:
    return Opportunity.id.in_(live_at(period.moments[1]))


def _waits(period: Period) -> ColumnElement[bool]:
    started = select(Introduction.opportunity_id).where(Introduction.started_on < period.until)
    return and_(
        Opportunity.published_at < midnight(period.until - WAITED),
        Opportunity.id.not_in(started),
    )


def _here() -> tuple[Column, Column]:
    return Opportunity.centre_id, role_district()


def _these(condition: ColumnElement[bool]) -> list[Source]:
    return [Source(Record.ROLE, rows_of(Opportunity.id, _here()).where(condition))]


def _share(part: ColumnElement[bool], of: ColumnElement[bool]) -> list[Source]:
    rows = rows_of(Opportunity.id, _here(), numerator=one_if(part), denominator=1)
    return [Source(Record.ROLE, rows.where(of))]
