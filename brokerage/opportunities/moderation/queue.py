"""What waits for the centre: roles sent in, changes that wait, and roles published without it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from brokerage.actors import Actor
from brokerage.db import now
from brokerage.errors import NotFound
from brokerage.opportunities.models import Opportunity, OpportunityMove, State
from brokerage.opportunities.moderation.deciding import published_unseen
from brokerage.opportunities.moderation.models import ProposedChange
from brokerage.tenancy import get_opportunity_run_by, opportunities_run_by

RECENT = timedelta(days=60)


def list_submitted(session: Session, actor: Actor) -> Sequence[Opportunity]:
    """Roles that wait to be looked at, the longest first."""
    waiting = opportunities_run_by(actor).where(Opportunity.state == State.SUBMITTED)
    found = session.scalars(waiting.options(joinedload(Opportunity.organisation))).unique()
    return sorted(found, key=lambda role: (_sent_at(role) or role.created_at, role.id))


def get_submitted(session: Session, actor: Actor, public_id: str) -> Opportunity:
    """A role that is looked at: sent in, or answered. Raises NotFound for one never sent in."""
    found = get_opportunity_run_by(session, actor, public_id)
    if found.state == State.DRAFT:
        raise NotFound("We cannot find that role.")
    return found


def list_waiting_changes(session: Session, actor: Actor) -> Sequence[ProposedChange]:
    """Changes of live roles that wait, the longest first."""
    mine = opportunities_run_by(actor).with_only_columns(Opportunity.id)
    query = select(ProposedChange).where(
        ProposedChange.opportunity_id.in_(mine), ProposedChange.settled_at.is_(None)
    )
    return session.scalars(query.order_by(ProposedChange.id)).all()


def get_change(session: Session, actor: Actor, public_id: str) -> ProposedChange:
    """One of them, settled or not. Raises NotFound."""
    mine = opportunities_run_by(actor).with_only_columns(Opportunity.id)
    query = select(ProposedChange).where(
        ProposedChange.public_id == public_id, ProposedChange.opportunity_id.in_(mine)
    )
    found = None if "\0" in public_id else session.scalar(query)
    if found is None:
        raise NotFound("We cannot find that change.")
    return found


def list_unseen(session: Session, actor: Actor) -> Sequence[Opportunity]:
    """Roles that a trusted organisation published in the last weeks, and nobody looked at."""
    since = now() - RECENT
    here = select(OpportunityMove.opportunity_id).where(OpportunityMove.moved_at >= since)
    live = opportunities_run_by(actor).where(
        Opportunity.state == State.LIVE, Opportunity.id.in_(here)
    )
    roles = session.scalars(live.options(joinedload(Opportunity.organisation))).unique().all()
    unseen = published_unseen(session, [role.id for role in roles], since.date())
    return [role for role in roles if role.id in unseen]


def _sent_at(role: Opportunity) -> datetime | None:
    sent = [move.moved_at for move in role.moves if move.to_state == State.SUBMITTED]
    return sent[-1] if sent else None
