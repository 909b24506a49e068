"""Late changes in words: whose number, of when, and what has to be added to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.centres.models import Centre
from brokerage.evaluation.definitions import Kind, Measure, get_measure
from brokerage.evaluation.models import Adjustment, CountedPeriod
from brokerage.evaluation.periods import Period
from brokerage.geography.models import District


@dataclass(frozen=True)
class Change:
    """One row of the list of late changes."""

    measure: Measure
    group: str
    place: str
    of: Period
    listed_in: Period
    change: str


def read_changes(session: Session, found: Sequence[Adjustment]) -> list[Change]:
    """The rows in words, with the names of centres, districts and periods."""
    centres = {row.id: row.name for row in session.execute(select(Centre.id, Centre.name))}
    districts = {
        row.code: row.name for row in session.execute(select(District.code, District.name))
    }
    rows = session.execute(select(CountedPeriod.id, CountedPeriod.period))
    periods = {number: Period.read(text) for number, text in rows}
    return [_change(one, centres, districts, periods) for one in found]


def change_in_words(measure: Measure, one: Adjustment) -> str:
    """What has to be added, in the unit of the measure: "+3", "+1 of +2", "−2.5 hours"."""
    if measure.kind is Kind.SHARE:
        text = f"{_signed(one.numerator)} of {_signed(one.denominator)}"
    elif measure.kind is Kind.MINUTES:
        text = f"{_signed(one.numerator / 60)} hours"
    elif measure.kind is Kind.MONEY:
        pence = one.numerator / (60 if measure.id == "value" else 1)
        text = f"{_signed(pence / 100)} pounds"
    else:
        text = _signed(one.numerator)
    return f"{text}; not stated {_signed(one.unknown)}" if one.unknown else text


def _change(
    one: Adjustment,
    centres: Mapping[int, str],
    districts: Mapping[str, str],
    periods: Mapping[int, Period],
) -> Change:
    measure = get_measure(one.measure)
    names = (centres.get(one.centre_id or 0), districts.get(one.district_code or ""))
    return Change(
        measure,
        one.grouping,
        ", ".join(name for name in names if name) or "Not known where",
        periods[one.closed_period_id],
        periods[one.listed_in_id],
        change_in_words(measure, one),
    )


def _signed(number: float) -> str:
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return f"{sign}{abs(round(number, 2)):,g}"
