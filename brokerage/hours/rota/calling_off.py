"""Somebody cannot come: the next in line has the place, and whoever needs to know is told."""

from __future__ import annotations

from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.hours.messages import tell_gap, tell_place_free
from brokerage.hours.models import Booking, BookingState
from brokerage.hours.rota.booking import book, cancel
from brokerage.suggestions.occurring import Planned


def call_off(
    session: Session,
    booking: Booking,
    actor: Actor,
    reason: str = "cannot_come",
    seen: int | None = None,
) -> Booking | None:
    """Take somebody off a session. Who has the place now, or None; called off twice, it is once.

    The organisation is told unless it took them off itself.
    """
    was_booked = booking.state == BookingState.BOOKED
    moved_up = cancel(session, booking, actor, reason, seen)
    if moved_up is not None:
        tell_place_free(session, moved_up)
    if was_booked and reason in ("cannot_come", "changed"):
        tell_gap(session, booking, filled=moved_up is not None)
    return moved_up


def change(session: Session, booking: Booking, planned: Planned, actor: Actor) -> Booking:
    """Come on another day instead. Where that is full nothing changes: raises SessionIsFull."""
    made = book(session, booking.introduction, planned, actor, or_wait=False)
    if made is not booking:
        call_off(session, booking, actor, "changed")
    return made
