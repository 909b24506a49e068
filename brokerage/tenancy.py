"""Which records somebody sees. The one query layer: every page about people goes through it.

A record that is not somebody's to see answers exactly as one that does not exist.
"""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import Select, and_, false, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.elements import ColumnElement

from brokerage.actors import Actor
from brokerage.errors import NotFound
from brokerage.introductions.models import Introduction, Task
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation, Standing
from brokerage.volunteers.models import Volunteer, VolunteerState, VolunteerTransfer
from brokerage.volunteers.sharing import shared_with_any_centre, taken_on_by

Seen = TypeVar("Seen")


def volunteers_seen_by(actor: Actor) -> Select[Volunteer]:
    """The people whose whole record is open to somebody: their own, their centre's, or taken on.

    A record that was merged into another is nobody's any more.
    """
    mine: list[ColumnElement[bool]] = [false()]
    if actor.centre_ids:
        mine.append(Volunteer.centre_id.in_(actor.centre_ids))
        mine.append(taken_on_by(actor.centre_ids))
    if actor.volunteer_id is not None:
        mine.append(Volunteer.id == actor.volunteer_id)
    here = (Volunteer.state != VolunteerState.ANONYMISED, Volunteer.merged_into_id.is_(None))
    return select(Volunteer).where(or_(*mine), *here)


def volunteers_shared_with(actor: Actor) -> Select[Volunteer]:
    """Other centres' people who agreed to any centre: show only sharing.SHARED_FIELDS of them."""
    if not actor.centre_ids:
        return select(Volunteer).where(false())
    others = Volunteer.centre_id.not_in(actor.centre_ids)
    return select(Volunteer).where(others, shared_with_any_centre())


def get_volunteer(session: Session, actor: Actor, public_id: str) -> Volunteer:
    """One person by public id. Raises NotFound for whoever is not the actor's to see."""
    return _the_one(session, volunteers_seen_by(actor), Volunteer.public_id, public_id, "person")


def get_shared_volunteer(session: Session, actor: Actor, public_id: str) -> Volunteer:
    """One of other centres' people who agreed to any centre: show only SHARED_FIELDS of them.

    Raises NotFound for whoever may not be shared.
    """
    return _the_one(
        session, volunteers_shared_with(actor), Volunteer.public_id, public_id, "person"
    )


def volunteers_at_home(actor: Actor) -> Select[Volunteer]:
    """The people whose home is one's centre: not those it shares or took on from others."""
    here = (Volunteer.state != VolunteerState.ANONYMISED, Volunteer.merged_into_id.is_(None))
    return select(Volunteer).where(Volunteer.centre_id.in_(actor.centre_ids), *here)


def get_volunteer_at_home(session: Session, actor: Actor, public_id: str) -> Volunteer:
    """One of them by public id. Raises NotFound for everybody else."""
    return _the_one(session, volunteers_at_home(actor), Volunteer.public_id, public_id, "person")


def transfers_seen_by(actor: Actor) -> Select[VolunteerTransfer]:
    """Those from or to one's centres; the one to which somebody goes reads their first name."""
    here = actor.centre_ids
    return select(VolunteerTransfer).where(
        or_(VolunteerTransfer.from_centre_id.in_(here), VolunteerTransfer.to_centre_id.in_(here))
    )


def get_transfer(session: Session, actor: Actor, public_id: str) -> VolunteerTransfer:
    """One transfer by public id. Raises NotFound for one between other centres."""
    return _the_one(
        session, transfers_seen_by(actor), VolunteerTransfer.public_id, public_id, "transfer"
    )


def introductions_seen_by(actor: Actor) -> Select[Introduction]:
    """Of one's own, of one's centre's people or made by its brokers, or sent to one's organisation.

    An organisation sees nothing of what was only suggested or offered, nothing that the volunteer
    has not agreed to send, and nothing at all until its centre has verified it.
    """
    mine: list[ColumnElement[bool]] = [false()]
    if actor.centre_ids:
        mine.append(Introduction.home_centre_id.in_(actor.centre_ids))
        mine.append(Introduction.placing_centre_id.in_(actor.centre_ids))
    if actor.volunteer_id is not None:
        mine.append(Introduction.volunteer_id == actor.volunteer_id)
    if actor.organisation_ids:
        verified = Organisation.state == Standing.VERIFIED  # until then, nothing about anybody
        theirs = (
            select(Opportunity.id)
            .join(Organisation, Organisation.id == Opportunity.organisation_id)
            .where(Opportunity.organisation_id.in_(actor.organisation_ids), verified)
        )
        sent = Introduction.referred_at.is_not(None)
        mine.append(and_(sent, Introduction.opportunity_id.in_(theirs)))
    return select(Introduction).where(or_(*mine))


