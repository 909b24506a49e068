"""Which records somebody sees. The one query layer: every page about people goes through it.

A record that is not somebody's to see answers exactly as one that does not exist.
"""

from __future__ import annotations

from sqlalchemy import Select, false, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from brokerage.actors import Actor
from brokerage.errors import NotFound
from brokerage.volunteers.models import Volunteer, VolunteerState


def volunteers_seen_by(actor: Actor) -> Select[Volunteer]:
    """The people whose whole record is open to somebody: their own, or their centre's."""
    mine: list[ColumnElement[bool]] = [false()]
    if actor.centre_ids:
        mine.append(Volunteer.centre_id.in_(actor.centre_ids))
    if actor.volunteer_id is not None:
        mine.append(Volunteer.id == actor.volunteer_id)
    return select(Volunteer).where(or_(*mine), Volunteer.state != VolunteerState.ANONYMISED)


def get_volunteer(session: Session, actor: Actor, public_id: str) -> Volunteer:
    """One person by public id. Raises NotFound for whoever is not the actor's to see."""
    found = session.scalar(volunteers_seen_by(actor).where(Volunteer.public_id == public_id))
    if found is None:
        raise NotFound("We cannot find that person.")
    return found
