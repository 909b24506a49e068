"""What an hour of paid work would cost: the rates shipped as data, and those that were entered."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from brokerage.evaluation.models import WageRate

DATA = Path(__file__).parent / "data" / "wage_rates.toml"


@dataclass(frozen=True, slots=True)
class Rate:
    """Pence an hour, and where that comes from."""

    name: str
    pence: int
    valid_from: date
    source: str
    area: str = ""
    occupation: str = ""
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@cache
def shipped() -> tuple[Rate, ...]:
    """The rates that come with the service, oldest first."""
    found = tomllib.loads(DATA.read_text(encoding="utf-8"))["rate"]
    return tuple(Rate(**stated) for stated in found)


def in_force(session: Session, day: date) -> list[Rate]:
    """Every rate of a day, lowest first."""
    entered = select(WageRate).where(
        WageRate.ended_at.is_(None),
        WageRate.valid_from <= day,
        or_(WageRate.valid_to.is_(None), WageRate.valid_to >= day),
    )
    found = [rate for rate in shipped() if rate.holds_on(day)]
    found += [as_rate(row) for row in session.scalars(entered)]
    return sorted(found, key=lambda rate: (rate.pence, rate.name, rate.source))


def as_rate(row: WageRate) -> Rate:
    """One that was entered, as those that are shipped."""
    return Rate(
        row.name, row.pence, row.valid_from, row.source, row.area, row.occupation, row.valid_to
    )
