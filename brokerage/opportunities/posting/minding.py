"""What is changed of a published role: kept field by field, or put before the centre first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.moderation.changes import (
    PUBLISHED,
    as_it_stands,
    list_proposals,
    must_wait,
    note_changes,
    propose,
    put,
    withdraw,
)

# On which page each thing that may wait is answered.
ASKED_ON: Mapping[str, str] = {
    "attendance": "where",
    "places": "where",
    "in_private_homes": "where",
    "with_children": "who",
    "with_adults_at_risk": "who",
    "check_level": "check",
    "check_reason": "check",
}
PLACE_ANSWERS = {"near": "postcode", "place_name": "name", "address": "address"}


@contextmanager
def minded(session: Session, role: Opportunity, actor: Actor, page: str) -> Iterator[list[str]]:
    """What is changed inside is kept; what the centre looks at first is put back and proposed.

    The list names what of this page waits then.
    """
    before, centre_id = as_it_stands(role), role.centre_id
    held: list[str] = []
    yield held
    if role.state not in PUBLISHED:
        return
    session.flush()
    waits = must_wait(role, before, as_it_stands(role), actor)
    if waits:
        put(role, {name: before[name] for name in waits})
        role.centre_id = centre_id
        session.flush()
    held += _bring_together(session, role, waits, page, actor)
    note_changes(session, role, before, as_it_stands(role), actor)


def wanted_of(session: Session, role: Opportunity) -> dict[str, Any]:
    """What of a role waits for the centre, by name."""
    return {
        name: value for one in list_proposals(session, role) for name, value in one.wanted.items()
    }


def answers_wanted(wanted: Mapping[str, Any]) -> dict[str, list[str]]:
    """What waits, as the answers that were given."""
    found = {
        name: []
        if value is None
        else [str(value).lower() if isinstance(value, bool) else str(value)]
        for name, value in wanted.items()
        if name != "places"
    }
    if "places" in wanted:
        place = wanted["places"][0] if wanted["places"] else {}
        found |= {name: _text(place.get(key)) for name, key in PLACE_ANSWERS.items()}
    return found


def _text(value: Any) -> list[str]:
    return [str(value)] if value else []


def _bring_together(
    session: Session, role: Opportunity, waits: Mapping[str, Any], page: str, actor: Actor
) -> Collection[str]:
    """One proposal holds all that waits: this page's answers, and those of other pages."""
    earlier = wanted_of(session, role)
    others = {name: value for name, value in earlier.items() if ASKED_ON[name] != page}
    wanted = {**others, **waits}
    if wanted == earlier:
        return waits
    if wanted:
        propose(session, role, wanted, actor)
    else:
        withdraw(session, role)
    return waits
