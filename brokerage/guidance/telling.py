"""What is said about training: to whoever is booked or waits, by e-mail.

Who has no e-mail address is rung: that is one task for the centre for each event and occasion. It
names nobody, since the event's page has the names.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage import signed_links
from brokerage.actors import Actor
from brokerage.guidance.models import BookingState, TrainingBooking, TrainingEvent
from brokerage.introductions.tasks import add_task
from brokerage.links import link
from brokerage.messages.service import Message, cancel, queue, rendered
from brokerage.templating import local_time
from brokerage.weeks import day_of, local_today

PURPOSE = "training"  # no purpose of consents.py: it is what they asked for
LASTS = timedelta(days=800)  # events are announced long before
ABOUT = "training_booking"


def token_of(booking: TrainingBooking) -> str:
    """What the address of somebody's own booking ends in."""
    return signed_links.sign(ABOUT, booking.public_id)


def read_token(token: str) -> str:
    """The public id of a booking. Raises NotFound for a link that is not ours."""
    return signed_links.read(ABOUT, token, LASTS)


def of_booking(session: Session, booking: TrainingBooking) -> None:
    """A place is booked, or somebody waits for one. Who was told on the telephone knows it."""
    if not booking.email:
        return
    waits = booking.state == BookingState.WAITING
    _write(session, booking, "training_waiting" if waits else "training_booked")


def of_place(session: Session, booking: TrainingBooking) -> None:
    """Somebody who waited has a place."""
    _tell(session, booking.event, [booking], "training_place", "A place is free for who waited")


def of_change(session: Session, event: TrainingEvent) -> None:
    """Another day, time or place."""
    _tell(session, event, _all_of(session, event), "training_changed", "It has changed")


def of_calling_off(session: Session, event: TrainingEvent) -> None:
    """It does not take place; what was still to be sent is not."""
    everybody = _all_of(session, event)
    for booking in everybody:
        stop(session, booking)
    _tell(session, event, everybody, "training_cancelled", "It was called off")


def of_tomorrow(session: Session, event: TrainingEvent) -> int:
    """A reminder for those who have a place. How many are written to."""
    booked = [one for one in _all_of(session, event) if one.state == BookingState.BOOKED]
    _tell(session, event, booked, "training_reminder", "It is tomorrow")
    return sum(bool(one.email) for one in booked)


def stop(session: Session, booking: TrainingBooking) -> None:
    """What is queued about a booking does not go out."""
    cancel(session, (ABOUT, booking.public_id))


def when_in_words(event: TrainingEvent) -> str:
    """Tuesday 12 January 2027 at 18:30, for 2 hours."""
    return f"{day_of(event.starts_at):%A} {local_time(event.starts_at)}, for {length(event)}"


def length(event: TrainingEvent) -> str:
    """2 hours; 1 hour 30 minutes; 45 minutes."""
    hours, minutes = divmod(event.minutes, 60)
    said = [f"{hours} {'hour' if hours == 1 else 'hours'}"] if hours else []
    said += [f"{minutes} {'minute' if minutes == 1 else 'minutes'}"] if minutes else []
    return " ".join(said)


def _all_of(session: Session, event: TrainingEvent) -> Sequence[TrainingBooking]:
    query = select(TrainingBooking).where(
        TrainingBooking.event_id == event.id, TrainingBooking.state != BookingState.CANCELLED
    )
    return session.scalars(query.order_by(TrainingBooking.id)).all()


def _tell(
    session: Session,
    event: TrainingEvent,
    bookings: Sequence[TrainingBooking],
    template: str,
    what: str,
) -> None:
    for booking in bookings:
        if booking.email:
            _write(session, booking, template)
    if any(not booking.email for booking in bookings):
        _ask_to_ring(session, event, template, what)


def _write(session: Session, booking: TrainingBooking, template: str) -> None:
    event = booking.event
    fields = {
        "name": booking.name,
        "title": event.title,
        "when": when_in_words(event),
        "place": event.place,
        "online": event.online_link if booking.state == BookingState.BOOKED else "",
        "link": link("training.booking", token=token_of(booking)),
        "centre": event.centre.name,
        "phone": event.centre.phone,
    }
    if template in ("training_waiting", "training_cancelled"):
        del fields["online"]  # these say nothing of how to join
    made = rendered(template, **fields)
    message = Message(
        channel="email",
        address=booking.email,
        name=booking.name,
        purpose=PURPOSE,
        subject=made.subject,
        text=made.text,
        html=made.html,
        about=(ABOUT, booking.public_id),
        volunteer_id=booking.volunteer_id,
        centre_id=event.centre_id,
        key=f"{template}:{booking.public_id}:{event.version}",
    )
    queue(session, message)


def _ask_to_ring(session: Session, event: TrainingEvent, template: str, what: str) -> None:
    add_task(
        session,
        Actor("job:messages", "job"),
        event.centre_id,
        f"Ring those without e-mail about the training “{event.title}”. {what}.",
        local_today(),
        kind="unreached",
        made_for=f"{template}:{event.public_id}:{event.version}",
    )
