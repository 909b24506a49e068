"""Whose entries somebody reads and writes: a manager their centres', the lead everybody's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from brokerage.accounts.hats import managed_by
from brokerage.accounts.permissions import allowed
from brokerage.actors import Actor, Role
from brokerage.centres.models import Centre
from brokerage.errors import Invalid
from brokerage.evaluation.areas import ALL
from brokerage.evaluation.entered.keeping import seen_by
from brokerage.evaluation.views.entering.ledger import Ledger
from brokerage.forms import Control
from brokerage.records.forms import Typed, choose

COUNTY = "The whole pilot"
MOST_RADIOS = 6


def seen(ledger: Ledger, actor: Actor) -> ColumnElement[bool]:
    """Which entries somebody may read."""
    return seen_by(actor, ledger.model) if ledger.centred else true()


def may_change(session: Session, ledger: Ledger, actor: Actor) -> frozenset[int | None]:
    """The centres (None: the county) whose entries somebody may change."""
    if not allowed(ledger.permission, actor.roles):
        return frozenset()
    return frozenset(_writable(session, actor).values())


def place_of(ledger: Ledger, entry: Any) -> int | None:
    """The centre of an entry; None for the county's and everybody's."""
    return entry.centre_id if ledger.centred else None


def place_asked(session: Session, ledger: Ledger, actor: Actor) -> Sequence[Control]:
    """The question of which centre, for those who have a choice."""
    slugs = _writable(session, actor) if ledger.centred else {}
    if len(slugs) < 2:
        return ()
    names = names_of_places(session)
    choices = {slug: names[number] for slug, number in slugs.items()}
    label, hint = "For which centre?", "Or for the whole pilot: all centres together"
    if Role.LEAD not in actor.roles:
        hint = ""
    if len(choices) <= MOST_RADIOS:
        return (choose("place", label, choices, hint),)
    listed = (("", "Choose one"), *choices.items())
    return (Control("place", "select", label, hint, choices=listed, required=True),)


def place_typed(session: Session, actor: Actor, typed: Typed) -> int | None:
    """The centre that a form names, or the only one there is. Raises Invalid."""
    mine = _writable(session, actor)
    if len(mine) == 1:
        return next(iter(mine.values()))
    if typed.get("place", "") not in mine:
        raise Invalid("Choose a centre.", "place")
    return mine[typed["place"]]


def slug_of(session: Session, number: int | None) -> str:
    """A place as forms and addresses name it."""
    return ALL if number is None else session.get_one(Centre, number).slug


def names_of_places(session: Session) -> Mapping[int | None, str]:
    """What centres are called, and the county."""
    rows = session.execute(select(Centre.id, Centre.name).order_by(Centre.name))
    return {None: COUNTY, **{row[0]: row[1] for row in rows}}


def _writable(session: Session, actor: Actor) -> dict[str, int | None]:
    query = select(Centre.slug, Centre.id).order_by(Centre.name)
    if Role.LEAD in actor.roles:
        return {ALL: None, **{row[0]: row[1] for row in session.execute(query)}}
    mine = query.where(Centre.id.in_(managed_by(session, actor)))
    return {row[0]: row[1] for row in session.execute(mine)}
