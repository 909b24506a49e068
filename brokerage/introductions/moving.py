"""One move of an introduction: decide, then write state, history, due date and capacity together.

The verbs call ``move``; nothing else writes a state.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.centres.opening import open_weekdays
from brokerage.concerns.holds import is_held
from brokerage.db import now
from brokerage.errors import Conflict
from brokerage.introductions import capacity, pipeline
from brokerage.introductions.due import Owner, due_on, owner_of
from brokerage.introductions.messages import tell
from brokerage.introductions.models import Introduction, IntroductionMove
from brokerage.introductions.pipeline import Needs, Standing
from brokerage.introductions.states import CLOSED, State
from brokerage.introductions.tasks import finish_tasks
from brokerage.opportunities.models import Opportunity
from brokerage.versions import check_version, note_change
from brokerage.weeks import local_today
from brokerage.working_days import MONDAY_TO_FRIDAY

NO_CHECK = (None, "none")
NOT_WHILE_PAUSED = frozenset({State.REFERRED, State.INTERVIEWING, State.ACCEPTED, State.STARTED})


def lock(session: Session, introduction: Introduction, seen: int | None = None) -> None:
    """Lock the role, then the introduction, and read both again.

    Raises ChangedMeanwhile where the form was drawn from an older version.
    """
    capacity.lock_role(session, introduction.opportunity)
    check_version(session, introduction, seen)
    session.expire(introduction, ["moves", "follow_ups"])


def move(
    session: Session,
    introduction: Introduction,
    target: State,
    actor: Actor,
    reason: str | None = None,
    *,
    both_want: bool = False,
    agreed_on: date | None = None,
    waiting_for: str | None = None,
    quietly: bool = False,
) -> None:
    """Move a locked record. Raises Conflict, Invalid or RoleIsFull, and then changes nothing.

    ``quietly``: nothing has changed for anybody outside, so nobody is told.
    """
    _check_not_paused(session, introduction, target)
    standing = standing_of(introduction)
    needs = needs_of(introduction.opportunity)
    after = pipeline.decide(standing, target, needs, reason, both_want=both_want)
    capacity.exchange(
        session,
        introduction.opportunity,
        gives=capacity.held_in(standing.state),
        takes=capacity.held_in(after.state),
    )
    with session.no_autoflush:  # the row is whole only at the end
        _write(introduction, after, reason, agreed_on)
        introduction.waiting_for = waiting_for
        introduction.waiting_since = now() if waiting_for else None
        note_move(introduction, after.state, actor, reason)
        set_due(session, introduction)
    session.flush()
    finish_tasks(session, introduction, actor, "silent", "unreached")
    if not quietly:
        tell(session, introduction, actor)


def _check_not_paused(session: Session, introduction: Introduction, target: State) -> None:
    """Nothing goes forward while it is quietly paused; the words are those of any other day."""
    if target in NOT_WHILE_PAUSED and is_held(
        session, introduction.volunteer_id, introduction.opportunity.organisation_id
    ):
        raise Conflict("Please talk to the volunteer centre about this one first.")


def _write(
    introduction: Introduction, after: Standing, reason: str | None, agreed_on: date | None
) -> None:
    introduction.before = after.before
    introduction.reason = reason if after.state in CLOSED else None
    introduction.agreed_on = agreed_on
    if after.state == State.REFERRED:
        introduction.referred_at = introduction.referred_at or now()
    introduction.closed_at = now() if after.state in CLOSED else None


def standing_of(introduction: Introduction) -> Standing:
    """The record as the pure rules see it."""
    done = frozenset(State(m.to_state) for m in introduction.moves)
    before = State(introduction.before) if introduction.before else None
    return Standing(State(introduction.state), before, done)


def needs_of(opportunity: Opportunity) -> Needs:
    """The steps this role makes required, as it stands today."""
    return Needs(
        interview=bool(opportunity.interview_needed),
        checks=opportunity.check_level not in NO_CHECK,
    )


def note_move(
    introduction: Introduction, target: State, actor: Actor, reason: str | None = None
) -> None:
    """Set the state and write the history."""
    introduction.moves.append(
        IntroductionMove(
            from_state=introduction.state if introduction.moves else None,
            to_state=target,
            actor=actor.name,
            on_behalf_of=actor.on_behalf_of,
            through=actor.through,
            reason=reason,
        )
    )
    introduction.state = target
    introduction.state_since = now()
    if introduction.version is not None:
        note_change(introduction)


def set_due(session: Session, introduction: Introduction, owner: Owner | None = None) -> None:
    """A new turn: who acts next, by when, and no reminder so far."""
    state = State(introduction.state)
    owner = owner or owner_of(state)
    introduction.owner = owner
    introduction.reminded_at = introduction.returned_at = None
    introduction.due_on = due_on(
        state,
        local_today(),
        opening_days_of(session, introduction, owner),
        not_before=introduction.agreed_on,
        followed_up=_followed_up(introduction),
        started_on=introduction.started_on,
    )


def _followed_up(introduction: Introduction) -> list[int]:
    started = introduction.state == State.STARTED
    return [done.weeks for done in introduction.follow_ups] if started else []


def opening_days_of(
    session: Session, introduction: Introduction, owner: Owner | None
) -> frozenset[int]:
    """The weekdays on which the owner can act."""
    if owner == Owner.ORGANISATION:
        days = introduction.opportunity.organisation.opening_days
        return frozenset(days) if days else MONDAY_TO_FRIDAY
    if owner == Owner.BROKER:
        home = Centre.id == introduction.home_centre_id
        return open_weekdays(session.scalar(select(Centre.opening_times).where(home)) or ())
    return MONDAY_TO_FRIDAY
