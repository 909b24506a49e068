"""What a publication is drawn from: closed numbers, and how many people stand behind hours."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from brokerage.evaluation.areas import read_areas
from brokerage.evaluation.cells import Sum
from brokerage.evaluation.closing import adjusted
from brokerage.evaluation.definitions import get_measure
from brokerage.evaluation.groups import group_words
from brokerage.evaluation.models import CountedPeriod, Figure
from brokerage.evaluation.periods import Period
from brokerage.evaluation.publishing.drawing import Numbers, Source
from brokerage.hours.figures import counts
from brokerage.hours.models import HourEntry
from brokerage.volunteers.models import Volunteer


def read_source(session: Session, counted: CountedPeriod, *, corrected: bool) -> Source:
    """As it was closed; for a corrected edition, with every late change listed since."""

    def words(measure: str, groups: Collection[str]) -> Mapping[str, str]:
        return group_words(session, get_measure(measure), groups)

    numbers = adjusted(session, counted) if corrected else _closed(session, counted)
    return Source(read_areas(session), numbers, _givers(session, counted), words)


def _closed(session: Session, counted: CountedPeriod) -> Numbers:
    rows = session.scalars(select(Figure).where(Figure.counted_period_id == counted.id))
    return {
        (row.measure, (row.centre_id, row.district_code, row.grouping)): Sum(
            row.numerator, row.denominator, row.unknown
        )
        for row in rows
    }


def _givers(session: Session, counted: CountedPeriod) -> dict[str | None, int]:
    """People whose hours count, by the district they live in."""
    period = Period.read(counted.period)
    query = (
        select(Volunteer.district_code, func.count(HourEntry.volunteer_id.distinct()))
        .join(Volunteer, Volunteer.id == HourEntry.volunteer_id)
        .where(HourEntry.superseded_at.is_(None), HourEntry.minutes > 0, counts())
        .where(HourEntry.given_on >= period.first_on, HourEntry.given_on < period.until)
        .group_by(Volunteer.district_code)
    )
    return {row[0]: row[1] for row in session.execute(query)}
