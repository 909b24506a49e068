"""What may leave the site: open roles of organisations that were checked, as the public reads them.

Each request reads the rows anew, so a role that closes is gone from every feed at once.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.centres.models import Centre
from brokerage.centres.service import centre_for_district
from brokerage.errors import Gone, NotFound
from brokerage.opportunities.models import Attendance, Opportunity, State
from brokerage.opportunities.places import ShownPlace
from brokerage.opportunities.service import get_shown, is_open, with_everything
from brokerage.opportunities.words import why_closed
from brokerage.organisations.models import Organisation

NOT_CHECKED = "We cannot find that organisation. It may not have been checked yet."


def get_checked(session: Session, public_id: str) -> Organisation:
    """An organisation that a centre has checked. Raises NotFound for any other."""
    query = select(Organisation).where(
        Organisation.public_id == public_id, Organisation.verified_at.is_not(None)
    )
    found = None if "\0" in public_id else session.scalar(query)
    if found is None:
        raise NotFound(NOT_CHECKED)
    return found


def list_open(session: Session, organisation: Organisation, today: date) -> list[Opportunity]:
    """Its open roles, newest first, whether or not a feed shows them."""
    query = select(Opportunity).where(
        Opportunity.organisation_id == organisation.id,
        Opportunity.state == State.LIVE,
        Opportunity.published_at.is_not(None),
    )
    newest = with_everything(query).order_by(Opportunity.published_at.desc(), Opportunity.id)
    return [role for role in session.scalars(newest) if is_open(role, today)]


def list_shown(session: Session, organisation: Organisation, today: date) -> list[Opportunity]:
    """Those that feeds show; of an organisation that was not checked, none."""
    return [role for role in list_open(session, organisation, today) if is_shown(role, today)]


def get_shown_role(session: Session, public_id: str, today: date) -> Opportunity:
    """One role. Raises Gone for one that has closed, NotFound for one that no feed shows."""
    role = get_shown(session, public_id)
    if role.organisation.verified_at is None:
        raise NotFound("We cannot find that role.")
    closed = why_closed(role, today)
    if closed is not None:
        raise Gone(f"{closed.title}. {closed.text}")
    if not has_place(role):
        raise NotFound("This role does not say where it is.")
    return role


def is_shown(role: Opportunity, today: date) -> bool:
    """Whether feeds show a role."""
    checked = role.organisation.verified_at is not None
    return checked and is_open(role, today) and has_place(role)


def has_place(role: Opportunity) -> bool:
    """Whether somebody would know where to go; a role from home needs no place."""
    if role.attendance == Attendance.REMOTE:
        return True
    return any(place.name or place.address or place.postcode for place in role.places)


def place_in_words(role: Opportunity) -> str:
    """Where it is, as the public may read it: a private home is an area."""
    if role.attendance == Attendance.REMOTE:
        return "From home"
    said = [_in_a_line(place) for place in role.shown_places]
    return "; ".join(dict.fromkeys(filter(None, said)))


def centre_of(session: Session, role: Opportunity, today: date) -> Centre | None:
    """Whom to ring: the centre that looks after the role, else the one that serves its place."""
    found = role.centre_id or role.organisation.centre_id
    if found is not None:
        return session.get(Centre, found)
    codes = [place.district_code for place in role.places if place.district_code]
    serving = centre_for_district(session, codes[0] if codes else None, today)
    return serving.centre if serving else None


def _in_a_line(place: ShownPlace) -> str:
    """Name, address and postcode, each said once: many an address begins with the name."""
    name = "" if place.address.startswith(place.name) else place.name
    postcode = "" if place.postcode and place.postcode in place.address else place.postcode
    return ", ".join(part for part in (name, place.address, postcode) if part)
