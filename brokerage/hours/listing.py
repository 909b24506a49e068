"""Lists of placements and of hours, for pages. Whose they are is decided before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from brokerage.hours.figures import CURRENT, counts, totals
from brokerage.hours.models import HourEntry, Kind
from brokerage.hours.rules import HoursGiven
from brokerage.introductions.models import Introduction
from brokerage.introductions.states import State
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.schema import day_in_words

JUST_ENDED = timedelta(days=92)  # hours of the last weeks are still written down and confirmed


@dataclass(frozen=True)
class Line:
    """An entry of a list, and whether the organisation has confirmed it."""

    entry: HourEntry
    counts: bool


def placements_of_volunteer(session: Session, volunteer_id: int) -> Sequence[Introduction]:
    """What somebody has started, the newest first, also what has ended."""
    query = (
        select(Introduction)
        .where(Introduction.volunteer_id == volunteer_id, Introduction.started_on.is_not(None))
        .options(joinedload(Introduction.opportunity).joinedload(Opportunity.organisation))
    )
    newest = query.order_by(Introduction.closed_at.is_not(None), Introduction.started_on.desc())
    return session.scalars(newest).all()


def placements_at(
    organisation: Organisation, today: date, opportunity_id: int | None = None
) -> Select[Introduction]:
    """People who give, or until lately gave, their time to an organisation that was verified."""
    lately = Introduction.closed_at >= datetime.combine(today - JUST_ENDED, time(), UTC)
    query = (
        select(Introduction)
        .join(Opportunity, Opportunity.id == Introduction.opportunity_id)
        .where(Opportunity.organisation_id == organisation.id)
        .where(Introduction.started_on.is_not(None), or_(Introduction.closed_at.is_(None), lately))
    )
    if organisation.verified_at is None:  # nothing about anybody until the centre has checked
        query = query.where(Introduction.id.is_(None))
    if opportunity_id is not None:
        query = query.where(Introduction.opportunity_id == opportunity_id)
    return query.order_by(Introduction.opportunity_id, Introduction.started_on, Introduction.id)


def rostered_at(opportunity: Opportunity) -> Select[Introduction]:
    """People of a role who may be put down for a session: they have a place."""
    query = select(Introduction).where(
        Introduction.opportunity_id == opportunity.id,
        Introduction.state.in_((State.ACCEPTED, State.STARTED)),
    )
    if opportunity.organisation.verified_at is None:
        query = query.where(Introduction.id.is_(None))
    return query.order_by(Introduction.started_on, Introduction.id)


def names_of(introductions: Iterable[Introduction]) -> dict[int, str]:
    """What an organisation calls people: the first name they agreed to send, told apart by the
    first day where two have the same."""
    found = list(introductions)
    first = {one.id: first_name_of(one) for one in found}
    twice = {n for n in first.values() if list(first.values()).count(n) > 1}
    return {
        one.id: f"{first[one.id]} (since {day_in_words(one.started_on)})"
        if first[one.id] in twice and one.started_on
        else first[one.id]
        for one in found
    }


def first_name_of(introduction: Introduction) -> str:
    """As it was agreed to be sent."""
    sent = str((introduction.shared or {}).get("first_name", ""))
    return sent or introduction.volunteer.first_name or "A volunteer"


def unconfirmed(organisation: Organisation) -> Select[HourEntry]:
    """What volunteers wrote down and the organisation has said nothing about, oldest first."""
    query = select(HourEntry).where(
        HourEntry.organisation_id == organisation.id,
        CURRENT,
        HourEntry.kind == Kind.RECORDED,
        HourEntry.introduction_id.is_not(None),
        counts(),
    )
    if organisation.verified_at is None:
        query = query.where(HourEntry.id.is_(None))
    return query.order_by(HourEntry.given_on, HourEntry.id)


def count_unconfirmed(session: Session, organisation: Organisation) -> int:
    """How many there are."""
    waiting = unconfirmed(organisation).order_by(None).subquery()
    return session.scalar(select(func.count()).select_from(waiting)) or 0


def lines_of(session: Session, volunteer_id: int, since: date, until: date) -> list[Line]:
    """Somebody's current entries of a period, newest first, and which of them count."""
    query = (
        select(HourEntry, counts())
        .where(CURRENT, HourEntry.volunteer_id == volunteer_id)
        .where(HourEntry.given_on.between(since, until))
        .options(joinedload(HourEntry.opportunity).joinedload(Opportunity.organisation))
        .order_by(HourEntry.given_on.desc(), HourEntry.id.desc())
    )
    return [Line(entry, bool(best)) for entry, best in session.execute(query)]


def totals_by_placement(session: Session, ids: Sequence[int]) -> dict[int, HoursGiven]:
    """What was given in each placement, over all time."""
    query = (
        select(HourEntry.introduction_id, *totals())
        .where(CURRENT, HourEntry.introduction_id.in_(ids))
        .group_by(HourEntry.introduction_id)
    )
    return {row[0]: HoursGiven(*(int(x or 0) for x in row[1:])) for row in session.execute(query)}
