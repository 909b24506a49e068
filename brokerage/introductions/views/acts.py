"""What the form of an introduction's page can ask for: one line each in ACTS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Request, request
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.errors import Invalid
from brokerage.introductions.contacts import log_contact
from brokerage.introductions.followups import not_reached, record_follow_up
from brokerage.introductions.models import Introduction
from brokerage.introductions.outcomes import record_outcome
from brokerage.introductions.service import (
    end,
    give_up_on_organisation,
    give_up_on_volunteer,
    interview,
    offer,
    plan_start,
    postpone,
    reopen,
    resume,
    start,
    wait,
)
from brokerage.introductions.states import State
from brokerage.introductions.tasks import add_task
from brokerage.introductions.views.blueprint import text_of
from brokerage.introductions.views.tasks import read_day
from brokerage.weeks import local_today

Do = Callable[[Session, Introduction, Actor, int], None]


@dataclass(frozen=True)
class Act:
    """``by``: on whose behalf it is done; who says it, when somebody rings."""

    do: Do
    through: str = "phone"
    by: str | None = None

    def on_behalf_of(self, asked: Request) -> str | None:
        """The volunteer where they speak, the organisation where it does."""
        leaves = asked.form.get("target") == State.WITHDRAWN
        return "volunteer" if leaves and self.by == "organisation" else self.by


def _outcome(session: Session, one: Introduction, actor: Actor, seen: int) -> None:
    record_outcome(session, one, actor, text_of("outcome", 20), "", text_of("note"), seen)


def _leave(session: Session, one: Introduction, actor: Actor, seen: int) -> None:
    target, reason, note = text_of("target", 30), text_of("reason", 40), text_of("note")
    if target == State.UNSUCCESSFUL:
        record_outcome(session, one, actor, "no", reason, note, seen)
    elif target == State.WITHDRAWN:
        record_outcome(session, one, actor, "not_wanted", reason, note, seen)
    elif target == State.NO_REPLY_ORGANISATION:
        give_up_on_organisation(session, one, actor, reason, seen)
    elif target == State.NO_REPLY_VOLUNTEER:
        give_up_on_volunteer(session, one, actor, reason, seen)
    elif target == State.ENDED:
        end(session, one, actor, reason, seen)
    else:
        raise Invalid("Choose how it ends.", "target")


def _meet(session: Session, one: Introduction, actor: Actor, seen: int) -> None:
    interview(session, one, actor, read_day("on"), seen)


def _start(session: Session, one: Introduction, actor: Actor, seen: int) -> None:
    start(session, one, actor, read_day("started_on"), seen)


def _plan(session: Session, one: Introduction, actor: Actor, seen: int) -> None:
    plan_start(session, one, actor, read_day("starts_on", needed=True) or local_today(), seen)


def _postpone(session: Session, one: Introduction, actor: Actor, seen: int) -> None:
    postpone(session, one, actor, read_day("until"), seen)


def _resume(session: Session, one: Introduction, actor: Actor, seen: int) -> None:
    resume(session, one, actor, seen=seen)


def _reopen(session: Session, one: Introduction, actor: Actor, seen: int) -> None:
    wants = {name: bool(request.form.get(name)) for name in ("volunteer", "organisation")}
    reopen(
        session,
        one,
        actor,
        volunteer_wants=wants["volunteer"],
        organisation_wants=wants["organisation"],
        or_wait=True,
        seen=seen,
    )


def _follow_up(session: Session, one: Introduction, actor: Actor, seen: int) -> None:
    outcome, note = text_of("going", 20), text_of("note")
    if outcome == "no_answer":
        not_reached(session, one, seen)
        _log(session, one, actor, "call", "no_answer", note)
        return
    reason = text_of("reason", 40) or "volunteer_stopped"
    record_follow_up(session, one, actor, outcome, note, reason, seen)


def _contact(session: Session, one: Introduction, actor: Actor, _seen: int) -> None:
    _log(session, one, actor, text_of("kind", 20), text_of("result", 20), text_of("note", 5000))


def _no_answer(session: Session, one: Introduction, actor: Actor, _seen: int) -> None:
    _log(session, one, actor, "call", "no_answer", text_of("note"))


def _task(session: Session, one: Introduction, actor: Actor, _seen: int) -> None:
    due_on = read_day("due_on", needed=True) or local_today()
    add_task(session, actor, one.home_centre_id, text_of("what"), due_on, introduction=one)


def _log(
    session: Session, one: Introduction, actor: Actor, kind: str, result: str, note: str
) -> None:
    log_contact(session, actor, one.home_centre_id, kind, result, note, introduction=one)


ORGANISATION, VOLUNTEER = "organisation", "volunteer"
ACTS: dict[str, Act] = {
    "outcome": Act(_outcome, by=ORGANISATION),
    "leave": Act(_leave, by=ORGANISATION),
    "offer": Act(lambda session, one, actor, seen: offer(session, one, actor, seen), "desk"),
    "meeting": Act(_meet, by=ORGANISATION),
    "start": Act(_start, by=ORGANISATION),
    "plan": Act(_plan, by=ORGANISATION),
    "wait": Act(lambda session, one, actor, seen: wait(session, one, actor, seen), "desk"),
    "postpone": Act(_postpone, by=VOLUNTEER),
    "resume": Act(_resume, by=VOLUNTEER),
    "reopen": Act(_reopen, "desk"),
    "follow_up": Act(_follow_up, by=VOLUNTEER),
    "contact": Act(_contact, "desk"),
    "no_answer": Act(_no_answer),
    "task": Act(_task, "desk"),
}
SAID = {
    "contact": "It is in the log.",
    "no_answer": "Noted: nobody answered.",
    "task": "It is on the list of things to do.",
    "follow_up": "The follow-up is noted.",
    "plan": "The first day is noted.",
}
