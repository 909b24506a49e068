"""What happens when a day passes: one reminder, then back to the broker. Never silence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.concerns.holds import is_paused
from brokerage.db import now
from brokerage.introductions.due import AFTER_REMINDER, BACK_WITH_THE_BROKER, Owner
from brokerage.introductions.messages import (
    remind_organisation,
    remind_volunteer,
    tell_no_answer_yet,
)
from brokerage.introductions.models import Introduction
from brokerage.introductions.moving import opening_days_of
from brokerage.introductions.nextbest import next_best
from brokerage.introductions.tasks import add_task
from brokerage.opportunities.models import Opportunity
from brokerage.versions import note_change
from brokerage.weeks import local_today
from brokerage.working_days import add_working_days

JOB = Actor("job:introductions.remind", "job")


def list_late(session: Session, owner: Owner, today: date, *, reminded: bool) -> list[Introduction]:
    """Open introductions whose day has passed, locked, in the order of their organisations."""
    was = Introduction.reminded_at
    paused = is_paused(Introduction.volunteer_id, Opportunity.organisation_id)
    query = (
        select(Introduction)
        .join(Opportunity, Opportunity.id == Introduction.opportunity_id)
        .where(Introduction.closed_at.is_(None), Introduction.owner == owner)
        .where(Introduction.due_on < today, was.is_not(None) if reminded else was.is_(None))
        .where(~paused)
        .order_by(Opportunity.organisation_id, Introduction.due_on, Introduction.id)
        .with_for_update(of=Introduction, skip_locked=True)
    )
    return list(session.scalars(query))


def remind(session: Session, today: date) -> int:
    """One reminder to each owner who is late, one message an organisation. How many were late."""
    late = list_late(session, Owner.ORGANISATION, today, reminded=False)
    for organisation, theirs in groupby(late, key=lambda one: one.opportunity.organisation):
        group = list(theirs)
        _give_more_time(session, group, today)
        remind_organisation(session, organisation, group)
    volunteers = list_late(session, Owner.VOLUNTEER, today, reminded=False)
    _give_more_time(session, volunteers, today)
    for introduction in volunteers:
        remind_volunteer(session, introduction)
    session.flush()
    return len(late) + len(volunteers)


def bring_back(session: Session, today: date) -> int:
    """What stayed silent after the reminder is the broker's, with the roles that come next."""
    silent = [
        *list_late(session, Owner.ORGANISATION, today, reminded=True),
        *list_late(session, Owner.VOLUNTEER, today, reminded=True),
    ]
    for introduction in silent:
        hand_back(session, introduction, today)
    return len(silent)


def hand_back(session: Session, introduction: Introduction, today: date) -> None:
    """Give a locked introduction to the broker, and say so to whoever waits for the other side."""
    was = introduction.owner
    introduction.owner = Owner.BROKER
    introduction.returned_at = now()
    days = opening_days_of(session, introduction, Owner.BROKER)
    introduction.due_on = add_working_days(today, BACK_WITH_THE_BROKER, days)
    note_change(introduction)
    session.flush()
    _hand_to_broker(session, introduction)
    if was == Owner.ORGANISATION:
        tell_no_answer_yet(session, introduction)


def _give_more_time(session: Session, late: Sequence[Introduction], today: date) -> None:
    for introduction in late:
        days = opening_days_of(session, introduction, Owner(str(introduction.owner)))
        introduction.reminded_at = now()
        introduction.due_on = add_working_days(today, AFTER_REMINDER, days)
        note_change(introduction)
    session.flush()


def _hand_to_broker(session: Session, introduction: Introduction) -> None:
    cards = next_best(session, introduction.volunteer)
    roles = ", ".join(f"“{card.opportunity.title[:60]}”" for card in cards)
    add_task(
        session,
        JOB,
        introduction.home_centre_id,
        f"No answer about “{introduction.opportunity.title[:80]}”."
        + (f" Next best: {roles}" if roles else " No other role fits just now."),
        introduction.due_on or local_today(),
        kind="silent",
        introduction=introduction,
        made_for=f"silent:{introduction.public_id}:{introduction.version}",
    )
