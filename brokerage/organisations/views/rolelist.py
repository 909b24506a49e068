"""An organisation's roles as its first page lists them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from brokerage.introductions.answering.views.rolepages import STATES
from brokerage.introductions.models import Introduction
from brokerage.introductions.states import OPEN, State
from brokerage.opportunities.alive.models import RoleAsking
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.models import State as RoleState
from brokerage.opportunities.service import places_left, with_everything
from brokerage.organisations.models import Organisation
from brokerage.suggestions.shortlists import sessions_between
from brokerage.weeks import LOCAL_TIME

RUNS = frozenset({RoleState.LIVE, RoleState.PAUSED})
AHEAD = timedelta(weeks=6)


@dataclass(frozen=True)
class Listed:
    """One role. ``new`` of ``under_way`` wait for an answer; ``next_session``: where it has one."""

    role: Opportunity
    state: str
    runs: bool
    under_way: int
    new: int
    with_you: int
    places: int | None
    asked: bool
    lowered: bool
    next_session: datetime | None


def roles_of(session: Session, organisation: Organisation, today: date) -> list[Listed]:
    """All roles: those that run first, the newest first."""
    query = with_everything(
        select(Opportunity).where(Opportunity.organisation_id == organisation.id)
    )
    roles = session.scalars(query.order_by(Opportunity.id.desc())).all()
    counts, askings = _counts(session, organisation), _askings(session, roles)
    found = [_listed(session, role, counts, askings, today) for role in roles]
    return sorted(found, key=lambda one: not one.runs)


def _listed(
    session: Session,
    role: Opportunity,
    counts: Counter[tuple[int, str]],
    askings: dict[int, RoleAsking],
    today: date,
) -> Listed:
    asking = askings.get(role.id)
    runs = role.state in RUNS
    open_ones = OPEN - {State.SUGGESTED, State.OFFERED, State.ACCEPTED, State.STARTED}
    return Listed(
        role=role,
        state=STATES[RoleState(role.state)],
        runs=runs,
        under_way=sum(counts[role.id, state] for state in open_ones),
        new=counts[role.id, State.REFERRED],
        with_you=counts[role.id, State.ACCEPTED] + counts[role.id, State.STARTED],
        places=places_left(role),
        asked=asking is not None,
        lowered=asking is not None and asking.lowered_on is not None,
        next_session=_next(session, role, today) if runs else None,
    )


def _next(session: Session, role: Opportunity, today: date) -> datetime | None:
    if not role.sessions:
        return None
    now = datetime.now(LOCAL_TIME)
    coming = sessions_between(session, role, today, today + AHEAD)
    return next((start for start, _ in coming if start >= now), None)


def _counts(session: Session, organisation: Organisation) -> Counter[tuple[int, str]]:
    query = (
        select(Introduction.opportunity_id, Introduction.state, func.count())
        .join(Opportunity, Opportunity.id == Introduction.opportunity_id)
        .where(Opportunity.organisation_id == organisation.id)
        .where(Introduction.referred_at.is_not(None))
        .group_by(Introduction.opportunity_id, Introduction.state)
    )
    return Counter({(role, state): many for role, state, many in session.execute(query)})


def _askings(session: Session, roles: Sequence[Opportunity]) -> dict[int, RoleAsking]:
    ids = [role.id for role in roles]
    query = select(RoleAsking).where(
        RoleAsking.opportunity_id.in_(ids), RoleAsking.ended_at.is_(None)
    )
    return {one.opportunity_id: one for one in session.scalars(query)}
