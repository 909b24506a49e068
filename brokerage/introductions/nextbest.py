"""When a door closes: kind words by reason, and live roles that come next."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.introductions.models import Introduction
from brokerage.introductions.reasons import kind_words
from brokerage.introductions.states import CLOSED, State
from brokerage.opportunities.models import Opportunity
from brokerage.suggestions.results import Card
from brokerage.suggestions.shortlists import roles_for
from brokerage.volunteers.models import Volunteer

HOW_MANY = 3


@dataclass(frozen=True)
class Refusal:
    """What the volunteer reads when an introduction has closed."""

    words: str
    alternatives: tuple[Card, ...]


def next_best(session: Session, volunteer: Volunteer, limit: int = HOW_MANY) -> list[Card]:
    """Open roles for somebody, best first, without those they were ever introduced to."""
    tried = (
        select(Opportunity.public_id)
        .join(Introduction, Introduction.opportunity_id == Opportunity.id)
        .where(Introduction.volunteer_id == volunteer.id)
    )
    return roles_for(session, volunteer, limit, set(session.scalars(tried)))


def refusal(session: Session, introduction: Introduction) -> Refusal | None:
    """Kind words and three live alternatives; None while it is open."""
    state = State(introduction.state)
    if state not in CLOSED:
        return None
    found = next_best(session, introduction.volunteer)
    return Refusal(kind_words(state, introduction.reason), tuple(found))
