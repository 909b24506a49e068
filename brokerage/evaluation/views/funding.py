"""The pages of funding: money that came to volunteering through the service."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.evaluation.entered.funding import KINDS, read_funding
from brokerage.evaluation.models import Funding
from brokerage.evaluation.views.blueprint import evaluation
from brokerage.evaluation.views.entering.changing import (
    change_page,
    keep_page,
    new_page,
    remove_page,
    show_page,
)
from brokerage.evaluation.views.entering.ledger import Column, Ledger
from brokerage.evaluation.views.entering.listing import list_file, list_page
from brokerage.forms import Control
from brokerage.records.forms import DAY_HINT, Typed, choose
from brokerage.schema import day_in_words
from brokerage.weeks import local_today

ASKED = (
    Control("pounds", "text", "How much, in pounds?", "Such as 2,500", required=True),
    Control("received_on", "text", "When did it come?", DAY_HINT, required=True),
    Control(
        "came_from",
        "text",
        "From whom?",
        "The organisation that gave it. Leave the names of people out: write “a donor”.",
        required=True,
    ),
    choose("kind", "What kind of source is that?", KINDS),
    Control(
        "note",
        "long_text",
        "Note",
        "What it is for, and how the service helped to get it. Leave names of people out. "
        "You need not write anything.",
    ),
)


def _typed(entry: Funding) -> Typed:
    told = {name: getattr(entry, name) for name in ("came_from", "kind", "note")}
    day = entry.received_on.isoformat()
    return {**told, "received_on": day, "pounds": f"{entry.pence / 100:.2f}"}


def _make(_session: Session, typed: Typed, centre_id: int | None, _old: Funding | None) -> Funding:
    return read_funding(typed, centre_id, local_today())


LEDGER = Ledger(
    name="funding",
    kind="funding",
    model=Funding,
    permission="figures.enter",
    title="Funding",
    one="funding",
    about="Money that came to volunteering because of the service. It is added up under "
    "“Funding leveraged”, by the day on which it came. Write each payment down once.",
    columns=(
        Column("From", lambda one: one.came_from),
        Column("Kind of source", lambda one: KINDS[one.kind]),
        Column("Came on", lambda one: one.received_on, lambda one: day_in_words(one.received_on)),
        Column(
            "Pounds",
            lambda one: f"{one.pence / 100:.2f}",
            lambda one: f"£{one.pence / 100:,.2f}".removesuffix(".00"),
            numeric=True,
        ),
        Column("Note", lambda one: one.note),
    ),
    asked=ASKED,
    typed=_typed,
    make=_make,
    order=(Funding.received_on.desc(), Funding.centre_id, Funding.came_from),
)


@evaluation.get("/entered/funding")
@needs("figures.read")
def list_funding() -> ResponseReturnValue:
    """All that one may see."""
    return list_page(LEDGER)


@evaluation.get("/entered/funding.csv")
@needs("figures.read")
def download_funding() -> ResponseReturnValue:
    """The list as a file."""
    return list_file(LEDGER)


@evaluation.get("/entered/funding/new")
@needs("figures.enter")
def new_funding() -> ResponseReturnValue:
    """Ask for one."""
    return new_page(LEDGER)


@evaluation.post("/entered/funding/new")
@needs("figures.enter")
def keep_funding() -> ResponseReturnValue:
    """Keep it."""
    return keep_page(LEDGER)


@evaluation.get("/entered/funding/<funding_id>")
@needs("figures.enter")
def show_funding(funding_id: str) -> ResponseReturnValue:
    """One, to change."""
    return show_page(LEDGER, funding_id)


@evaluation.post("/entered/funding/<funding_id>")
@needs("figures.enter")
def change_funding(funding_id: str) -> ResponseReturnValue:
    """Change it."""
    return change_page(LEDGER, funding_id)


@evaluation.post("/entered/funding/<funding_id>/remove")
@needs("figures.enter")
def remove_funding(funding_id: str) -> ResponseReturnValue:
    """Take it out."""
    return remove_page(LEDGER, funding_id)
