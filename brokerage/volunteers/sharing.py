"""People whom any centre in the county may help: who sees what, and who took them on.

Other centres see first name, district, offer and availability (``SHARED_FIELDS``). Once they take
the person on they see how to reach them, and the home centre is told. When the consent is
withdrawn both end at once.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.consents import allowed, has_consent
from brokerage.db import now
from brokerage.errors import Conflict, NotFound
from brokerage.volunteers.models import Volunteer, VolunteerTaking
from brokerage.volunteers.notices import tell
from brokerage.volunteers.suggestible import may_be_suggested

SHARED_FIELDS = (
    "id",
    "first_name",
    "district_code",
    "languages",
    "remote",
    "travel_mode",
    "within_km",
    "any_time",
    "week_changes",
    "minutes_per_week",
    "available_from",
    "windows",
    "pauses",
    "terms",
)


def shared_with_any_centre() -> ColumnElement[bool]:
    """A condition: who may be shown to every centre, by SHARED_FIELDS and no more."""
    return and_(may_be_suggested(), allowed(Volunteer.id, "share_any_centre"))


def taken_on_by(centre_ids: Collection[int]) -> ColumnElement[bool]:
    """A condition: whom these centres took on, for as long as the person agrees to be shared."""
    taking = (
        select(VolunteerTaking.id)
        .where(
            VolunteerTaking.volunteer_id == Volunteer.id,
            VolunteerTaking.centre_id.in_(centre_ids),
            VolunteerTaking.ended_at.is_(None),
        )
        .exists()
    )
    return and_(taking, allowed(Volunteer.id, "share_any_centre"))


def take_on(
    session: Session, volunteer: Volunteer, centre_id: int, actor: Actor
) -> VolunteerTaking:
    """A centre takes somebody on who may be shared; the home centre is told.

    Raises NotFound for somebody who may not be shared, Conflict for one of the centre's own.
    """
    session.refresh(volunteer, with_for_update=True)
    if volunteer.centre_id == centre_id:
        raise Conflict("They belong to this centre already.")
    if not has_consent(session, volunteer.id, "share_any_centre"):
        raise NotFound("We cannot find that person.")
    taking = _find(session, volunteer, centre_id)
    if taking is not None and taking.ended_at is None:
        return taking
    if taking is None:
        taking = VolunteerTaking(volunteer_id=volunteer.id, centre_id=centre_id)
        session.add(taking)
    taking.taken_at, taking.taken_by, taking.ended_at = now(), actor.name, None
    session.flush()
    tell(session, volunteer.centre_id, volunteer, "taken_on", actor)
    audit.record(session, actor, "take_on", "volunteer", volunteer.public_id)
    return taking


def let_go(session: Session, volunteer: Volunteer, centre_id: int, actor: Actor) -> None:
    """The other centre is done; it no longer sees how to reach them, and the home centre is told.

    Raises NotFound where it never took them on.
    """
    if not end_taking(session, volunteer, centre_id, actor):
        raise NotFound("We cannot find that person.")
    tell(session, volunteer.centre_id, volunteer, "let_go", actor)


def end_taking(session: Session, volunteer: Volunteer, centre_id: int, actor: Actor) -> bool:
    """Whether there was one to end."""
    taking = _find(session, volunteer, centre_id)
    if taking is None or taking.ended_at is not None:
        return False
    taking.ended_at = now()
    session.flush()
    audit.record(session, actor, "let_go", "volunteer", volunteer.public_id)
    return True


def _find(session: Session, volunteer: Volunteer, centre_id: int) -> VolunteerTaking | None:
    query = select(VolunteerTaking).where(
        VolunteerTaking.volunteer_id == volunteer.id, VolunteerTaking.centre_id == centre_id
    )
    return session.scalar(query)
