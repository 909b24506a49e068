"""The verbs with which an introduction begins: suggest, offer, refer, apply."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.concerns.holds import is_held
from brokerage.consents import has_consent
from brokerage.db import now
from brokerage.errors import Conflict
from brokerage.introductions.capacity import PLACE, TURN, RoleIsFull, is_free, lock_role
from brokerage.introductions.models import Introduction
from brokerage.introductions.moving import lock, move, note_move, set_due
from brokerage.introductions.pipeline import enter
from brokerage.introductions.sharing import Agreement, freeze
from brokerage.introductions.states import State
from brokerage.introductions.waiting import somebody_waits, wait_in_line
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.models import State as RoleState
from brokerage.volunteers.guardians import has_guardian_consent, needs_guardian
from brokerage.volunteers.models import Volunteer
from brokerage.volunteers.states import MATCHED
from brokerage.weeks import local_today


class AlreadyIntroduced(Conflict):
    """This person and this role have an open introduction. Go to it: ``public_id``."""

    def __init__(self, public_id: str) -> None:
        super().__init__("This person is already being introduced to this role.")
        self.public_id = public_id


class CannotBeIntroduced(Conflict):
    """The person or the role is not open to introductions now; the message says which."""


def suggest(
    session: Session,
    volunteer: Volunteer,
    opportunity: Opportunity,
    actor: Actor,
    reasons: Sequence[dict[str, Any]] = (),
) -> Introduction:
    """A broker thinks that a role fits. The reasons, for and against, are kept for staff.

    Raises AlreadyIntroduced or CannotBeIntroduced.
    """
    made = _new(session, volunteer, opportunity, reasons)
    return _entered(session, made, State.SUGGESTED, actor)


def offer(
    session: Session, introduction: Introduction, actor: Actor, seen: int | None = None
) -> None:
    """The volunteer has been told of the role, and is asked for a yes or no."""
    lock(session, introduction, seen)
    move(session, introduction, State.OFFERED, actor)


def refer(
    session: Session,
    introduction: Introduction,
    actor: Actor,
    agreement: Agreement,
    *,
    or_wait: bool = False,
    seen: int | None = None,
) -> None:
    """Send a volunteer who said yes. What the organisation receives is frozen now.

    Raises RoleIsFull, unless ``or_wait`` puts them on the waiting list instead.
    """
    lock(session, introduction, seen)
    _check_both(session, introduction.volunteer, introduction.opportunity)
    _agree(introduction, agreement)
    introduction.placing_centre_id = _placing_centre(introduction, actor)
    if introduction.state == State.SUGGESTED:  # told and answered in one conversation
        move(session, introduction, State.OFFERED, actor)
    send(session, introduction, actor, or_wait=or_wait)


def apply(
    session: Session,
    volunteer: Volunteer,
    opportunity: Opportunity,
    actor: Actor,
    agreement: Agreement,
    reasons: Sequence[dict[str, Any]] = (),
    *,
    or_wait: bool = True,
) -> Introduction:
    """A volunteer asks for a role themselves. A full one puts them on its waiting list."""
    made = _new(session, volunteer, opportunity, reasons)
    _agree(made, agreement)
    made.placing_centre_id = _placing_centre(made, actor)
    # Their yes is what an offer asks for, so the record passes through it.
    _entered(session, made, State.OFFERED, actor)
    send(session, made, actor, or_wait=or_wait)
    return made


def introduce(
    session: Session,
    volunteer: Volunteer,
    opportunity: Opportunity,
    actor: Actor,
    agreement: Agreement,
    reasons: Sequence[dict[str, Any]] = (),
    *,
    or_wait: bool = False,
) -> Introduction:
    """Suggest and refer in one go, with the volunteer at the desk or on the telephone."""
    made = suggest(session, volunteer, opportunity, actor, reasons)
    refer(session, made, actor, agreement, or_wait=or_wait)
    return made


def send(session: Session, introduction: Introduction, actor: Actor, *, or_wait: bool) -> None:
    """From offered to the organisation, or in line for it."""
    role = introduction.opportunity
    try:
        if role.state != RoleState.LIVE or not is_free(role, PLACE):
            raise RoleIsFull(PLACE)
        if is_held(session, introduction.volunteer_id, role.organisation_id):
            raise RoleIsFull(TURN)  # a quiet pause looks like any other wait
        if introduction.state != State.WAITING and somebody_waits(session, introduction):
            raise RoleIsFull(TURN)
        move(session, introduction, State.REFERRED, actor)
    except RoleIsFull:
        if not or_wait:
            raise
        wait_in_line(session, introduction, actor, TURN)


def find_open(session: Session, volunteer_id: int, opportunity_id: int) -> Introduction | None:
    """The open introduction of a person to a role, if there is one."""
    query = select(Introduction).where(
        Introduction.volunteer_id == volunteer_id,
        Introduction.opportunity_id == opportunity_id,
        Introduction.closed_at.is_(None),
    )
    return session.scalars(query).first()


def _new(
    session: Session,
    volunteer: Volunteer,
    opportunity: Opportunity,
    reasons: Sequence[dict[str, Any]],
) -> Introduction:
    lock_role(session, opportunity)
    _check_both(session, volunteer, opportunity)
    if found := find_open(session, volunteer.id, opportunity.id):
        raise AlreadyIntroduced(found.public_id)
    return Introduction(
        volunteer=volunteer,
        opportunity=opportunity,
        home_centre_id=volunteer.centre_id,
        reasons=list(reasons),
    )


def _entered(
    session: Session, introduction: Introduction, state: State, actor: Actor
) -> Introduction:
    note_move(introduction, enter(state).state, actor)
    set_due(session, introduction)
    session.add(introduction)
    session.flush()
    return introduction


def _agree(introduction: Introduction, agreement: Agreement) -> None:
    introduction.shared = freeze(introduction.volunteer, agreement)
    introduction.shared_agreed_at = now()
    introduction.contact_channel = agreement.channel
    introduction.note = agreement.note.strip()


def _placing_centre(introduction: Introduction, actor: Actor) -> int:
    """Whose broker refers: their centre, or the home centre where it is one of theirs."""
    home = introduction.home_centre_id
    return home if home in actor.centre_ids or not actor.centre_ids else min(actor.centre_ids)


def _check_both(session: Session, volunteer: Volunteer, opportunity: Opportunity) -> None:
    willing = has_consent(session, volunteer.id, "introductions")
    if volunteer.state not in MATCHED or volunteer.merged_into_id is not None or not willing:
        raise CannotBeIntroduced("This person is not looking for a role at the moment.")
    young = needs_guardian(volunteer, local_today())
    if young and not has_guardian_consent(session, volunteer, opportunity.public_id):
        raise CannotBeIntroduced("A parent or guardian has to agree first.")
    if opportunity.state not in {RoleState.LIVE, RoleState.FILLED}:
        raise CannotBeIntroduced("This role is not open at the moment.")
