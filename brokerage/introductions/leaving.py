"""The verbs that close an introduction before it started, and those that open a way again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import not_, or_, select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.consents import allowed
from brokerage.introductions.beginning import AlreadyIntroduced, find_open, introduce
from brokerage.introductions.capacity import RoleIsFull, lock_role
from brokerage.introductions.models import Introduction
from brokerage.introductions.moving import lock, move
from brokerage.introductions.sharing import Agreement
from brokerage.introductions.states import OPEN, State
from brokerage.introductions.waiting import fill
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.models import State as RoleState
from brokerage.volunteers.models import Volunteer, VolunteerState


def withdraw(
    session: Session,
    introduction: Introduction,
    actor: Actor,
    reason: str,
    seen: int | None = None,
) -> None:
    """The volunteer no longer wants it."""
    _leave(session, introduction, State.WITHDRAWN, actor, reason, seen)


def decline(
    session: Session,
    introduction: Introduction,
    actor: Actor,
    reason: str,
    seen: int | None = None,
) -> None:
    """The organisation says no."""
    _leave(session, introduction, State.UNSUCCESSFUL, actor, reason, seen)


def give_up_on_organisation(
    session: Session,
    introduction: Introduction,
    actor: Actor,
    reason: str = "late",
    seen: int | None = None,
) -> None:
    """The organisation does not answer."""
    _leave(session, introduction, State.NO_REPLY_ORGANISATION, actor, reason, seen)


def give_up_on_volunteer(
    session: Session,
    introduction: Introduction,
    actor: Actor,
    reason: str = "late",
    seen: int | None = None,
) -> None:
    """The volunteer does not answer."""
    _leave(session, introduction, State.NO_REPLY_VOLUNTEER, actor, reason, seen)


def close_with_role(
    session: Session, opportunity: Opportunity, actor: Actor, reason: str = "closed"
) -> list[Introduction]:
    """The role closed: everybody on the way to it is told. Placements go on until they end."""
    lock_role(session, opportunity)
    on_the_way = OPEN - {State.ACCEPTED, State.STARTED}
    query = select(Introduction).where(
        Introduction.opportunity_id == opportunity.id, Introduction.state.in_(on_the_way)
    )
    closed = list(session.scalars(query.order_by(Introduction.id)))
    for introduction in closed:
        lock(session, introduction)
        move(session, introduction, State.ROLE_CLOSED, actor, reason)
    return closed


def list_closed_roles(session: Session) -> list[tuple[Opportunity, str]]:
    """Roles that take nobody on any more, with people still on the way, and the reason code."""
    on_the_way = select(Introduction.opportunity_id).where(
        Introduction.state.in_(OPEN - {State.ACCEPTED, State.STARTED})
    )
    query = select(Opportunity).where(
        Opportunity.state.in_((RoleState.CLOSED, RoleState.EXPIRED)), Opportunity.id.in_(on_the_way)
    )
    found = session.scalars(query.order_by(Opportunity.id))
    return [(role, str(role.state)) for role in found]  # both states are reason codes too


def list_left(session: Session) -> list[tuple[Volunteer, str]]:
    """People who have left or said stop, with something still on the way, and the reason."""
    on_the_way = select(Introduction.volunteer_id).where(
        Introduction.state.in_(OPEN - {State.STARTED})
    )
    gone = (VolunteerState.LEFT, VolunteerState.ANONYMISED)
    stopped = not_(allowed(Volunteer.id, "introductions"))
    query = select(Volunteer).where(
        or_(Volunteer.state.in_(gone), stopped), Volunteer.id.in_(on_the_way)
    )
    return [
        (person, "left" if person.state in gone else "consent_withdrawn")
        for person in session.scalars(query.order_by(Volunteer.id))
    ]


def withdraw_all(
    session: Session, volunteer: Volunteer, actor: Actor, reason: str
) -> list[Introduction]:
    """Everything on the way for somebody who leaves or no longer agrees; placements go on."""
    query = select(Introduction).where(
        Introduction.volunteer_id == volunteer.id,
        Introduction.state.in_(OPEN - {State.STARTED}),
    )
    # Roles are locked in one order, so that two people leaving never wait for each other.
    leaving = list(session.scalars(query.order_by(Introduction.opportunity_id)))
    for introduction in leaving:
        withdraw(session, introduction, actor, reason)
    return leaving


def reopen(
    session: Session,
    introduction: Introduction,
    actor: Actor,
    *,
    volunteer_wants: bool,
    organisation_wants: bool,
    or_wait: bool = False,
    seen: int | None = None,
) -> None:
    """A late yes: it goes on where it left off, if both still want it.

    Raises Conflict where one does not, AlreadyIntroduced where another was begun since, and
    RoleIsFull, unless ``or_wait`` puts them on the waiting list.
    """
    lock(session, introduction, seen)
    if found := find_open(session, introduction.volunteer_id, introduction.opportunity_id):
        raise AlreadyIntroduced(found.public_id)
    both = volunteer_wants and organisation_wants
    left_from = State(introduction.before or introduction.state)
    try:
        move(session, introduction, left_from, actor, both_want=both)
    except RoleIsFull as full:
        if not or_wait:
            raise
        line = full.lacking
        move(session, introduction, State.WAITING, actor, both_want=both, waiting_for=line)


def re_refer(
    session: Session,
    introduction: Introduction,
    opportunity: Opportunity,
    actor: Actor,
    agreement: Agreement,
    reason: str = "no_reply",
    reasons: Sequence[dict[str, Any]] = (),
    *,
    or_wait: bool = False,
    seen: int | None = None,
) -> Introduction:
    """Close this one and put the person forward for another role. Both or neither."""
    for role in sorted((introduction.opportunity, opportunity), key=lambda role: role.id):
        lock_role(session, role)
    _leave(session, introduction, State.RE_REFERRED, actor, reason, seen)
    volunteer = introduction.volunteer
    made = introduce(session, volunteer, opportunity, actor, agreement, reasons, or_wait=or_wait)
    made.re_referred_from_id = introduction.id
    session.flush()
    return made


def _leave(
    session: Session,
    introduction: Introduction,
    target: State,
    actor: Actor,
    reason: str,
    seen: int | None,
) -> None:
    lock(session, introduction, seen)
    move(session, introduction, target, actor, reason)
    fill(session, introduction.opportunity)
