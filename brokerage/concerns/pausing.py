"""Pausing and letting go: who is held, by whom, and what is on the way meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from brokerage import audit
from brokerage.actors import Actor
from brokerage.concerns.models import Hold
from brokerage.concerns.service import checked, guarded_by
from brokerage.db import now
from brokerage.errors import Conflict, NotFound
from brokerage.introductions.models import Introduction
from brokerage.messages.service import cancel
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.volunteers.models import Volunteer, VolunteerState

MOST_FOUND = 20


def pause(
    session: Session, subject: Volunteer | Organisation, centre_id: int, actor: Actor, why: str
) -> Hold:
    """From now on nothing is sent about their introductions; what is queued is stopped.

    Raises Invalid, naming the field, and Conflict where they are paused already.
    """
    person = isinstance(subject, Volunteer)
    session.refresh(subject, with_for_update=True)
    if find_hold(session, subject) is not None:
        raise Conflict("Their introductions are paused already.")
    hold = Hold(
        centre_id=centre_id,
        volunteer_id=subject.id if person else None,
        organisation_id=None if person else subject.id,
        who=name_of(subject),
        why=checked(why, "why", "Write why."),
        set_by=actor.name,
    )
    session.add(hold)
    session.flush()
    audit.record(session, actor, "pause", "hold", hold.public_id)
    for introduction in on_the_way(session, hold):
        cancel(session, ("introduction", introduction.public_id))
    return hold


def lift(session: Session, hold: Hold, actor: Actor) -> None:
    """They go on from where they stand; what was not sent meanwhile is not sent now."""
    session.refresh(hold, ["lifted_at"], with_for_update=True)
    if hold.lifted_at is not None:
        raise Conflict("This pause was lifted already.")
    hold.lifted_at, hold.lifted_by = now(), actor.name
    session.flush()
    audit.record(session, actor, "lift", "hold", hold.public_id)


def find_hold(session: Session, subject: Volunteer | Organisation) -> Hold | None:
    """The pause that holds now."""
    column = Hold.volunteer_id if isinstance(subject, Volunteer) else Hold.organisation_id
    mine = select(Hold).where(column == subject.id, Hold.lifted_at.is_(None))
    return session.scalars(mine).first()


def list_holds(session: Session, actor: Actor) -> Sequence[Hold]:
    """The pauses of one's centres, those that hold first."""
    query = select(Hold).where(Hold.centre_id.in_(guarded_by(session, actor)))
    return session.scalars(query.order_by(Hold.lifted_at.is_not(None), Hold.id.desc())).all()


def get_hold(session: Session, actor: Actor, public_id: str) -> Hold:
    """Raises NotFound for whoever is not designated."""
    mine = Hold.centre_id.in_(guarded_by(session, actor))
    query = select(Hold).where(Hold.public_id == public_id, mine)
    found = None if "\0" in public_id else session.scalar(query)
    if found is None:
        raise NotFound("We cannot find that pause.")
    return found


def on_the_way(session: Session, hold: Hold) -> Sequence[Introduction]:
    """Their introductions that are open: what to ring about."""
    whose = or_(
        Introduction.volunteer_id == hold.volunteer_id,
        Opportunity.organisation_id == hold.organisation_id,
    )
    query = (
        select(Introduction)
        .join(Opportunity, Opportunity.id == Introduction.opportunity_id)
        .where(Introduction.closed_at.is_(None), whose)
        .options(
            joinedload(Introduction.volunteer),
            joinedload(Introduction.opportunity).joinedload(Opportunity.organisation),
        )
    )
    return session.scalars(query.order_by(Introduction.id)).all()


def find_people(
    session: Session, centre_ids: frozenset[int], words: str
) -> list[Volunteer | Organisation]:
    """People and organisations of these centres by part of their name, to be paused."""
    wanted = f"%{_plain(words)}%"
    if len(wanted) < 4:
        return []
    name = Volunteer.first_name + " " + Volunteer.last_name
    people = select(Volunteer).where(
        Volunteer.centre_id.in_(centre_ids),
        Volunteer.merged_into_id.is_(None),
        Volunteer.state != VolunteerState.ANONYMISED,
        name.ilike(wanted, escape="\\"),
    )
    # An organisation may send people to any centre, so any centre may pause what comes to it.
    bodies = select(Organisation).where(Organisation.name.ilike(wanted, escape="\\"))
    return [
        *session.scalars(people.order_by(name, Volunteer.id).limit(MOST_FOUND)),
        *session.scalars(bodies.order_by(Organisation.name).limit(MOST_FOUND)),
    ]


def get_subject(
    session: Session, centre_ids: frozenset[int], kind: str, public_id: str
) -> Volunteer | Organisation:
    """One of them by public id. Raises NotFound."""
    found: Volunteer | Organisation | None = None
    if "\0" in public_id:
        pass
    elif kind == "volunteer":
        mine = Volunteer.public_id == public_id, Volunteer.centre_id.in_(centre_ids)
        found = session.scalar(select(Volunteer).where(*mine))
    elif kind == "organisation":
        found = session.scalar(select(Organisation).where(Organisation.public_id == public_id))
    if found is None:
        raise NotFound("We cannot find whom to pause.")
    return found


def name_of(subject: Volunteer | Organisation) -> str:
    """As they are called."""
    if isinstance(subject, Organisation):
        return subject.name
    return f"{subject.first_name} {subject.last_name}".strip()


def _plain(words: str) -> str:
    text = words.replace("\0", "").strip()
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
