"""Targets and baselines: of a centre or the county, for one measure and quarter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from brokerage.errors import Invalid
from brokerage.evaluation.definitions import Measure, get_measure
from brokerage.evaluation.entered.reading import (
    read_amount,
    read_measure,
    read_quarter,
    read_words,
)
from brokerage.evaluation.models import Target
from brokerage.evaluation.periods import Period
from brokerage.evaluation.telling import with_unit

KINDS = {"target": "Target", "baseline": "Baseline"}


@dataclass(frozen=True, slots=True)
class Aims:
    """What a quarter's number of one measure is set beside."""

    target: Target | None = None
    baseline: Target | None = None


def read_target(typed: Mapping[str, str], centre_id: int | None) -> Target:
    """What a form says. Raises Invalid, naming the field."""
    measure = read_measure(typed["measure"])
    if typed["kind"] not in KINDS:
        raise Invalid("Choose one of the answers.", "kind")
    return Target(
        measure=measure.id,
        centre_id=centre_id,
        kind=typed["kind"],
        period=str(read_quarter(typed["period"])),
        amount=read_amount(typed["amount"], measure),
        source=read_words(typed["source"], "source"),
    )


def check_alone(session: Session, new: Target, old: Target | None = None) -> None:
    """One number for one thing. Raises Invalid where another stands already."""
    same = _standing(new.centre_id).where(
        Target.measure == new.measure, Target.kind == new.kind, Target.period == new.period
    )
    if old is not None:
        same = same.where(Target.id != old.id)
    if session.scalar(same.limit(1)) is not None:
        words = Period.read(new.period).in_words()
        raise Invalid(f"There is a {new.kind} for {words} already. Change that one.", "period")


def aims_of(session: Session, centre_id: int | None, quarter: Period) -> dict[str, Aims]:
    """By measure: the target for a quarter, and the newest baseline up to it."""
    found: dict[str, Aims] = {}
    ordered = _standing(centre_id).where(Target.period <= str(quarter)).order_by(Target.period)
    for row in session.scalars(ordered):
        before = found.get(row.measure, Aims())
        if row.kind == "baseline":
            found[row.measure] = Aims(before.target, row)
        elif row.period == str(quarter):
            found[row.measure] = Aims(row, before.baseline)
    return found


def amount_in_words(target: Target) -> str:
    """With its unit: 120, 45%, 3.5 days, 1,200 hours, £900."""
    return with_amount(get_measure(target.measure), target.amount)


def with_amount(measure: Measure, amount: float) -> str:
    """A number as it is entered, with the unit of its measure."""
    return with_unit(measure, plain_amount(amount))


def plain_amount(amount: float) -> str:
    """Without digits that say nothing: 1,200, 12.5."""
    return f"{amount:,.2f}".rstrip("0").rstrip(".")


def bare_amount(amount: float) -> str:
    """As files and forms hold it: 1200, 12.5."""
    return plain_amount(amount).replace(",", "")


def _standing(centre_id: int | None) -> Select[Target]:
    return select(Target).where(Target.centre_id == centre_id, Target.ended_at.is_(None))
