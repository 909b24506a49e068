"""The pages of targets and baselines."""

from __future__ import annotations

from sqlalchemy.orm import Session

from brokerage.evaluation.definitions import get_measure, measures
from brokerage.evaluation.entered.reading import UNITS
from brokerage.evaluation.entered.targets import (
    KINDS,
    amount_in_words,
    bare_amount,
    check_alone,
    read_target,
)
from brokerage.evaluation.models import Target
from brokerage.evaluation.periods import Period
from brokerage.evaluation.views.entering.ledger import Column, Ledger
from brokerage.evaluation.views.entering.pages import add_pages
from brokerage.forms import Control
from brokerage.records.forms import Typed, choose

ASKED = (
    choose(
        "kind",
        "Is it a target or a baseline?",
        KINDS,
        "A target is what you aim at. A baseline is what it was before, to compare with.",
    ),
    Control(
        "measure",
        "select",
        "What is it about?",
        choices=(("", "Choose one"), *((one.id, one.title) for one in measures().values())),
        required=True,
    ),
    Control(
        "period",
        "text",
        "For which quarter?",
        "Such as 2026-Q3. For a baseline: the quarter in which it was measured.",
        required=True,
    ),
    Control(
        "amount",
        "text",
        "How much?",
        "As it is told: people and roles as a number, shares in per cent, times in days, "
        "hours in hours, money in pounds",
        required=True,
    ),
    Control(
        "source",
        "text",
        "Where does this number come from?",
        "Such as the funding agreement of April 2026, page 4",
        required=True,
    ),
)


def _typed(entry: Target) -> Typed:
    told = {name: getattr(entry, name) for name in ("kind", "measure", "period", "source")}
    return {**told, "amount": bare_amount(entry.amount)}


def _make(session: Session, typed: Typed, centre_id: int | None, old: Target | None) -> Target:
    entry = read_target(typed, centre_id)
    check_alone(session, entry, old)
    return entry


LEDGER = Ledger(
    name="targets",
    kind="target",
    model=Target,
    permission="figures.enter",
    title="Targets and baselines",
    one="target or baseline",
    about="What a centre or the whole pilot aims at in a quarter, and what it began from. "
    "The monitoring page sets the numbers beside them.",
    columns=(
        Column("Measure", lambda one: get_measure(one.measure).title),
        Column("Kind", lambda one: KINDS[one.kind]),
        Column("Quarter", lambda one: one.period, lambda one: Period.read(one.period).in_words()),
        Column("Amount", lambda one: bare_amount(one.amount), amount_in_words, numeric=True),
        Column("Unit", lambda one: UNITS[get_measure(one.measure).kind], file_only=True),
        Column("Source", lambda one: one.source),
    ),
    asked=ASKED,
    typed=_typed,
    make=_make,
    order=(Target.period.desc(), Target.centre_id, Target.measure, Target.kind.desc()),
)

add_pages(LEDGER)
