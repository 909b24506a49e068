"""What a line of any source becomes: a row to keep, a row left out, or a row refused."""

from __future__ import annotations

from dataclasses import dataclass

from brokerage.errors import Invalid
from brokerage.geography.postcodes import NotAPostcode, parse_postcode


@dataclass(frozen=True, slots=True)
class Row:
    """One unit postcode with degrees, or with metres on the national grid (``on_grid``)."""

    code: str
    y: float  # latitude or northing
    x: float  # longitude or easting
    on_grid: bool
    district_code: str | None
    lsoa_code: str | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sound row that is not wanted; the reason is counted."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be used: where, what stands there and why not."""

    line: int
    column: str
    value: str
    reason: str
    part: str = ""  # the file inside a zip or folder


Outcome = Row | LeftOut | Refused

NO_POINT = LeftOut("without a point")
ENDED = LeftOut("no longer in use")


class Unreadable(Invalid):
    """A cell cannot be read; carries what a Refused row needs."""

    def __init__(self, column: str, value: str, reason: str) -> None:
        super().__init__(reason, field=column)
        self.column, self.value, self.reason = column, value, reason


def postcode(value: str) -> str:
    """A strictly parsed postcode."""
    try:
        return parse_postcode(value)
    except NotAPostcode as problem:
        raise Unreadable("postcode", value, problem.message) from None


def number(column: str, value: str, lowest: float, highest: float) -> float:
    """A decimal between two bounds."""
    try:
        result = float(value)
    except ValueError:
        raise Unreadable(column, value, "not a number") from None
    if not lowest <= result <= highest:  # false for "nan" as well
        raise Unreadable(column, value, f"not between {lowest:g} and {highest:g}")
    return result
