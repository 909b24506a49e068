"""Late changes of a closed period, as a table: its own numbers stay as they were."""

from __future__ import annotations

from sqlalchemy import func, select

from brokerage.evaluation.cells import Sum
from brokerage.evaluation.definitions import Kind
from brokerage.evaluation.models import Adjustment, CountedPeriod
from brokerage.evaluation.pages import Asked, Line, Sheet
from brokerage.evaluation.periods import Period
from brokerage.evaluation.reading import inside, value_of
from brokerage.evaluation.telling import FEWEST, Told, heads, is_range, main_group

NOTE = "Records that came or were put right after the period was closed. Its own number stays."


def late_changes(asked: Asked, counted: CountedPeriod) -> Sheet:
    """What would have to be added to a closed number, by the period in which that was noticed."""
    sums = (func.sum(n) for n in (Adjustment.numerator, Adjustment.denominator, Adjustment.unknown))
    query = (
        select(CountedPeriod.period, *sums)
        .join(Adjustment, Adjustment.listed_in_id == CountedPeriod.id)
        .where(Adjustment.closed_period_id == counted.id)
        .where(Adjustment.measure == asked.measure.id)
        .where(Adjustment.grouping == main_group(asked.measure))
        .where(inside(asked.reader.areas, asked.area, Adjustment))
        .group_by(CountedPeriod.period, CountedPeriod.first_on)
        .order_by(CountedPeriod.first_on)
    )
    lines = tuple(
        Line(Period.read(row[0]).in_words(), _cells(asked, Sum(*(int(n) for n in row[1:]))))
        for row in asked.session.execute(query)
    )
    return Sheet("late", "Late changes", "Noticed in", _heads(asked), lines, NOTE)


def _heads(asked: Asked) -> tuple[str, ...]:
    names = heads(asked.measure)
    return names[1:] if asked.measure.kind is Kind.SHARE else names[:1]


def _cells(asked: Asked, by: Sum) -> tuple[Told, ...]:
    if asked.measure.kind is Kind.SHARE:
        return tuple(_count(asked, number) for number in by)
    if asked.measure.kind is Kind.COUNT:
        return (_count(asked, by.numerator),)
    value = value_of(asked.measure, by) or 0.0
    return (Told(f"{value:+,.0f}" if is_range(asked.measure) else f"{value:+,.1f}", value),)


def _count(asked: Asked, number: int) -> Told:
    if 0 < abs(number) < FEWEST and not asked.reader.sees_all_of(asked.area.code):
        return Told(f"Under {FEWEST}")
    return Told(f"{number:+,}" if number else "0", number)
