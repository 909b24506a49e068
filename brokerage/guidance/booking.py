"""Places at a training event, and the list of those who wait. Capacity is never exceeded.

Whoever books or gives up locks the event's row first. A place that comes free goes to whoever has
waited longest, so while anybody waits every place is taken. The table's CHECK has the last word.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.db import now
from brokerage.errors import Conflict, Invalid, NotFound
from brokerage.guidance import telling
from brokerage.guidance.models import BookingState, TrainingBooking, TrainingEvent
from brokerage.versions import ChangedMeanwhile, note_change
from brokerage.volunteers.contacts import read_email
from brokerage.volunteers.numbers import read_phone

LONGEST = 200
LOCKED = ("places", "places_taken", "starts_at", "cancelled_at", "version")


@dataclass(frozen=True)
class Guest:
    """Who comes: a name and one way to reach them; perhaps for a group, perhaps a volunteer."""

    name: str
    email: str = ""
    phone: str = ""
    organisation_id: int | None = None
    group_name: str = ""
    volunteer_id: int | None = None


def book(
    session: Session, event: TrainingEvent, guest: Guest, actor: Actor, came: bool = False
) -> TrainingBooking:
    """A place, or a turn on the waiting list. The same person twice is given the first booking.

    ``came``: staff add somebody who came without booking. Raises Invalid, naming the field, and
    Conflict for an event that cannot be booked.
    """
    _check(guest)
    _lock(session, event)
    check_open(event, came)
    found = _same_person(session, event, guest)
    if found is not None:
        return found
    free = event.places_taken < event.places
    if came and not free:
        raise Conflict("Every place is taken. Raise the number of places first.")
    booking = TrainingBooking(
        event=event,
        state=BookingState.BOOKED if free else BookingState.WAITING,
        name=guest.name,
        email=guest.email,
        phone=guest.phone,
        organisation_id=guest.organisation_id,
        group_name="" if guest.organisation_id else guest.group_name,
        volunteer_id=guest.volunteer_id,
        attended=True if came else None,
        actor=actor.name,
        on_behalf_of=actor.on_behalf_of,
        through=actor.through,
    )
    event.places_taken += free
    session.add(booking)
    session.flush()
    audit.record(session, actor, "book", "training_booking", booking.public_id)
    if not came:
        telling.of_booking(session, booking)
    return booking


def give_up(session: Session, booking: TrainingBooking, actor: Actor) -> bool:
    """Whether there was anything to give up; the place goes to whoever waits.

    Raises Conflict once the event has begun.
    """
    event = booking.event
    _lock(session, event)
    session.refresh(booking, ["state"])
    if booking.state == BookingState.CANCELLED:
        return False
    if event.starts_at <= now():
        raise Conflict("This training has begun already.")
    event.places_taken -= booking.state == BookingState.BOOKED
    booking.state = BookingState.CANCELLED
    session.flush()
    audit.record(session, actor, "give_up", "training_booking", booking.public_id)
    telling.stop(session, booking)
    fill_free_places(session, event)
    return True


def fill_free_places(session: Session, event: TrainingEvent) -> None:
    """Free places go to those who wait, in the order in which they asked. The row is locked."""
    if event.cancelled_at is not None or event.starts_at <= now():
        return
    waiting = (
        select(TrainingBooking)
        .where(TrainingBooking.event_id == event.id)
        .where(TrainingBooking.state == BookingState.WAITING)
    )
    free = event.places - event.places_taken
    for booking in session.scalars(waiting.order_by(TrainingBooking.id).limit(free)).all():
        booking.state = BookingState.BOOKED
        event.places_taken += 1
        session.flush()
        telling.of_place(session, booking)


def tick(
    session: Session, event: TrainingEvent, seen: int, came: Collection[str], actor: Actor
) -> None:
    """Who of those booked was there, by public id. Raises ChangedMeanwhile and Conflict."""
    _lock(session, event)
    booked = [one for one in list_bookings(session, event) if one.state == BookingState.BOOKED]
    if seen != event.version and _differs(booked, came):
        raise ChangedMeanwhile({}, event.version)
    if event.starts_at > now():
        raise Conflict("Attendance is ticked once it has begun.")
    if event.cancelled_at is not None:
        raise Conflict("This event was called off.")
    for booking in booked:
        booking.attended = booking.public_id in came
    note_change(event)
    session.flush()
    audit.record(session, actor, "tick", "training", event.public_id, version=event.version)


def list_bookings(session: Session, event: TrainingEvent) -> Sequence[TrainingBooking]:
    """Everybody who booked, in order; those who gave up are left out."""
    query = select(TrainingBooking).where(
        TrainingBooking.event_id == event.id, TrainingBooking.state != BookingState.CANCELLED
    )
    newest = query.order_by(TrainingBooking.id).execution_options(populate_existing=True)
    return session.scalars(newest).all()


def list_own(session: Session, event: TrainingEvent, actor: Actor) -> list[TrainingBooking]:
    """What somebody signed in has booked here: by themselves, or for them as a volunteer."""
    if actor.account_id is None:
        return []
    mine = [TrainingBooking.actor == actor.name]
    if actor.volunteer_id is not None:
        mine.append(TrainingBooking.volunteer_id == actor.volunteer_id)
    found = list_bookings(session, event)
    own = set(session.scalars(select(TrainingBooking.id).where(or_(*mine))))
    return [one for one in found if one.id in own]


def get_booking(session: Session, public_id: str) -> TrainingBooking:
    """One booking. Raises NotFound."""
    query = select(TrainingBooking).where(TrainingBooking.public_id == public_id)
    found = None if "\0" in public_id else session.scalar(query)
    if found is None:
        raise NotFound("We cannot find that booking.")
    return found


def get_booking_of(session: Session, event: TrainingEvent, public_id: str) -> TrainingBooking:
    """One booking of an event. Raises NotFound, in the words for an event that is not there."""
    found = (one for one in list_bookings(session, event) if one.public_id == public_id)
    booking = next(found, None)
    if booking is None:
        raise NotFound("We cannot find that training.")
    return booking


def check_open(event: TrainingEvent, came: bool = False) -> None:
    """Raises Conflict for an event that cannot be booked."""
    if event.cancelled_at is not None:
        raise Conflict("This training was called off.")
    if event.starts_at <= now() and not came:
        raise Conflict("This training has begun, so it cannot be booked any more.")
    if came and event.starts_at > now():
        raise Conflict("It has not begun yet: book a place for them.")


def _lock(session: Session, event: TrainingEvent) -> None:
    session.flush()
    session.refresh(event, LOCKED, with_for_update=True)


def _check(guest: Guest) -> None:
    if not guest.name:
        raise Invalid("Enter a name.", "name")
    if not guest.email and not guest.phone:
        raise Invalid("Enter an e-mail address or a telephone number.", "email")
    for field, text in (("name", guest.name), ("group", guest.group_name)):
        if len(text) > LONGEST:
            raise Invalid(f"Write at most {LONGEST} characters.", field)
    read_email(guest.email)
    read_phone(guest.phone)


def _same_person(session: Session, event: TrainingEvent, guest: Guest) -> TrainingBooking | None:
    """One address may be a whole group's, so the name counts too."""

    def key(one: Guest | TrainingBooking) -> tuple[str, str, str]:
        digits = "".join(filter(str.isdigit, one.phone))
        return one.name.casefold(), one.email.casefold(), "" if one.email else digits

    return next((one for one in list_bookings(session, event) if key(one) == key(guest)), None)


def _differs(booked: Sequence[TrainingBooking], came: Collection[str]) -> bool:
    return any(bool(one.attended) != (one.public_id in came) for one in booked)
