"""What forms of entries hold, as it is kept. Each raises Invalid, naming the field."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from brokerage.errors import Invalid
from brokerage.evaluation.definitions import Kind, Measure, measures
from brokerage.evaluation.periods import Period
from brokerage.records.forms import get_day

LONGEST = 200
LARGEST = 1_000_000_000
PLACES = Decimal("0.01")
UNITS = {
    Kind.COUNT: "number",
    Kind.SHARE: "per cent",
    Kind.SPREAD: "days",
    Kind.MINUTES: "hours",
    Kind.MONEY: "pounds",
}


def read_words(text: str, field: str, most: int = LONGEST) -> str:
    """Not longer than its column."""
    if len(text) > most:
        raise Invalid(f"Write at most {most:,} characters.", field)
    return text


def read_measure(name: str) -> Measure:
    """One that we count."""
    if name not in measures():
        raise Invalid("Choose something from the list.", "measure")
    return measures()[name]


def read_quarter(text: str) -> Period:
    """A quarter, not a month."""
    try:
        period = Period.read(text)
    except Invalid as problem:
        raise Invalid(_QUARTER, "period") from problem
    if period.kind != "quarter":
        raise Invalid(_QUARTER, "period")
    return period


def read_amount(text: str, measure: Measure) -> float:
    """In the unit of its measure: nothing under nought, no share over all."""
    number = _number(text, "amount", signs="£%")
    if measure.kind is Kind.SHARE and number > 100:
        raise Invalid("A share is from 0 to 100 per cent.", "amount")
    if measure.kind is Kind.COUNT and number != number.to_integral_value():
        raise Invalid(f"“{measure.title}” is counted in whole numbers.", "amount")
    return float(number)


def read_pence(text: str, field: str, most: int) -> int:
    """Pounds, such as 1,250 or 12.71, from a penny. ``most`` is in pounds."""
    number = _number(text, field, signs="£")
    if not 0 < number <= most:
        raise Invalid(f"Enter an amount over £0 and up to £{most:,}.", field)
    return int(100 * number)


def read_past_day(text: str, field: str, today: date) -> date:
    """A day that has come."""
    day = get_day(text, field)
    if day > today:
        raise Invalid("This day has not come yet.", field)
    return day


def _number(text: str, field: str, signs: str) -> Decimal:
    plain = text.strip().strip(signs).strip().replace(",", "")
    if not (plain.isascii() and plain.replace(".", "", 1).removeprefix("-").isdecimal()):
        raise Invalid("Enter a number, such as 120 or 12.5.", field)
    try:
        number = Decimal(plain)
    except InvalidOperation as problem:
        raise Invalid("Enter a number, such as 120 or 12.5.", field) from problem
    if number < 0:
        raise Invalid("Enter 0 or more.", field)
    if number > LARGEST:
        raise Invalid(f"Enter at most {LARGEST:,}.", field)
    if number != number.quantize(PLACES):
        raise Invalid("Use two places after the point at most.", field)
    return number


_QUARTER = "Write a quarter as 2026-Q3, which is July to September 2026."
