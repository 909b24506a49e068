"""The pages of funding: money that came to volunteering through the service."""

from __future__ import annotations

from sqlalchemy.orm import Session

from brokerage.evaluation.entered.funding import KINDS, read_funding
from brokerage.evaluation.models import Funding
from brokerage.evaluation.views.entering.ledger import Column, Ledger
from brokerage.evaluation.views.entering.pages import add_pages
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

add_pages(LEDGER)
