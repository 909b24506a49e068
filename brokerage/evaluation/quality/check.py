"""What a check of the quality of data is: one small question about one kind of record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Date, Row, Select, and_, true
from sqlalchemy.orm import InstrumentedAttribute

from brokerage.evaluation.periods import Period

Condition = Callable[[date], ColumnElement[bool]]
"""What holds of a record on a day: it is given today's date."""


class Severity(StrEnum):
    """What is wrong with a record."""

    MISSING = "missing"
    CONTRADICTORY = "contradictory"
    STALE = "stale"


IN_WORDS = {
    Severity.MISSING: "Missing",
    Severity.CONTRADICTORY: "Does not fit together",
    Severity.STALE: "Out of date",
}


@dataclass(frozen=True)
class Mend:
    """The page on which a record is mended: its endpoint, the field there, what its address needs.

    ``given``: parts of the address, or of its query, that are the same for every record.
    """

    endpoint: str
    anchor: str = ""
    args: tuple[str, ...] = ()
    given: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Check:
    """``found`` says which records have to be mended, and ``asked`` among which it is looked for.

    ``day``: the column that says to which month a record belongs, where it changes that month's
    figures. ``detail``: a column of the list, with its heading. Not ``listed``: counted only.
    No ``share``: there is no record of the kind that would be well.
    """

    id: str
    title: str
    why: str
    severity: Severity
    found: Condition
    mend: Mend
    asked: Condition = lambda _today: true()
    day: InstrumentedAttribute[Any] | None = None
    detail: tuple[str, Any] | None = None
    listed: bool = True
    share: bool = True


@dataclass(frozen=True)
class Subject:
    """One kind of record. ``records``: all of them that are looked at, without their columns.

    ``shown``: the columns of the list; those that an address needs have the name of its argument.
    ``day``: for records that are without number, only those of the last year are looked at.
    """

    id: str
    title: str
    one: str
    many: str
    records: Callable[[], Select[*tuple[Any, ...]]]
    centre: Any  # a column of it, or what is worked out from several
    key: InstrumentedAttribute[int]
    shown: Mapping[str, Any]
    name: Callable[[Row[*tuple[Any, ...]]], str]
    checks: tuple[Check, ...]
    otherwise: Mend  # for a record whose usual page is another centre's
    day: InstrumentedAttribute[Any] | None = None


def in_period(day: InstrumentedAttribute[Any], period: Period) -> ColumnElement[bool]:
    """Whether a day or a moment lies in a period."""
    since, until = period.moments
    if isinstance(day.type, Date):
        return and_(day >= period.first_on, day < period.until)
    return and_(day >= since, day < until)
