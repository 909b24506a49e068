"""Who comes to a training, as a form says it and as the account that sends it knows it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.guidance.booking import Guest
from brokerage.guidance.support import find_group
from brokerage.organisations.models import Organisation


def guest_of(session: Session, typed: Mapping[str, str], actor: Actor) -> Guest:
    """The guest. A group is known as an organisation to its own members and to the desk only:
    anybody else may write any name."""
    organisation_id = None
    if typed["group"] and actor.centre_ids:
        organisation_id = find_group(session, actor, typed["group"])
    elif typed["group"] and actor.organisation_ids:
        same = func.lower(Organisation.name) == typed["group"].lower()
        own = Organisation.id.in_(actor.organisation_ids)
        organisation_id = session.scalar(select(Organisation.id).where(same, own).limit(1))
    for_volunteer = actor.on_behalf_of is not None or not actor.centre_ids
    return Guest(
        name=typed["name"],
        email=typed["email"],
        phone=typed["phone"],
        organisation_id=organisation_id,
        group_name=typed["group"],
        volunteer_id=actor.volunteer_id if for_volunteer else None,
    )
