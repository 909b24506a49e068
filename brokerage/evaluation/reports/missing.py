"""What is still missing from the figures of a period: said before anybody relies on them."""

from __future__ import annotations

from collections.abc import Iterable

from brokerage.evaluation.cells import Sum
from brokerage.evaluation.definitions import Measure
from brokerage.evaluation.readers import Reader
from brokerage.evaluation.reading import Figures
from brokerage.evaluation.standing import Standing
from brokerage.evaluation.telling import FEWEST
from brokerage.templating import plural


def of_period(standing: Standing) -> list[str]:
    """Whether it is over, counted, confirmed and closed."""
    said = []
    if not standing.over:
        said.append("The period is not over: these are the numbers so far.")
    if standing.counted is None:
        said.append("Nothing has been counted yet.")
    if standing.waiting:
        names = ", ".join(centre.name for centre in standing.waiting)
        said.append(
            f"Not confirmed as complete by {plural(len(standing.waiting), 'centre')}: {names}."
        )
    if not standing.closed:
        said.append("Not closed yet, so numbers can still change.")
    return said


def of_measures(reader: Reader, figures: Figures | None, named: Iterable[Measure]) -> list[str]:
    """Of which measures nobody could say, and for how many."""
    return [line for one in named if (line := _unknown(reader, figures, one))]


def _unknown(reader: Reader, figures: Figures | None, measure: Measure) -> str:
    numbers = figures.of(measure) if figures is not None else None
    if figures is None or not isinstance(numbers, Sum) or not numbers.unknown:
        return ""
    few = numbers.unknown < FEWEST and not reader.sees_all_of(figures.area.code)
    many = f"under {FEWEST}" if few else f"{numbers.unknown:,}"
    return f"{measure.title}: for {many} nobody knows yet."
