"""How far a period's figures can be relied on: who confirmed, and what came late."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.evaluation.areas import Areas
from brokerage.evaluation.cells import Sum
from brokerage.evaluation.exporting.columns import MEASURE, PLACE, SUMS, place_of, table, text
from brokerage.evaluation.models import Adjustment, CountedPeriod
from brokerage.evaluation.packaging.tables import Field, Table, Type
from brokerage.evaluation.standing import Part, get_standing, late_changes
from brokerage.weeks import day_of


def confirmations(session: Session, areas: Areas, counted: CountedPeriod, today: date) -> Table:
    """Each centre that took part, and when it said that its records are complete."""
    parts = get_standing(session, counted.period, today).parts
    return table(
        "confirmations",
        "Confirmations",
        "Which centres said that their records of the period are complete, and when.",
        (
            PLACE[0],
            text("centre_name", "Centre’s name", "As it is called today", needed=True),
            Field("confirmed_on", Type.DATE, "Confirmed on", "Empty where it did not confirm"),
        ),
        ("centre",),
        [(areas.of_centre[part.centre.id], part.centre.name, _day(part)) for part in parts],
    )


def late(session: Session, areas: Areas, counted: CountedPeriod) -> Table:
    """What has to be added to closed figures: to this period's, and found in this period."""
    periods = {one.id: one.period for one in session.scalars(select(CountedPeriod))}
    found: defaultdict[tuple[str, ...], Sum] = defaultdict(Sum)
    for one in session.scalars(late_changes(counted, None)):
        of, listed = periods[one.closed_period_id], periods[one.listed_in_id]
        key = (of, listed, one.measure, *_place(areas, one))
        found[key] = found[key].plus(Sum(one.numerator, one.denominator, one.unknown))
    return table(
        "late_changes",
        "Late changes",
        "What came after a period was closed. Closed figures do not change: add these to them.",
        (
            text("of_period", "Of", "The closed month or quarter", needed=True),
            text("listed_in", "Listed in", "The period in which it was noticed", needed=True),
            MEASURE,
            *PLACE,
            *SUMS,
        ),
        ("of_period", "listed_in", "measure", "centre", "district", "group"),
        [(*key, *sum_) for key, sum_ in found.items()],
    )


def _place(areas: Areas, one: Adjustment) -> tuple[str, str, str]:
    return place_of(areas, one.centre_id, one.district_code, one.grouping)


def _day(part: Part) -> date | None:
    confirmed = part.confirmation
    return day_of(confirmed.confirmed_at) if confirmed else None
