"""The pages of wage rates: those that come with the service, and those that the lead enters."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.evaluation.entered.wages import WORDS, check_no_overlap, range_of, read_rate
from brokerage.evaluation.models import WageRate
from brokerage.evaluation.periods import Period
from brokerage.evaluation.rates import shipped
from brokerage.evaluation.views.entering.ledger import Column, Ledger
from brokerage.evaluation.views.entering.pages import add_pages
from brokerage.forms import Control
from brokerage.records.forms import DAY_HINT, Typed
from brokerage.schema import day_in_words
from brokerage.weeks import local_today

ASKED = (
    Control(
        "name",
        "text",
        "What is the rate called?",
        "Such as ASHE median hourly pay, all employees",
        required=True,
    ),
    Control("area", "text", "For which area?", "Such as Kent. Leave it if it is for everywhere."),
    Control("occupation", "text", "For which work?", "Leave it if it is for all work."),
    Control("pounds", "text", "Pounds an hour", "Such as 15.40", required=True),
    Control("valid_from", "text", "First day", DAY_HINT, required=True),
    Control("valid_to", "text", "Last day", f"Leave it if there is none yet. {DAY_HINT}"),
    Control(
        "source",
        "text",
        "Where does this number come from?",
        "Such as ONS, Annual Survey of Hours and Earnings 2025, table 8.5a",
        required=True,
    ),
)


def pounds(pence: int) -> str:
    """As files and forms hold it: 12.71."""
    return f"{pence / 100:.2f}"


def _typed(entry: WageRate) -> Typed:
    until = entry.valid_to.isoformat() if entry.valid_to else ""
    days = {"valid_from": entry.valid_from.isoformat(), "valid_to": until}
    told = {name: getattr(entry, name) for name in WORDS}
    return {**told, **days, "pounds": pounds(entry.pence)}


def _make(session: Session, typed: Typed, _centre: int | None, old: WageRate | None) -> WageRate:
    entry = read_rate(typed)
    check_no_overlap(session, entry, old)
    return entry


def _range(session: Session, _actor: Actor) -> Mapping[str, object]:
    quarter = Period.around(local_today(), "quarter")
    return {"quarter": quarter, "rates": range_of(session, quarter), "shipped": shipped()}


LEDGER = Ledger(
    name="wage-rates",
    kind="rate",
    model=WageRate,
    permission="figures.rates",
    title="Wage rates",
    one="wage rate",
    about="What an hour of paid work costs. The value of volunteering is worked out from these: "
    "from the lowest to the highest rate of the last day of a month or quarter.",
    columns=(
        Column("Rate", lambda one: one.name),
        Column("Area", lambda one: one.area),
        Column("Work", lambda one: one.occupation),
        Column(
            "Pounds an hour",
            lambda one: pounds(one.pence),
            lambda one: f"£{pounds(one.pence)}",
            numeric=True,
        ),
        Column("From", lambda one: one.valid_from, lambda one: day_in_words(one.valid_from)),
        Column(
            "To",
            lambda one: one.valid_to,
            lambda one: day_in_words(one.valid_to) if one.valid_to else "No last day",
        ),
        Column("Source", lambda one: one.source),
    ),
    asked=ASKED,
    typed=_typed,
    make=_make,
    order=(WageRate.name, WageRate.area, WageRate.occupation, WageRate.valid_from.desc()),
    centred=False,
    more=_range,
)

add_pages(LEDGER)
