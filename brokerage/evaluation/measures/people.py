"""People who get in touch, register, give time, and find a place or do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, null, or_, select, union
from sqlalchemy.orm import Session, aliased

from brokerage.evaluation.cells import TOTAL, Cell
from brokerage.evaluation.measures.asking import (
    OURS,
    REGISTERED,
    causes,
    one_if,
    registered,
    within,
)
from brokerage.evaluation.measures.rows import Record, Row, Selected, Source, rows_of
from brokerage.evaluation.periods import Period, midnight
from brokerage.hours.figures import counts
from brokerage.hours.models import HourEntry
from brokerage.introductions.models import Introduction
from brokerage.volunteers.models import NamelessEnquiry, Volunteer, VolunteerMove, VolunteerTerm
from brokerage.weeks import day_of

FIRST_TIME = "never"  # volunteers.choices.VOLUNTEERED_BEFORE
HERE = (Volunteer.centre_id, Volunteer.district_code)
PLACED_WITHIN = timedelta(days=84)
NOT_PLACED_AFTER = timedelta(days=30)


def enquiries(_session: Session, period: Period) -> list[Source]:
    """People who got in touch, with a name or without."""
    named = rows_of(Volunteer.id, HERE).where(within(Volunteer.created_at, period)).where(*OURS)
    asked = rows_of(NamelessEnquiry.id, (NamelessEnquiry.centre_id, cast(null(), String)))
    nameless = asked.where(within(NamelessEnquiry.asked_at, period))
    return [Source(Record.PERSON, named), Source(Record.NAMELESS, nameless)]


def registrations(_session: Session, period: Period) -> list[Source]:
    """People who became registered."""
    return _registrations(period, rows_of(Volunteer.id, HERE))


def channel(_session: Session, period: Period) -> list[Source]:
    """The same, by how they had heard of us."""
    heard = func.nullif(Volunteer.heard_through, "")
    return _registrations(period, rows_of(Volunteer.id, HERE, heard))


def first_time(_session: Session, period: Period) -> list[Source]:
    """Of those who registered and said so: for whom it is the first time."""
    said = func.nullif(Volunteer.volunteered_before, "")
    rows = rows_of(
        Volunteer.id,
        HERE,
        said,
        numerator=one_if(said == FIRST_TIME),
        denominator=one_if(said.is_not(None)),
        unknown=one_if(said.is_(None)),
    )
    return _registrations(period, rows)


def _registrations(period: Period, rows: Selected) -> list[Source]:
    since, until = period.moments
    first = registered((since, until))
    found = rows.join(first, first.c.volunteer_id == Volunteer.id).where(
        first.c.at >= since, first.c.at < until
    )
    return [Source(Record.PERSON, found)]


def active(_session: Session, period: Period) -> list[Source]:
    """People who gave time, or were with an organisation or on the way to one."""
    return [Source(Record.PERSON, rows_of(Volunteer.id, HERE).where(is_active(period)))]


def is_active(period: Period) -> ColumnElement[bool]:
    """Whether somebody was active at any time of a period."""
    since, until = period.moments
    on_the_way = select(Introduction.volunteer_id).where(
        Introduction.referred_at < until,
        or_(Introduction.closed_at.is_(None), Introduction.closed_at >= since),
    )
    gave_time = select(HourEntry.volunteer_id).where(
        HourEntry.superseded_at.is_(None),
        HourEntry.minutes > 0,
        counts(),
        HourEntry.given_on >= period.first_on,
        HourEntry.given_on < period.until,
    )
    return Volunteer.id.in_(union(on_the_way, gave_time))


def placement_rate(session: Session, period: Period) -> list[Source]:
    """Of those whose first twelve weeks ended in the period: who had started by then."""
    # somebody who registered on the day before the period's first, 84 days back, is in
    since = midnight(period.first_on - PLACED_WITHIN)
    until = midnight(period.until - PLACED_WITHIN)
    first = registered((since, until))
    starts = select(Introduction.volunteer_id, func.min(Introduction.started_on).label("on"))
    start = starts.group_by(Introduction.volunteer_id).subquery()
    query = (
        select(Volunteer.id, *HERE, first.c.at, start.c.on)
        .join(first, first.c.volunteer_id == Volunteer.id)
        .outerjoin(start, start.c.volunteer_id == Volunteer.id)
        .where(first.c.at >= since, first.c.at < until)
    )
    rows = [
        Row(number, centre, district, TOTAL, int(_placed_in_time(at, started)), 1)
        for number, centre, district, at, started in session.execute(query)
    ]
    return [Source(Record.PERSON, rows)]


def _placed_in_time(registered_at: datetime, started_on: date | None) -> bool:
    if started_on is None:
        return False
    return started_on <= day_of(registered_at) + PLACED_WITHIN


def unmet(session: Session, period: Period) -> Iterable[Cell]:
    """People who look for a role and have none in sight, and the causes they chose.

    One question for both, as finding out who waits is what takes the time.
    """
    chosen = and_(VolunteerTerm.volunteer_id == Volunteer.id, VolunteerTerm.uri.in_(causes()))
    query = (
        select(*HERE, Volunteer.id, VolunteerTerm.uri)
        .outerjoin(VolunteerTerm, chosen)
        .where(_waits(period))
    )
    people = set[tuple[int | None, str | None, int]]()
    found = Counter[tuple[int | None, str | None, str]]()
    for centre, district, person, cause in session.execute(query):
        people.add((centre, district, person))
        if cause is not None:
            found[centre, district, cause] += 1
    found.update((centre, district, TOTAL) for centre, district, _ in people)
    return [Cell(*place, numerator=count) for place, count in found.items()]


def unmet_rows(_session: Session, period: Period) -> list[Source]:
    """The same people, one by one; beside them, each with each cause they chose."""
    by_cause = (
        rows_of(Volunteer.id, HERE, VolunteerTerm.uri)
        .join(VolunteerTerm, VolunteerTerm.volunteer_id == Volunteer.id)
        .where(_waits(period), VolunteerTerm.uri.in_(causes()))
    )
    all_of_them = rows_of(Volunteer.id, HERE).where(_waits(period))
    return [Source(Record.PERSON, rows) for rows in (all_of_them, by_cause)]


def _waits(period: Period) -> ColumnElement[bool]:
    _, until = period.moments
    on_the_books = VolunteerMove.to_state.in_(REGISTERED)
    long_here = select(VolunteerMove.volunteer_id).where(
        on_the_books, VolunteerMove.moved_at < midnight(period.until - NOT_PLACED_AFTER)
    )
    later = aliased(VolunteerMove)
    another_came = exists().where(
        later.volunteer_id == VolunteerMove.volunteer_id,
        later.moved_at < until,
        or_(
            later.moved_at > VolunteerMove.moved_at,
            and_(later.moved_at == VolunteerMove.moved_at, later.id > VolunteerMove.id),
        ),
    )
    still_here = select(VolunteerMove.volunteer_id).where(
        on_the_books, VolunteerMove.moved_at < until, ~another_came
    )
    under_way = select(Introduction.volunteer_id).where(
        Introduction.referred_at < until,
        or_(Introduction.closed_at.is_(None), Introduction.closed_at >= until),
    )
    return and_(
        *OURS,
        Volunteer.id.in_(long_here),
        Volunteer.id.in_(still_here),
        Volunteer.id.not_in(under_way),
    )
