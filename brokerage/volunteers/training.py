"""Inductions and trainings that were done, and what runs out soon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.errors import Invalid
from brokerage.volunteers.checks import SUITABLE, recheck_due_on
from brokerage.volunteers.models import (
    Volunteer,
    VolunteerCheck,
    VolunteerState,
    VolunteerTraining,
)

KINDS = {"induction": "Induction", "training": "Training"}
WITH_US = (VolunteerState.REGISTERED, VolunteerState.ACTIVE, VolunteerState.PAUSED)


@dataclass(frozen=True, slots=True)
class RunsOut:
    """Something of somebody's that is to be renewed by a day. Nothing of what it says."""

    volunteer_id: int
    centre_id: int
    kind: str  # check or training
    title: str
    due_on: date


def record_training(
    session: Session,
    volunteer: Volunteer,
    actor: Actor,
    *,
    kind: str,
    title: str,
    done_on: date,
    expires_on: date | None,
    today: date,
) -> VolunteerTraining:
    """Note what was done. Raises Invalid, naming the field."""
    named = " ".join(title.split())
    if kind not in KINDS:
        raise Invalid("Choose induction or training.", "kind")
    if not named or len(named) > 200:
        raise Invalid("Write what it was, in at most 200 characters.", "title")
    if done_on > today:
        raise Invalid("This cannot be in the future.", "done_on")
    if expires_on is not None and expires_on <= done_on:
        raise Invalid("It cannot run out before it was done.", "expires_on")
    training = VolunteerTraining(
        volunteer_id=volunteer.id,
        kind=kind,
        title=named,
        done_on=done_on,
        expires_on=expires_on,
        recorded_by=actor.name,
    )
    session.add(training)
    session.flush()
    audit.record(session, actor, "record", "training", training.public_id)
    return training


def list_trainings(session: Session, volunteer: Volunteer) -> Sequence[VolunteerTraining]:
    """What somebody has done, newest first."""
    query = select(VolunteerTraining).where(VolunteerTraining.volunteer_id == volunteer.id)
    return session.scalars(query.order_by(VolunteerTraining.done_on.desc())).all()


def running_out(
    session: Session, today: date, within: timedelta, recheck_months: int
) -> list[RunsOut]:
    """What is to be renewed by then or is late, soonest first, of people who are with us."""
    until = today + within
    found = [*_checks(session, until, recheck_months), *_trainings(session, until)]
    return sorted(found, key=lambda item: (item.due_on, item.volunteer_id, item.kind))


def _checks(session: Session, until: date, months: int) -> Iterator[RunsOut]:
    """By each person's newest suitable check; an older one asks for nothing."""
    newest = func.max(VolunteerCheck.issued_on)
    query = (
        select(Volunteer.id, Volunteer.centre_id, newest)
        .join(VolunteerCheck, VolunteerCheck.volunteer_id == Volunteer.id)
        .where(VolunteerCheck.decision.in_(SUITABLE), *_with_us())
        .group_by(Volunteer.id, Volunteer.centre_id)
        .having(newest <= until - relativedelta(months=months))
    )
    for person, centre, issued_on in session.execute(query):
        yield RunsOut(person, centre, "check", "DBS check", recheck_due_on(issued_on, months))


def _trainings(session: Session, until: date) -> Iterator[RunsOut]:
    """By the newest of each title: a training that was done again is not late."""
    newest = func.max(VolunteerTraining.expires_on)
    query = (
        select(Volunteer.id, Volunteer.centre_id, VolunteerTraining.title, newest)
        .join(VolunteerTraining, VolunteerTraining.volunteer_id == Volunteer.id)
        .where(VolunteerTraining.expires_on.is_not(None), *_with_us())
        .group_by(Volunteer.id, Volunteer.centre_id, VolunteerTraining.title)
        .having(newest <= until)
    )
    for person, centre, title, expires_on in session.execute(query):
        if expires_on is not None:
            yield RunsOut(person, centre, "training", title, expires_on)


def _with_us() -> tuple[ColumnElement[bool], ...]:
    return Volunteer.state.in_(WITH_US), Volunteer.merged_into_id.is_(None)
