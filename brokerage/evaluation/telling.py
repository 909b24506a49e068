"""Figures in words: what a number is called, and when it is too small to be told to a reader.

These pages are for people at work. Of their own centre they see every number. Of other places
they see none that counts fewer than ``FEWEST`` people, roles or answers; what is published goes
through publishing/disclosure.py instead, which is stricter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from brokerage.equality.figures import hold_back
from brokerage.evaluation.cells import TOTAL, Spread, Sum
from brokerage.evaluation.definitions import Kind, Measure
from brokerage.evaluation.measures.money import HIGH, LOW
from brokerage.evaluation.reading import Counted, value_of
from brokerage.introductions.states import State

FEWEST = 10
NOT_COUNTED = "Not counted yet"
# Of a measure whose groups do not add up to a number, the group that stands for it.
STANDS_FOR_ALL = {"time_in_state": State.REFERRED.value, "fair_turn": "micro", "value": LOW}
HEADS: dict[Kind, tuple[str, ...]] = {
    Kind.COUNT: ("Number",),
    Kind.MINUTES: ("Hours",),
    Kind.SHARE: ("Per cent", "Number", "Of", "Not known"),
    Kind.SPREAD: ("Half took up to (days)", "Nine in ten took up to (days)", "How many"),
    Kind.MONEY: ("Pounds",),
}
RANGE = ("From (pounds)", "To (pounds)")
NONE = {
    Kind.SHARE: "Nobody to count",
    Kind.SPREAD: "None to time",
    Kind.MONEY: "None entered",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A number as the page shows it, and as a file holds it; None where words stand for it."""

    text: str
    value: float | None = None


def main_group(measure: Measure) -> str:
    """The group whose numbers stand for the measure."""
    return STANDS_FOR_ALL.get(measure.id, TOTAL)


def is_range(measure: Measure) -> bool:
    """Whether it is told from a low to a high number."""
    return measure.id == "value"


def heads(measure: Measure) -> tuple[str, ...]:
    """The headings of its numbers in a table."""
    return RANGE if is_range(measure) else HEADS[measure.kind]


def cells(measure: Measure, groups: Mapping[str, Counted], group: str) -> tuple[Told, ...]:
    """A row of a table, as many as there are headings."""
    numbers = groups.get(group)
    if is_range(measure):
        return tuple(_pounds(measure, groups.get(end)) for end in (LOW, HIGH))
    if isinstance(numbers, Spread):
        days = (Told(f"{n:,.1f}", round(n, 1)) for n in (numbers.median, numbers.ninth))
        return (*days, _whole(numbers.stays))
    if measure.kind is Kind.SHARE:
        return _share(measure, numbers)
    if measure.kind is Kind.MONEY:
        return (_pounds(measure, numbers),)
    if numbers is None and measure.kind is Kind.SPREAD:
        return Told(NONE[Kind.SPREAD]), Told(""), _whole(0)
    value = value_of(measure, numbers or Sum()) or 0
    told = round(value, 1) if measure.kind is Kind.MINUTES else value
    return (_whole(told) if told == int(told) else Told(f"{told:,.1f}", told),)


def held_cells(measure: Measure) -> tuple[Told, ...]:
    """The row of a number that is not told."""
    words = f"Under {FEWEST}" if measure.kind is Kind.COUNT else "Too few to tell"
    return (Told(words), *(Told("") for _ in heads(measure)[1:]))


def in_short(measure: Measure, groups: Mapping[str, Counted]) -> str:
    """The number with its unit: 312, 45%, 3.5 days, 1,204 hours, £900 to £1,000."""
    told = cells(measure, groups, main_group(measure))
    if told[0].value is None:
        return told[0].text
    if measure.kind is Kind.MONEY:
        return " to ".join(with_unit(measure, one.text) for one in told)
    return with_unit(measure, told[0].text)


def with_unit(measure: Measure, number: str) -> str:
    """A number as it is read aloud."""
    return {
        Kind.COUNT: number,
        Kind.MINUTES: f"{number} {'hour' if number == '1' else 'hours'}",
        Kind.SHARE: f"{number}%",
        Kind.SPREAD: f"{number} days",
        Kind.MONEY: f"£{number}",
    }[measure.kind]


def highest(measure: Measure, number: float) -> str:
    """The top of a chart's scale."""
    plain = f"{number:,.1f}" if measure.kind in (Kind.SHARE, Kind.SPREAD) else f"{number:,.0f}"
    return with_unit(measure, plain.removesuffix(".0"))


def change(measure: Measure, now: float | None, before: float | None) -> str:
    """What became of it since the period before, without saying whether that is good."""
    if now is None or before is None:
        return ""
    by = round(now, 1) - round(before, 1)
    if abs(by) < 0.05:
        return "no change"
    size, way = abs(by), "up" if by > 0 else "down"
    if measure.kind is Kind.SHARE:
        points = f"{size:.1f}".removesuffix(".0")
        return f"{way} {points} percentage {'point' if points == '1' else 'points'}"
    if measure.kind is Kind.SPREAD:
        return f"{size:,.1f} days {'longer' if by > 0 else 'shorter'}"
    sign = "£" if measure.kind is Kind.MONEY else ""
    share = f" ({100 * size / before:.0f}%)" if before else ""
    return f"{way} {sign}{size:,.0f}{share}"


def is_small(measure: Measure, groups: Mapping[str, Counted], group: str) -> bool:
    """Whether it counts fewer than are told outside a centre. Hours and pounds count nobody."""
    return any(0 < part < FEWEST for part in _parts(measure, groups.get(group)))


def held_back(measure: Measure, found: Mapping[str, Counted]) -> frozenset[str]:
    """Of numbers that add up, those not told: the small, and one more where one would be known."""
    parts = {name: _parts(measure, numbers) for name, numbers in found.items()}
    held: set[str] = set()
    for number in range(max((len(one) for one in parts.values()), default=0)):
        told = hold_back({name: one[number] for name, one in parts.items()}, FEWEST)
        held |= {name for name, value in told.items() if value is None}
    return frozenset(held)


def _parts(measure: Measure, numbers: Counted | None) -> tuple[int, ...]:
    """The counts of people, roles or answers that a number rests on."""
    if isinstance(numbers, Spread):
        return (numbers.stays,)
    if measure.kind is Kind.COUNT:
        return (numbers.numerator if numbers else 0,)
    if measure.kind is Kind.SHARE:
        some = numbers or Sum()
        return some.numerator, some.denominator - some.numerator
    return ()


def _share(measure: Measure, numbers: Counted | None) -> tuple[Told, ...]:
    some = numbers if isinstance(numbers, Sum) else Sum()
    share = value_of(measure, some)
    first = Told(NONE[Kind.SHARE]) if share is None else Told(_tenths(share), round(share, 1))
    return first, *(_whole(number) for number in some)


def _pounds(measure: Measure, numbers: Counted | None) -> Told:
    pounds = value_of(measure, numbers)
    if pounds is None:
        return Told("No hours" if is_range(measure) else NONE[Kind.MONEY])
    return Told(f"{pounds:,.0f}", round(pounds, 2))


def _whole(number: float) -> Told:
    return Told(f"{number:,.0f}", int(number))


def _tenths(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
