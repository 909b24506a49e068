"""Wage rates that people enter, beside those that come with the service."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.errors import Invalid
from brokerage.evaluation.entered.reading import read_pence, read_words
from brokerage.evaluation.models import WageRate
from brokerage.evaluation.periods import Period
from brokerage.evaluation.rates import Rate, as_rate, in_force, shipped
from brokerage.records.forms import get_day, read_day

MOST_AN_HOUR = 1_000  # pounds; more is a slip of the finger
WORDS = ("name", "area", "occupation", "source")


def read_rate(typed: Mapping[str, str]) -> WageRate:
    """What a form says. Raises Invalid, naming the field."""
    since, until = (
        get_day(typed["valid_from"], "valid_from"),
        read_day(typed["valid_to"], "valid_to"),
    )
    if until is not None and until < since:
        raise Invalid("The last day is before the first.", "valid_to")
    return WageRate(
        pence=read_pence(typed["pounds"], "pounds", MOST_AN_HOUR),
        valid_from=since,
        valid_to=until,
        **{name: read_words(typed[name], name) for name in WORDS},
    )


def check_no_overlap(session: Session, new: WageRate, old: WageRate | None = None) -> None:
    """One rate of a name, area and occupation on one day. Raises Invalid, naming the other."""
    others = session.scalars(select(WageRate).where(WageRate.ended_at.is_(None)))
    rates = [*shipped(), *(as_rate(row) for row in others if old is None or row.id != old.id)]
    clash = next((rate for rate in rates if overlap(rate, as_rate(new))), None)
    if clash is not None:
        until = f"until {_day(clash.valid_to)}" if clash.valid_to else "with no last day"
        raise Invalid(
            f"There is a rate of this name, area and occupation from {_day(clash.valid_from)} "
            f"{until}. Give that one a last day first, or choose another first day.",
            "valid_from",
        )


def overlap(one: Rate, other: Rate) -> bool:
    """Whether two rates are of the same thing, and both in force on some day."""
    if _of(one) != _of(other):
        return False
    return one.valid_from <= (other.valid_to or date.max) and other.valid_from <= (
        one.valid_to or date.max
    )


def range_of(session: Session, quarter: Period) -> list[Rate]:
    """All rates of a quarter's last day; its range goes from the first of them to the last."""
    return in_force(session, quarter.until - timedelta(days=1))


def _of(rate: Rate) -> tuple[str, ...]:
    return tuple(
        " ".join(one.casefold().split()) for one in (rate.name, rate.area, rate.occupation)
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
