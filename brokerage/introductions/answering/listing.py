"""An organisation's applicants as an address asks for them: by role, what is due first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from brokerage.actors import Actor
from brokerage.introductions.answering.words import (
    GROUPS,
    due_for,
    first_name,
    is_yours,
    stands,
)
from brokerage.introductions.models import Introduction
from brokerage.introductions.sharing import CONTACT_CHANNELS
from brokerage.introductions.states import State
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.tenancy import introductions_seen_by
from brokerage.weeks import day_of

COLUMNS = {
    "first_name": "First name",
    "role": "Role",
    "stands": "Where it stands",
    "due_on": "Answer due by",
    "sent_on": "Sent to you on",
    "contact_channel": "Wants to be reached by",
    "reasons": "Why it may fit",
    "note": "Note",
}
NOT_OVER = "open"


@dataclass(frozen=True)
class Listed:
    """``by_role``: each role with its people. ``args``: what the address says, cleaned."""

    by_role: Sequence[tuple[Opportunity, Sequence[Introduction]]]
    roles: Sequence[Opportunity]  # all of the organisation that anybody was sent to
    args: Mapping[str, str]

    @property
    def everybody(self) -> list[Introduction]:
        """In the order of the page."""
        return [one for _, people in self.by_role for one in people]


def applicants_listed(
    session: Session, actor: Actor, organisation: Organisation, asked: Mapping[str, str]
) -> Listed:
    """The people that an address asks for; what is not understood in it is left out."""
    query = (
        introductions_seen_by(actor)
        .join(Opportunity, Opportunity.id == Introduction.opportunity_id)
        .where(Opportunity.organisation_id == organisation.id)
        .where(Introduction.referred_at.is_not(None))
        .options(joinedload(Introduction.opportunity))
    )
    found = session.scalars(query).all()
    roles = _roles(session, found)
    args = _cleaned(asked, {role.public_id for role in roles})
    return Listed(_by_role([one for one in found if _asked_for(one, args)]), roles, args)


def row_of(one: Introduction) -> list[Any]:
    """A line of the file, in the order of COLUMNS: nothing that the page does not show."""
    shared = one.shared or {}
    return [
        first_name(one),
        one.opportunity.title,
        stands(one),
        due_for(one) if is_yours(one) else None,
        day_of(one.referred_at) if one.referred_at else None,
        CONTACT_CHANNELS.get(str(shared.get("contact_channel", "")), ""),
        list(shared.get("reasons", ())),
        str(shared.get("note", "")),
    ]


def order_of(one: Introduction) -> tuple[bool, bool, date, int]:
    """Theirs to answer first, by day; then what is open; then what is over, the newest first."""
    return (not is_yours(one), not one.is_open, due_for(one) or date.max, -one.id)


def _by_role(
    people: Sequence[Introduction],
) -> Sequence[tuple[Opportunity, Sequence[Introduction]]]:
    found: dict[int, list[Introduction]] = {}
    for one in sorted(people, key=order_of):
        found.setdefault(one.opportunity_id, []).append(one)
    return [(some[0].opportunity, some) for some in found.values()]


def _roles(session: Session, found: Sequence[Introduction]) -> Sequence[Opportunity]:
    ids = {one.opportunity_id for one in found}
    query = select(Opportunity).where(Opportunity.id.in_(ids))
    return session.scalars(query.order_by(Opportunity.title, Opportunity.id)).all()


def _asked_for(one: Introduction, args: Mapping[str, str]) -> bool:
    if args.get("role") not in (None, one.opportunity.public_id):
        return False
    state = args.get("state")
    if state == NOT_OVER:
        return one.is_open
    return state is None or State(one.state) in GROUPS[state][1]


def _cleaned(asked: Mapping[str, str], roles: set[str]) -> dict[str, str]:
    args = {}
    if asked.get("role") in roles:
        args["role"] = asked["role"]
    if asked.get("state") in {NOT_OVER, *GROUPS}:
        args["state"] = asked["state"]
    return args
