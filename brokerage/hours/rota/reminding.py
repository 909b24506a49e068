"""Two days before a session, whoever is down for it is reminded, unless they asked not to be."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from brokerage.concerns.holds import is_paused
from brokerage.consents import allowed
from brokerage.db import now
from brokerage.hours.messages import remind_of_session
from brokerage.hours.models import Booking, BookingState, Occurrence
from brokerage.introductions.models import Introduction
from brokerage.introductions.states import HOLDS_A_PLACE
from brokerage.opportunities.models import Opportunity

BEFORE = timedelta(days=2)


def remind_all(session: Session, today: date) -> int:
    """Remind everybody for the day after tomorrow, and whoever was put down since; how many."""
    due = session.scalars(_to_remind(today)).all()
    sent = 0
    for booking in due:
        sent += remind_of_session(session, booking)
        booking.reminded_at = now()
    session.flush()
    return sent


def _to_remind(today: date) -> Select[Booking]:
    return (
        select(Booking)
        .join(Occurrence, Occurrence.id == Booking.occurrence_id)
        .join(Introduction, Introduction.id == Booking.introduction_id)
        .join(Opportunity, Opportunity.id == Introduction.opportunity_id)
        .where(Booking.state == BookingState.BOOKED, Booking.reminded_at.is_(None))
        .where(Occurrence.held_on.between(today + timedelta(days=1), today + BEFORE))
        .where(Introduction.state.in_(HOLDS_A_PLACE))
        .where(allowed(Booking.volunteer_id, "reminders"))
        .where(~is_paused(Booking.volunteer_id, Opportunity.organisation_id))
        .order_by(Occurrence.held_on, Booking.id)
    )
