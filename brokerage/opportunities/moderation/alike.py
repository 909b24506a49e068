"""Roles that may be the same one twice: by title, organisation and place, or by their text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.opportunities.models import Opportunity, OpportunityPlace, State
from brokerage.organisations.likely import plain
from brokerage.organisations.models import Organisation

TITLES_ALIKE, NAMES_ALIKE, TEXTS_ALIKE = 85, 90, 88
LONG_ENOUGH = 80  # characters of a description that say something when they agree
COMPARED = 1000
MOST = 5
LOOKED_AT = (State.LIVE, State.SUBMITTED, State.PAUSED)


@dataclass(frozen=True)
class Known:
    """What is compared of a role."""

    id: int
    public_id: str
    title: str
    description: str
    organisation_id: int
    organisation: str
    state: str = State.LIVE
    places: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Alike:
    """A role that may be the same, and why."""

    role: Known
    points: float
    why: str


def compare(one: Known, other: Known) -> Alike | None:
    """Whether two roles may be the same. Pure; None where they are not alike."""
    titles = fuzz.token_sort_ratio(one.title.casefold(), other.title.casefold())
    texts = fuzz.ratio(one.description[:COMPARED], other.description[:COMPARED])
    same_text = min(len(one.description), len(other.description)) >= LONG_ENOUGH
    same_text = same_text and texts >= TEXTS_ALIKE
    same_body = _same_body(one, other)
    same_place = bool(one.places & other.places)
    if same_text:
        return Alike(other, titles + texts, "The text is nearly the same")
    if titles < TITLES_ALIKE:
        return None
    if same_body and (same_place or not one.places or not other.places):
        return Alike(other, titles + 50, "The same title, from the same organisation")
    if same_place:
        return Alike(other, titles, "The same title, at the same place")
    return None


def find_alike(session: Session, role: Opportunity) -> list[Alike]:
    """Roles that are live or waiting and may be this one, the likeliest first."""
    mine = Known(
        role.id,
        role.public_id,
        role.title,
        role.description,
        role.organisation_id,
        role.organisation.name,
        role.state,
        frozenset(place.postcode for place in role.places if place.postcode),
    )
    found = [alike for one in _others(session, role) if (alike := compare(mine, one))]
    return sorted(found, key=lambda one: (-one.points, one.role.id))[:MOST]


def _others(session: Session, role: Opportunity) -> Iterable[Known]:
    columns = (
        Opportunity.id, Opportunity.public_id, Opportunity.title, Opportunity.description,
        Opportunity.organisation_id, Organisation.name, Opportunity.state,
    )  # fmt: skip
    query = (
        select(*columns)
        .join(Organisation, Organisation.id == Opportunity.organisation_id)
        .where(Opportunity.state.in_(LOOKED_AT), Opportunity.id != role.id)
    )
    at: dict[int, set[str]] = {}
    places = select(OpportunityPlace.opportunity_id, OpportunityPlace.postcode).where(
        OpportunityPlace.postcode.is_not(None)
    )
    for opportunity_id, postcode in session.execute(places):
        at.setdefault(opportunity_id, set()).add(str(postcode))
    for row in session.execute(query):
        yield Known(*row, places=frozenset(at.get(row[0], ())))


def _same_body(one: Known, other: Known) -> bool:
    if one.organisation_id == other.organisation_id:
        return True
    names = fuzz.token_sort_ratio(plain(one.organisation), plain(other.organisation))
    return bool(names >= NAMES_ALIKE)
