"""Putting people down for a session, and taking them off. Its places are never exceeded.

As introductions/capacity.py has it: whoever changes an occurrence locks its row first; one
conditional UPDATE takes a place; the table's CHECK constraints have the last word.
"""

from __future__ import annotations

from sqlalchemy import or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from brokerage.actors import Actor
from brokerage.concerns.holds import is_held
from brokerage.db import new_public_id, now
from brokerage.errors import Conflict
from brokerage.hours.models import Booking, BookingState, Occurrence
from brokerage.introductions.models import Introduction
from brokerage.introductions.states import HOLDS_A_PLACE
from brokerage.opportunities.models import Opportunity
from brokerage.suggestions.occurring import Planned
from brokerage.versions import check_version
from brokerage.weeks import local_today

REASONS = {
    "cannot_come": "Cannot come",
    "organisation": "Taken off by the organisation",
    "ended": "Stopped volunteering there",
    "changed": "Comes on another day",
}


class SessionIsFull(Conflict):
    """Every place of a session is taken. Join its waiting list, or choose another day."""


def book(
    session: Session,
    introduction: Introduction,
    planned: Planned,
    actor: Actor,
    *,
    or_wait: bool = True,
) -> Booking:
    """Put somebody down; where it is full they wait in line. Put down twice, it is once.

    Raises Conflict for somebody without a place in the role or a day that has passed, and
    SessionIsFull where they do not want to wait.
    """
    _check(session, introduction, planned)
    occurrence = lock_occurrence(session, introduction.opportunity, planned)
    found = find_booking(session, occurrence, introduction.volunteer_id)
    if found is not None and found.state == BookingState.BOOKED:
        return found
    # Whoever waits goes first, so a newcomer takes no place over their heads.
    free = (found is not None or not _first_in_line(session, occurrence)) and _take(
        session, occurrence
    )
    if not free and not or_wait:
        raise SessionIsFull("Every place in this session is taken.")
    state = BookingState.BOOKED if free else BookingState.WAITING
    if found is not None:
        found.state = state
    else:
        found = _new(introduction, occurrence, state, actor)
        session.add(found)
    session.flush()
    return found


def cancel(
    session: Session,
    booking: Booking,
    actor: Actor,
    reason: str = "cannot_come",
    seen: int | None = None,
) -> Booking | None:
    """Somebody is not coming; whoever waits longest has the place. Who that is, or None.

    Cancelled twice, it is once.
    """
    occurrence = _lock(session, booking.occurrence)
    check_version(session, booking, seen)
    if booking.state == BookingState.CANCELLED:
        return None
    held = booking.state == BookingState.BOOKED
    booking.state, booking.reason, booking.cancelled_at = BookingState.CANCELLED, reason, now()
    booking.actor, booking.through = actor.name, actor.through
    booking.on_behalf_of = actor.on_behalf_of
    booking.version += 1
    session.flush()
    if not held:
        return None
    _give_back(session, occurrence)
    return fill_place(session, occurrence)


def fill_place(session: Session, occurrence: Occurrence) -> Booking | None:
    """Give a place that is free to the first in line of a locked occurrence still to come."""
    if occurrence.held_on < local_today():
        return None
    first = _first_in_line(session, occurrence)
    if first is None or not _take(session, occurrence):
        return None
    first.state = BookingState.BOOKED
    first.version += 1
    session.flush()
    return first


def find_booking(session: Session, occurrence: Occurrence, volunteer_id: int) -> Booking | None:
    """Whether somebody is down or in line for an occurrence."""
    query = select(Booking).where(
        Booking.occurrence_id == occurrence.id,
        Booking.volunteer_id == volunteer_id,
        Booking.state != BookingState.CANCELLED,
    )
    return session.scalar(query)


def lock_occurrence(session: Session, opportunity: Opportunity, planned: Planned) -> Occurrence:
    """The row of an occurrence, made if need be, ours until the commit."""
    insert = (
        postgresql.insert(Occurrence)
        if session.get_bind().dialect.name == "postgresql"
        else sqlite.insert(Occurrence)
    )
    made = insert.values(
        public_id=new_public_id(),
        opportunity_id=opportunity.id,
        held_on=planned.held_on,
        start_minute=planned.start_minute,
        length_minutes=planned.length_minutes,
        places=planned.places,
        places_taken=0,
    )
    session.flush()
    session.execute(made.on_conflict_do_nothing())
    query = select(Occurrence).where(
        Occurrence.opportunity_id == opportunity.id,
        Occurrence.held_on == planned.held_on,
        Occurrence.start_minute == planned.start_minute,
    )
    found = session.scalars(query.with_for_update().execution_options(populate_existing=True)).one()
    _follow(found, planned)
    session.flush()
    return found


def _follow(occurrence: Occurrence, planned: Planned) -> None:
    """The role may ask for more people, or fewer, than when the row was made."""
    wanted = planned.places
    if wanted is not None:
        wanted = max(wanted, occurrence.places_taken)  # nobody is sent home by an edit
    if occurrence.places != wanted:
        occurrence.places = wanted
    if occurrence.length_minutes != planned.length_minutes:
        occurrence.length_minutes = planned.length_minutes


def _check(session: Session, introduction: Introduction, planned: Planned) -> None:
    if introduction.state not in HOLDS_A_PLACE:
        raise Conflict("Only somebody who has a place in the role can be put down for a session.")
    if planned.held_on < local_today():
        raise Conflict("This session is over. Choose one that is still to come.")
    if is_held(session, introduction.volunteer_id, introduction.opportunity.organisation_id):
        raise Conflict("Please talk to the volunteer centre about this one first.")


def _lock(session: Session, occurrence: Occurrence) -> Occurrence:
    session.flush()
    session.refresh(occurrence, ["places", "places_taken"], with_for_update=True)
    return occurrence


def _first_in_line(session: Session, occurrence: Occurrence) -> Booking | None:
    query = select(Booking).where(
        Booking.occurrence_id == occurrence.id, Booking.state == BookingState.WAITING
    )
    return session.scalars(query.order_by(Booking.booked_at, Booking.id).limit(1)).first()


def _take(session: Session, occurrence: Occurrence) -> bool:
    below = or_(Occurrence.places.is_(None), Occurrence.places_taken < Occurrence.places)
    return _count(session, occurrence, 1, below)


def _give_back(session: Session, occurrence: Occurrence) -> None:
    _count(session, occurrence, -1, Occurrence.places_taken > 0)


def _count(session: Session, occurrence: Occurrence, by: int, condition: object) -> bool:
    statement = (
        update(Occurrence)
        .where(Occurrence.id == occurrence.id, condition)  # type: ignore[arg-type]
        .values(places_taken=Occurrence.places_taken + by)
        .returning(Occurrence.places_taken)
    )
    taken = session.scalar(statement, execution_options={"synchronize_session": False})
    if taken is None:
        return False
    set_committed_value(occurrence, "places_taken", taken)
    return True


def _new(
    introduction: Introduction, occurrence: Occurrence, state: BookingState, actor: Actor
) -> Booking:
    return Booking(
        occurrence=occurrence,
        introduction=introduction,
        volunteer_id=introduction.volunteer_id,
        state=state,
        actor=actor.name,
        on_behalf_of=actor.on_behalf_of,
        through=actor.through,
    )
