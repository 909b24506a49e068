"""The county's figures so far: months and quarters counted, the older ones confirmed and closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.accounts.models import Account
from brokerage.centres.models import Centre
from brokerage.db import now
from brokerage.demo.histories import broker_at
from brokerage.demo.scale import Scale
from brokerage.evaluation.counting import count_period
from brokerage.evaluation.models import CountedPeriod, PeriodConfirmation
from brokerage.evaluation.periods import Period, midnight
from brokerage.evaluation.reading import last_periods

NOTE = "The sheets of one week were lost in a move. About ten hours are missing."
PUBLISHED = 2
FIRST_CONFIRMS, CLOSES = timedelta(days=3, hours=10), timedelta(days=18, hours=15)


def periods_so_far(scale: Scale, today: date) -> list[Period]:
    """Those that are counted, the present ones too; oldest first."""
    months = last_periods(Period.around(today), scale.months)
    return sorted([*months, *last_periods(Period.around(today, "quarter"), scale.quarters)])


def add_figures(session: Session, period: Period, today: date) -> None:
    """Count one. All before the last whole quarter are closed; for that one a centre is missing."""
    counted = count_period(session, period)
    last = Period.around(today, "quarter").before()
    centres = session.scalars(select(Centre).order_by(Centre.is_lead.desc(), Centre.id)).all()
    if period.until <= last.first_on:
        _confirm(counted, period, centres)
        lead = select(Account.public_id).where(Account.sign_in_name == "lead")
        counted.closed_by = f"account:{session.scalar(lead)}"
        counted.closed_at = counted.counted_at = midnight(period.until) + CLOSES
    elif period.until <= last.until:  # it and its months
        _confirm(counted, period, centres[:-1])


def last_closed_quarters(periods: Sequence[Period], today: date) -> list[Period]:
    """The two newest that are closed: those that are published."""
    last = Period.around(today, "quarter").before()
    closed = [one for one in periods if one.kind == "quarter" and one.until <= last.first_on]
    return closed[-PUBLISHED:]


def _confirm(counted: CountedPeriod, period: Period, centres: Sequence[Centre]) -> None:
    for number, centre in enumerate(centres):
        counted.confirmations.append(
            PeriodConfirmation(
                centre_id=centre.id,
                confirmed_at=_past(midnight(period.until) + FIRST_CONFIRMS, number),
                confirmed_by=broker_at(centre.id),
                note=NOTE if number == 1 else "",
            )
        )


def _past(first: datetime, days: int) -> datetime:
    return min(first + timedelta(days=days, minutes=7 * days), now())
