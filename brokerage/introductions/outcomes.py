"""What somebody says on the telephone, as choices: every outcome is one choice and one button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.errors import Invalid
from brokerage.introductions.contacts import log_contact
from brokerage.introductions.going_on import accept, acknowledge, begin_checks, interview, start
from brokerage.introductions.leaving import decline, withdraw
from brokerage.introductions.models import Introduction
from brokerage.introductions.moving import lock, needs_of, standing_of
from brokerage.introductions.pipeline import next_states
from brokerage.introductions.states import State


@dataclass(frozen=True)
class Outcome:
    """``needs_reason``: the choice asks for one of reasons.REASONS[target]."""

    label: str
    target: State
    needs_reason: bool = False


OUTCOMES: dict[str, Outcome] = {
    "arrived": Outcome("They have it, and will be in touch", State.ACKNOWLEDGED),
    "meeting": Outcome("They will meet", State.INTERVIEWING),
    "checks": Outcome("Checks are under way", State.CHECKS),
    "yes": Outcome("They say yes", State.ACCEPTED),
    "started": Outcome("They have started", State.STARTED),
    "no": Outcome("They say no", State.UNSUCCESSFUL, needs_reason=True),
    "not_wanted": Outcome("The volunteer no longer wants it", State.WITHDRAWN, needs_reason=True),
}
MOVES: dict[str, Callable[[Session, Introduction, Actor], None]] = {
    "arrived": acknowledge,
    "meeting": interview,
    "checks": begin_checks,
    "yes": lambda session, one, actor: accept(session, one, actor, or_wait=True),
    "started": start,
}


def outcomes_of(introduction: Introduction) -> dict[str, Outcome]:
    """The choices that are open now; a yes to what has just been sent says that it arrived too."""
    reachable = _reachable(introduction)
    return {code: one for code, one in OUTCOMES.items() if one.target in reachable}


def record_outcome(
    session: Session,
    introduction: Introduction,
    actor: Actor,
    code: str,
    reason: str = "",
    note: str = "",
    seen: int | None = None,
) -> None:
    """Do what was said, and log the call. Raises Invalid, naming the field, or Conflict."""
    if code not in outcomes_of(introduction):
        raise Invalid("Choose what they said.", "outcome")
    if code == "no":
        decline(session, introduction, actor, reason, seen)
    elif code == "not_wanted":
        withdraw(session, introduction, actor, reason, seen)
    else:
        lock(session, introduction, seen)
        if introduction.state == State.REFERRED and code != "arrived":
            acknowledge(session, introduction, actor)
        MOVES[code](session, introduction, actor)
    log_contact(
        session,
        actor,
        introduction.home_centre_id,
        "call",
        "spoke",
        f"{OUTCOMES[code].label}. {note}".strip(),
        introduction=introduction,
    )


def _reachable(introduction: Introduction) -> frozenset[State]:
    standing, needs = standing_of(introduction), needs_of(introduction.opportunity)
    now = next_states(standing, needs)
    if introduction.state != State.REFERRED:
        return now
    done = standing.done | {State.ACKNOWLEDGED}
    after = next_states(type(standing)(State.ACKNOWLEDGED, None, done), needs)
    return now | after
