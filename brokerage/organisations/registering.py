"""A new organisation, from what was answered. Services never commit and never see the request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage import audit, signed_links
from brokerage.actors import Actor
from brokerage.centres.service import centre_for_district
from brokerage.db import new_public_id, now
from brokerage.errors import Conflict, Gone, NotFound
from brokerage.organisations.models import Organisation, Standing
from brokerage.organisations.service import add_organisation
from brokerage.weeks import local_today

SOURCE, LINK = "here", "organisation_joining"
LASTS = timedelta(days=30)


def register(
    session: Session, facts: Mapping[str, Any], actor: Actor, *, proved: bool = False
) -> Organisation:
    """Add it, with the centre of its district. ``proved``: the desk knows whom it talks to.

    Raises Conflict where no centre takes part yet.
    """
    serving = centre_for_district(session, facts.get("district_code"), local_today())
    if serving is None:
        raise Conflict("There is no volunteer centre yet. Please come back later.")
    known = {name: value for name, value in facts.items() if name != "name"}
    made = add_organisation(
        session, source=SOURCE, source_id=new_public_id(), name=facts["name"], facts=known
    )
    made.centre_id = serving.centre.id
    made.state = Standing.SUBMITTED if proved else Standing.JOINING
    made.submitted_at = now() if proved else None
    session.flush()
    audit.record(session, actor, "registered", "organisation", made.public_id)
    return made


def link_for(organisation: Organisation) -> str:
    """The signed end of the address that proves the first contact's e-mail address."""
    return signed_links.sign(LINK, organisation.public_id)


def get_by_link(session: Session, token: str) -> Organisation:
    """The organisation of a link. Raises NotFound, or Gone where the address is proved already."""
    public_id = signed_links.read(LINK, token, LASTS)
    found = session.scalar(select(Organisation).where(Organisation.public_id == public_id))
    if found is None or not found.email:
        raise NotFound("This link does not work any more.")
    if found.state != Standing.JOINING:
        raise Gone("Your address is confirmed already. Sign in with your e-mail address.")
    return found


def forget_unproved(session: Session, at: datetime) -> int:
    """Delete what nobody confirmed for 30 days; how many."""
    old = Organisation.state == Standing.JOINING, Organisation.created_at < at - LASTS
    found = session.scalars(select(Organisation).where(*old)).all()
    for one in found:
        session.delete(one)
    session.flush()
    return len(found)
