"""What is done about training by the clock."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy import select

from brokerage.db import unit_of_work
from brokerage.guidance.models import TrainingEvent
from brokerage.guidance.telling import of_tomorrow
from brokerage.jobs import scheduled
from brokerage.weeks import LOCAL_TIME, local_today


@scheduled("guidance.remind", "15 9 * * *")
def remind_of_training() -> str | None:
    """Reminds those who have a place at tomorrow's training; each of them once."""
    first = datetime.combine(local_today() + timedelta(days=1), time(), LOCAL_TIME)
    last = datetime.combine(local_today() + timedelta(days=2), time(), LOCAL_TIME)
    tomorrow = select(TrainingEvent).where(
        TrainingEvent.starts_at >= first,
        TrainingEvent.starts_at < last,
        TrainingEvent.cancelled_at.is_(None),
    )
    with unit_of_work() as session:
        told = sum(of_tomorrow(session, event) for event in session.scalars(tomorrow).all())
    return f"{told} people reminded of tomorrow's training." if told else None
