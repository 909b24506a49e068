"""Sending a role to the volunteer centre, or publishing it where the organisation is trusted."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.centres.service import centre_for_district, find_lead
from brokerage.errors import Conflict
from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.posting.putting import take_private_out
from brokerage.opportunities.posting.starters import gaps
from brokerage.opportunities.service import move
from brokerage.opportunities.states import MOVES
from brokerage.organisations.requirements import why_not_live

SHOWN_FOR = timedelta(days=90)
CAN_BE_SENT = frozenset({State.DRAFT, State.CHANGES_ASKED, State.DECLINED})
PUBLIC_WORDS = ("title", "summary", "description", "commitment", "getting_there")


def where_to(role: Opportunity, today: date) -> State:
    """What sending leads to: live for a trusted organisation, else the centre looks first.

    It also does where a trusted organisation still has something to show for such a role.
    """
    may_go_live = State.LIVE in MOVES[State(role.state)]
    barred = not may_go_live or why_not_live(role.organisation, role, today)
    return State.LIVE if role.organisation.trusted and not barred else State.SUBMITTED


def submit(session: Session, role: Opportunity, actor: Actor, today: date) -> list[str]:
    """Send a role; what was taken out of its words because it was private.

    Raises Conflict for a role that cannot be sent from where it stands.
    """
    if role.state not in CAN_BE_SENT:
        raise Conflict("This role has been sent already.")
    taken = take_private_out(role, phone_for(session, role, today))
    if role.expires_on is None:
        role.expires_on = shown_until(role, today)
    move(session, role, where_to(role, today), actor)
    return taken


def shown_until(role: Opportunity, today: date) -> date:
    """Its last day where it has one, and three months at most: then we ask whether it goes on."""
    usual = today + SHOWN_FOR
    days = [s.until or (s.starts_on if s.frequency == "once" else usual) for s in role.sessions]
    last = max(days, default=usual)
    return min(usual, role.ends_on or usual, max(last, today))


def still_to_write(role: Opportunity) -> list[str]:
    """What stands in square brackets yet, from a template."""
    return gaps("\n".join(str(getattr(role, name)) for name in PUBLIC_WORDS))


def centre_of(session: Session, role: Opportunity, today: date) -> Centre | None:
    """The centre that looks at a role: where it happens, else the organisation's, else the lead."""
    places = [place.district_code for place in role.places if place.district_code]
    if places:
        serving = centre_for_district(session, places[0], today)
        return serving.centre if serving else None
    own = role.centre_id or role.organisation.centre_id
    return session.get(Centre, own) if own else find_lead(session)


def phone_for(session: Session, role: Opportunity, today: date) -> str:
    """The number that stands where a private one stood."""
    centre = centre_of(session, role, today)
    return centre.phone if centre and centre.phone else ""