def get_introduction(session: Session, actor: Actor, public_id: str) -> Introduction:
    """One introduction by public id. Raises NotFound for one that is not the actor's to see."""
    return _the_one(
        session, introductions_seen_by(actor), Introduction.public_id, public_id, "introduction"
    )


def get_task(session: Session, actor: Actor, public_id: str) -> Task:
    """A task of one's centre by public id. Raises NotFound for any other."""
    mine = select(Task).where(Task.centre_id.in_(actor.centre_ids))
    return _the_one(session, mine, Task.public_id, public_id, "task")


def organisations_seen_by(actor: Actor) -> Select[Organisation]:
    """The organisations somebody works with: their own, their centre's, and those of no centre."""
    mine: list[ColumnElement[bool]] = [Organisation.id.in_(actor.organisation_ids)]
    if actor.centre_ids:
        mine.append(Organisation.centre_id.in_(actor.centre_ids))
        mine.append(Organisation.centre_id.is_(None))
    return select(Organisation).where(or_(*mine))


def get_organisation(session: Session, actor: Actor, public_id: str) -> Organisation:
    """One organisation by public id. Raises NotFound for one that is not the actor's to see."""
    return _the_one(
        session, organisations_seen_by(actor), Organisation.public_id, public_id, "organisation"
    )


def may_see_organisation(session: Session, actor: Actor, organisation: Organisation) -> bool:
    """Whether its own pages are open to somebody: for drawing links, never for deciding."""
    seen = organisations_seen_by(actor).where(Organisation.id == organisation.id)
    return session.scalar(seen) is not None


def get_known_organisation(session: Session, public_id: str) -> Organisation:
    """One that the public can know of, verified or listed. Raises NotFound for any other."""
    shown = select(Organisation).where(Organisation.state.in_((Standing.VERIFIED, Standing.LISTED)))
    return _the_one(session, shown, Organisation.public_id, public_id, "organisation")


def opportunities_run_by(actor: Actor) -> Select[Opportunity]:
    """The roles somebody may change, in every state: those of the organisations they work with."""
    theirs = organisations_seen_by(actor).with_only_columns(Organisation.id)
    return select(Opportunity).where(Opportunity.organisation_id.in_(theirs))


def get_opportunity_run_by(session: Session, actor: Actor, public_id: str) -> Opportunity:
    """One of them by public id. Raises NotFound for a role of somebody else's organisation."""
    return _the_one(session, opportunities_run_by(actor), Opportunity.public_id, public_id, "role")


def get_role_of(
    session: Session, actor: Actor, organisation_id: str, public_id: str
) -> Opportunity:
    """One of them under its organisation's address. Raises NotFound in the same words, whichever
    of the two is not the actor's to see."""
    here = Opportunity.organisation.has(public_id=organisation_id.replace("\0", ""))
    theirs = opportunities_run_by(actor).where(here)
    return _the_one(session, theirs, Opportunity.public_id, public_id, "role")


def get_organisation_to_call(session: Session, actor: Actor, public_id: str) -> Organisation:
    """As get_organisation, and also one that somebody the actor looks after was sent to."""
    seen = introductions_seen_by(actor).with_only_columns(Introduction.opportunity_id)
    asked = select(Opportunity.organisation_id).where(Opportunity.id.in_(seen))
    mine = organisations_seen_by(actor).with_only_columns(Organisation.id)
    theirs = select(Organisation).where(or_(Organisation.id.in_(mine), Organisation.id.in_(asked)))
    return _the_one(session, theirs, Organisation.public_id, public_id, "organisation")


def _the_one(
    session: Session,
    seen: Select[Seen],
    column: InstrumentedAttribute[str],
    public_id: str,
    what: str,
) -> Seen:
    known = (
        "" if "\0" in public_id else public_id
    )  # PostgreSQL takes no such text, and no id has it
    found = session.scalar(seen.where(column == known))
    if found is None:
        raise NotFound(f"We cannot find that {what}.")
    return found
