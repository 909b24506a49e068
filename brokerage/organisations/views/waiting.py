"""What of answers and quiet roles waits for an organisation: two of the home page's sources."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from brokerage.introductions.answering.answers import ANSWERS, open_answers
from brokerage.introductions.answering.chasing import opening_days
from brokerage.introductions.answering.words import NEXT, due_for, first_name, next_for
from brokerage.introductions.due import Owner
from brokerage.introductions.models import Introduction
from brokerage.opportunities.alive.models import RoleAsking
from brokerage.opportunities.alive.rules import coming
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.models import State as RoleState
from brokerage.organisations.models import Organisation
from brokerage.organisations.todo import ToDo

TALK = "talk"


def answers_due(session: Session, organisation: Organisation) -> Iterator[ToDo]:
    """People who wait for the organisation, also those whose broker has taken over."""
    query = (
        select(Introduction)
        .join(Opportunity, Opportunity.id == Introduction.opportunity_id)
        .where(Opportunity.organisation_id == organisation.id)
        .where(Introduction.closed_at.is_(None), Introduction.state.in_(NEXT))
        .where(or_(Introduction.owner == Owner.ORGANISATION, Introduction.returned_at.is_not(None)))
    )
    for one in session.scalars(query.order_by(Introduction.due_on, Introduction.id)):
        page = url_for(
            "applicants.one",
            organisation_id=organisation.public_id,
            introduction_id=one.public_id,
        )
        text = f"{first_name(one)}, for “{one.opportunity.title}”: {_small(next_for(one))}"
        tap = (TALK, ANSWERS[TALK].button) if TALK in open_answers(one) else None
        yield ToDo(text, page, due_for(one), tap)


def still_needed_due(session: Session, organisation: Organisation) -> Iterator[ToDo]:
    """Roles about which a question is open."""
    query = (
        select(RoleAsking)
        .join(Opportunity, Opportunity.id == RoleAsking.opportunity_id)
        .where(Opportunity.organisation_id == organisation.id, RoleAsking.ended_at.is_(None))
        .where(Opportunity.state.in_((RoleState.LIVE, RoleState.PAUSED)))
    )
    days = opening_days(organisation)
    for one in session.scalars(query.order_by(RoleAsking.id)):
        page = url_for(
            "applicants.role",
            organisation_id=organisation.public_id,
            opportunity_id=one.opportunity.public_id,
        )
        until = coming(one.asked_on, one.lowered_on, one.paused_on, days)[1]
        yield ToDo(f"“{one.opportunity.title}”: is it still needed?", page, until)


def _small(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"
