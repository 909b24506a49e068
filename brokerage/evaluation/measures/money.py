"""Pounds: what the hours would have cost, from a low to a high rate, and funding as entered.

The value is kept as minutes times pence, so that places add up to the penny; told, it is divided
by sixty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from sqlalchemy import String, cast, null
from sqlalchemy.orm import Session

from brokerage.evaluation.cells import TOTAL, Cell
from brokerage.evaluation.measures.hours import best_evidence, given
from brokerage.evaluation.measures.rows import Counting, Groups, Record, Source, rows_of
from brokerage.evaluation.models import Funding
from brokerage.evaluation.periods import Period
from brokerage.evaluation.rates import in_force
from brokerage.hours.models import HourEntry

LOW, HIGH = "low", "high"
_HOURS = Counting(best_evidence, Groups.PARTS)


def value(session: Session, period: Period) -> Iterator[Cell]:
    """Minutes times the lowest and the highest rate of the period's last day; nothing without."""
    return _priced(_rates(session, period), _HOURS(session, period))


def with_hours(session: Session, period: Period) -> dict[str, list[Cell]]:
    """The hours, and their value, which is worked out from them: added up once for both."""
    hours = _HOURS(session, period)
    return {"hours": hours, "value": list(_priced(_rates(session, period), hours))}


def _priced(rates: Mapping[str, int], hours: Iterable[Cell]) -> Iterator[Cell]:
    for cell in hours:
        if cell.group == TOTAL:
            for end, pence in rates.items():
                yield cell._replace(group=end, numerator=cell.numerator * pence)


def value_rows(session: Session, period: Period) -> list[Source]:
    """The same, entry by entry."""
    return [
        Source(Record.HOURS, given(period, end, HourEntry.minutes * pence))
        for end, pence in _rates(session, period).items()
    ]


def funding(_session: Session, period: Period) -> list[Source]:
    """Pence received, by the kind of source. No district: it is a centre's, or the county's."""
    places = (Funding.centre_id, cast(null(), String))
    rows = rows_of(Funding.id, places, Funding.kind, numerator=Funding.pence).where(
        Funding.received_on >= period.first_on,
        Funding.received_on < period.until,
        Funding.ended_at.is_(None),
    )
    return [Source(Record.FUNDING, rows)]


def _rates(session: Session, period: Period) -> dict[str, int]:
    found = in_force(session, period.until - timedelta(days=1))
    return {LOW: found[0].pence, HIGH: found[-1].pence} if found else {}
