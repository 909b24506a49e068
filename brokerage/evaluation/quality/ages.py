"""Whether a date of birth and an age group can both be right."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta
from sqlalchemy import ColumnElement, and_, not_, or_

from brokerage.volunteers.choices import YOUNGEST
from brokerage.volunteers.models import Volunteer


def born_between(band: str, today: date) -> tuple[date, date]:
    """The first and last day of birth of everybody who is in an age group today."""
    oldest = min((age for age in YOUNGEST.values() if age > YOUNGEST[band]), default=150)
    first = today - relativedelta(years=oldest) + relativedelta(days=1)
    return first, today - relativedelta(years=YOUNGEST[band])


def age_differs(today: date) -> ColumnElement[bool]:
    """Of people with both: the day lies outside the group that was ticked."""
    fits = (
        and_(Volunteer.age_band == band, Volunteer.born_on.between(*born_between(band, today)))
        for band in YOUNGEST
    )
    return not_(or_(*fits))
