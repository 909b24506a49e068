"""What another system knows of a person and a role, brought in as history.

Nothing is sent to anybody, and no step in between is made up. An application whose outcome nobody
knows is the broker's to ask about; one to a role that is over is closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.db import now
from brokerage.introductions import capacity
from brokerage.introductions.due import Owner
from brokerage.introductions.models import Introduction
from brokerage.introductions.moving import note_move, set_due
from brokerage.introductions.states import State
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.models import State as RoleState
from brokerage.volunteers.models import Volunteer
from brokerage.weeks import LOCAL_TIME, local_today
from brokerage.working_days import add_working_days

OVER = frozenset({RoleState.CLOSED, RoleState.EXPIRED, RoleState.DECLINED})
DAYS_TO_ASK = 5
IMPORTED = "imported"


@dataclass(frozen=True)
class Told:
    """``started_on`` is None for somebody who only applied."""

    applied_at: datetime | None = None
    started_on: date | None = None


def bring_in(
    session: Session, volunteer: Volunteer, role: Opportunity, actor: Actor, told: Told
) -> str:
    """Store it, once: "created", "updated" or "unchanged". What somebody here did is left alone.

    Raises RoleIsFull where the role, as it stands here, has no place or turn left.
    """
    found = _find(session, volunteer, role)
    if found is None:
        capacity.lock_role(session, role)
        made = Introduction(
            volunteer=volunteer, opportunity=role, home_centre_id=volunteer.centre_id
        )
        _apply(session, made, actor, told)
        return "created"
    news = told.started_on is not None and found.started_on is None
    if not news or found.moves[0].through != "import":
        return "unchanged"
    capacity.lock_role(session, role)
    _start(session, found, actor, told)
    return "updated"


def _find(session: Session, volunteer: Volunteer, role: Opportunity) -> Introduction | None:
    query = select(Introduction).where(
        Introduction.volunteer_id == volunteer.id, Introduction.opportunity_id == role.id
    )
    return session.scalars(query.order_by(Introduction.id.desc())).first()


def _apply(session: Session, made: Introduction, actor: Actor, told: Told) -> None:
    at = told.applied_at or _noon(told.started_on) or now()
    made.created_at = made.referred_at = min(at, now())
    with session.no_autoflush:
        _note(made, State.REFERRED, actor, made.created_at)
    if told.started_on is not None:
        _start(session, made, actor, told)
    elif is_over(made.opportunity):
        _close(session, made, State.ROLE_CLOSED, _why_over(made.opportunity), actor)
    else:
        capacity.exchange(session, made.opportunity, None, capacity.TURN)
        set_due(session, made, Owner.BROKER)
        made.returned_at = now()
        _keep(session, made)


def _start(session: Session, made: Introduction, actor: Actor, told: Told) -> None:
    held = capacity.held_in(State(made.state)) if made.id is not None else None
    made.started_on, made.closed_at, made.reason, made.before = told.started_on, None, None, None
    over = is_over(made.opportunity)
    capacity.exchange(session, made.opportunity, held, None if over else capacity.PLACE)
    with session.no_autoflush:
        _note(made, State.STARTED, actor, _noon(told.started_on))
        if over:
            _close(session, made, State.ENDED, _why_ended(made.opportunity), actor)
            return
        set_due(session, made)
        soon = add_working_days(local_today(), DAYS_TO_ASK)
        made.due_on = max(made.due_on or soon, soon)  # years of missed questions are asked once
    _keep(session, made)


def _close(session: Session, made: Introduction, state: State, why: str, actor: Actor) -> None:
    made.before, made.reason, made.closed_at = State(made.state), why, now()
    made.owner = made.due_on = None
    with session.no_autoflush:
        note_move(made, state, actor, why)
    _keep(session, made)


def _note(made: Introduction, state: State, actor: Actor, at: datetime | None) -> None:
    note_move(made, state, actor, IMPORTED)
    made.moves[-1].moved_at = min(at or now(), now())


def _keep(session: Session, made: Introduction) -> None:
    session.add(made)
    session.flush()


def is_over(role: Opportunity) -> bool:
    """Whether nobody can begin there any more."""
    last = min((day for day in (role.ends_on, role.expires_on) if day), default=None)
    return role.state in OVER or (last is not None and last < local_today())


def _why_over(role: Opportunity) -> str:
    return "closed" if role.state in (RoleState.CLOSED, RoleState.DECLINED) else "expired"


def _why_ended(role: Opportunity) -> str:
    return "role_closed" if role.state in (RoleState.CLOSED, RoleState.DECLINED) else "finished"


def _noon(day: date | None) -> datetime | None:
    return datetime.combine(day, time(12), LOCAL_TIME) if day else None
