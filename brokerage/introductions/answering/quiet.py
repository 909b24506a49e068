"""Which organisations have a role that has gone quiet, read for the whole county at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from brokerage.introductions.answering.recent import AN_ANSWER
from brokerage.introductions.models import Introduction, IntroductionMove
from brokerage.introductions.states import State
from brokerage.opportunities.alive.asking import last_signs
from brokerage.opportunities.alive.models import RoleAsking
from brokerage.opportunities.alive.rules import EXPIRY_REMINDERS, why_ask
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.models import State as RoleState
from brokerage.weeks import day_of

RUNS = (RoleState.LIVE, RoleState.PAUSED)


@dataclass
class Due:
    """What one organisation is to be asked or told. ``asks``: why, by the ids of its roles."""

    asks: dict[int, str] = field(default_factory=dict)
    silent: bool = False
    expiring: bool = False


def list_due(session: Session, today: date, quiet_after: timedelta) -> dict[int, Due]:
    """Every organisation with something due today, by its id."""
    due: dict[int, Due] = {}
    signs, waits = _signs(session), _unanswered(session)
    for role_id, organisation_id, published_at in session.execute(_not_asked()):
        assert published_at  # noqa: S101 - as the query asks
        last = signs.get(role_id) or day_of(published_at)
        why = why_ask(today, last, _since(last, waits.get(role_id, ())), quiet_after)
        if why:
            due.setdefault(organisation_id, Due()).asks[role_id] = why
    for organisation_id in session.scalars(_asked()):
        due.setdefault(organisation_id, Due()).silent = True
    soon = Opportunity.expires_on.between(today, today + timedelta(max(EXPIRY_REMINDERS)))
    for organisation_id in session.scalars(_theirs(soon, Opportunity.state.in_(RUNS))):
        due.setdefault(organisation_id, Due()).expiring = True
    return due


def _since(last: date, sent_on: Iterable[date]) -> int:
    return sum(day >= last for day in sent_on)


def _signs(session: Session) -> dict[int, date]:
    """The last day on which the organisation, or whoever posts for it, did something."""
    found = last_signs(session)
    query = (
        select(Introduction.opportunity_id, func.max(IntroductionMove.moved_at))
        .join(IntroductionMove, IntroductionMove.introduction_id == Introduction.id)
        .where(IntroductionMove.to_state.in_(AN_ANSWER))
        .group_by(Introduction.opportunity_id)
    )
    for role_id, moved_at in session.execute(query):
        day = day_of(moved_at)
        found[role_id] = max(found.get(role_id, day), day)
    return found


def _unanswered(session: Session) -> dict[int, list[date]]:
    """When people were sent who had no answer, not even after a reminder, by role."""
    late = or_(Introduction.reminded_at.is_not(None), Introduction.returned_at.is_not(None))
    query = select(Introduction.opportunity_id, Introduction.referred_at).where(
        Introduction.referred_at.is_not(None),
        or_(
            (Introduction.state == State.REFERRED) & late,
            Introduction.state == State.NO_REPLY_ORGANISATION,
        ),
    )
    found: dict[int, list[date]] = {}
    for role_id, sent_at in session.execute(query):
        assert sent_at  # noqa: S101 - as the query asks
        found.setdefault(role_id, []).append(day_of(sent_at))
    return found


def _not_asked() -> Select[int, int, datetime | None]:
    """Live roles about which no question is open. What another system lists, it keeps fresh."""
    asked = select(RoleAsking.opportunity_id).where(RoleAsking.ended_at.is_(None))
    return (
        select(Opportunity.id, Opportunity.organisation_id, Opportunity.published_at)
        .where(Opportunity.state == RoleState.LIVE, Opportunity.published_at.is_not(None))
        .where(Opportunity.source_digest.is_(None), Opportunity.id.not_in(asked))
        .order_by(Opportunity.id)
    )


def _asked() -> Select[Any]:
    return (
        select(Opportunity.organisation_id)
        .join(RoleAsking, RoleAsking.opportunity_id == Opportunity.id)
        .where(RoleAsking.ended_at.is_(None))
        .distinct()
    )


def _theirs(*conditions: ColumnElement[bool]) -> Select[Any]:
    return select(Opportunity.organisation_id).where(*conditions).distinct()
