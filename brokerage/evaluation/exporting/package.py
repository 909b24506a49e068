"""Everything about one month or quarter, ready to be written as a package."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from brokerage.errors import NotFound
from brokerage.evaluation.areas import read_areas
from brokerage.evaluation.counting import find_counted
from brokerage.evaluation.definitions import definitions_version
from brokerage.evaluation.exporting.entered import targets, wage_rates
from brokerage.evaluation.exporting.numbers import figures, spreads
from brokerage.evaluation.exporting.standing import confirmations, late
from brokerage.evaluation.exporting.words import areas_table, definitions
from brokerage.evaluation.models import CountedPeriod
from brokerage.evaluation.packaging.about import About
from brokerage.evaluation.packaging.tables import Table
from brokerage.evaluation.periods import Period


def figures_package(session: Session, period: Period, today: date) -> tuple[About, list[Table]]:
    """What was counted, and all that is needed to read it. Raises NotFound before it was counted.

    Nothing is held back: this is for people who may see every figure.
    """
    counted, areas = find_counted(session, period), read_areas(session)
    if counted is None:
        raise NotFound(
            f"{period.in_words()} was not counted yet. "
            f"Run `flask evaluation count --period {period}` first."
        )
    return _about(counted, period), [
        figures(session, areas, counted),
        spreads(session, counted),
        definitions(),
        areas_table(session, areas),
        confirmations(session, areas, counted, today),
        late(session, areas, counted),
        wage_rates(session, period),
        targets(session, areas, period),
    ]


def _about(counted: CountedPeriod, period: Period) -> About:
    closed = counted.closed_at is not None
    state = "closed: they stay as they are" if closed else "open: they can still change"
    return About(
        name=f"figures-{str(period).lower()}",
        title=f"Figures of {period.in_words()}",
        description="Every figure by centre and district, small numbers too: for evaluation, not "
        "to be passed on or published.",
        period=str(period),
        definitions=counted.definitions,
        made_from=f"Figures counted on {counted.counted_at:%Y-%m-%dT%H:%M:%SZ}, {state}",
        more={} if counted.definitions == definitions_version()
        else {"definitions_today": definitions_version()},
    )  # fmt: skip
