"""What the page of one measure is made of, before it is drawn or written to a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from brokerage.evaluation.areas import Area
from brokerage.evaluation.charts import Chart
from brokerage.evaluation.definitions import Measure
from brokerage.evaluation.models import CountedPeriod
from brokerage.evaluation.periods import Period
from brokerage.evaluation.readers import Reader
from brokerage.evaluation.telling import Told


@dataclass(frozen=True, slots=True)
class Line:
    """A row: what it is of, its numbers, and how long its bar is (None: it has none).

    ``of``: what an address has to say to mean its number (group, area, period); None: no number.
    """

    label: str
    cells: tuple[Told, ...]
    bar: float | None = None
    of: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Sheet:
    """A table. ``note`` says what has to be known to read it."""

    name: str
    title: str
    first_head: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    note: str = ""


@dataclass(frozen=True)
class Page:
    """Everything about one measure of one place and period.

    ``of_group``: which group the number is of, where groups make no total. ``hours``: those that a
    value in pounds was worked out from.
    """

    measure: Measure
    told: str
    of_group: str
    change: str
    trend: Chart
    highest: str
    hours: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class Asked:
    """Whose page of what: the same for every table."""

    session: Session
    reader: Reader
    area: Area
    measure: Measure
    period: Period
    counted: CountedPeriod | None
