"""Introductions, the people in them, and the placements they became."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from brokerage.evaluation.measures.asking import one_if, within
from brokerage.evaluation.measures.roles import is_flexible, says_when
from brokerage.evaluation.measures.rows import Record, Selected, Source, rows_of
from brokerage.evaluation.periods import Period
from brokerage.introductions.models import Introduction
from brokerage.opportunities.models import Opportunity
from brokerage.volunteers.models import Volunteer

HERE = (Introduction.home_centre_id, Volunteer.district_code)


def introductions(_session: Session, period: Period) -> list[Source]:
    """Times somebody was sent to an organisation."""
    return [_of(rows_of(Introduction.id, HERE).where(within(Introduction.referred_at, period)))]


def people_introduced(_session: Session, period: Period) -> list[Source]:
    """The different people in them; who moved centre meanwhile counts where they are now."""
    sent = select(Introduction.volunteer_id).where(within(Introduction.referred_at, period))
    places = (Volunteer.centre_id, Volunteer.district_code)
    rows = rows_of(Volunteer.id, places).where(Volunteer.id.in_(sent))
    return [Source(Record.PERSON, rows)]


def placements(_session: Session, period: Period) -> list[Source]:
    """Introductions whose first day lies in the period."""
    return [_of(rows_of(Introduction.id, HERE).where(started_in(period)))]


def flexible_placements(_session: Session, period: Period) -> list[Source]:
    """Placements in roles that do not tie people to fixed times."""
    rows = rows_of(Introduction.id, HERE, numerator=one_if(is_flexible()), denominator=1)
    found = rows.join(Opportunity, Opportunity.id == Introduction.opportunity_id)
    return [_of(found.where(started_in(period), says_when()))]


def started_in(period: Period) -> ColumnElement[bool]:
    """A placement whose first day lies in a period."""
    return and_(Introduction.started_on >= period.first_on, Introduction.started_on < period.until)


def _of(rows: Selected) -> Source:
    joined = rows.join(Volunteer, Volunteer.id == Introduction.volunteer_id)
    return Source(Record.INTRODUCTION, joined)
