"""Asking one organisation about its quiet roles, and what its silence leads to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.introductions.answering.announcing import CLOCK, announce
from brokerage.introductions.answering.quiet import RUNS, Due
from brokerage.introductions.answering.roles import close_for_silence, pause_for_silence
from brokerage.opportunities.alive.asking import ask, find_open, settle
from brokerage.opportunities.alive.models import RoleAsking
from brokerage.opportunities.alive.rules import WHY, Step, coming, expiry_reminder, next_step
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.models import State as RoleState
from brokerage.organisations.models import Organisation
from brokerage.working_days import MONDAY_TO_FRIDAY

NEWS = {
    Step.LOWER: "role_ranks_lower",
    Step.PAUSE: "role_paused",
    Step.CLOSE: "role_closed_unanswered",
}


def chase(session: Session, organisation: Organisation, due: Due, today: date) -> int:
    """Take each step that is due and ask what is to be asked; how many roles that concerned."""
    done = _silence(session, organisation, today) if due.silent else 0
    for why in WHY:
        ids = [role_id for role_id, one in due.asks.items() if one == why]
        done += _ask(session, organisation, ids, why, today) if ids else 0
    if due.expiring:
        _expiring(session, organisation, today)
    return done


def opening_days(organisation: Organisation) -> frozenset[int]:
    """The weekdays on which somebody there answers."""
    return frozenset(organisation.opening_days or ()) or MONDAY_TO_FRIDAY


def _silence(session: Session, organisation: Organisation, today: date) -> int:
    query = (
        select(RoleAsking)
        .join(Opportunity, Opportunity.id == RoleAsking.opportunity_id)
        .where(Opportunity.organisation_id == organisation.id, RoleAsking.ended_at.is_(None))
        .order_by(RoleAsking.id)
        .with_for_update(of=RoleAsking)
    )
    days = opening_days(organisation)
    taken: dict[Step, list[RoleAsking]] = {}
    for one in session.scalars(query).all():
        if _is_overtaken(one):
            settle(session, one.opportunity, "overtaken", CLOCK)
        elif step := next_step(today, one.asked_on, one.lowered_on, one.paused_on, days):
            _take(session, one, step, today)
            taken.setdefault(step, []).append(one)
    for step, some in taken.items():
        first = some[0]
        until = coming(first.asked_on, first.lowered_on, first.paused_on, days)[1]
        announce(session, organisation, NEWS[step], [one.opportunity for one in some], until)
    return sum(map(len, taken.values()))


def _is_overtaken(asking: RoleAsking) -> bool:
    """Whether somebody has moved the role on since: that is an answer too."""
    paused = asking.paused_on is not None
    return asking.opportunity.state != (RoleState.PAUSED if paused else RoleState.LIVE)


def _take(session: Session, asking: RoleAsking, step: Step, today: date) -> None:
    role = asking.opportunity
    if step is Step.LOWER:
        asking.lowered_on = today
    elif step is Step.PAUSE:
        asking.paused_on = today
        pause_for_silence(session, role, CLOCK)
    else:
        close_for_silence(session, role, CLOCK)
        settle(session, role, "silence", CLOCK)
    session.flush()


def _ask(
    session: Session, organisation: Organisation, ids: Sequence[int], why: str, today: date
) -> int:
    """One message about all of them; a role that was moved or asked about meanwhile is left out."""
    live = select(Opportunity).where(Opportunity.id.in_(ids), Opportunity.state == RoleState.LIVE)
    found = session.scalars(live.order_by(Opportunity.id).with_for_update()).all()
    roles = [role for role in found if find_open(session, role) is None]
    for role in roles:
        ask(session, role, why, today)
    if roles:
        until = coming(today, None, None, opening_days(organisation))[1]
        announce(session, organisation, "role_still_needed", roles, until, WHY[why])
    return len(roles)


def _expiring(session: Session, organisation: Organisation, today: date) -> None:
    """20 and 5 days before the last one; what was sent already is not sent again."""
    runs = select(Opportunity).where(
        Opportunity.organisation_id == organisation.id, Opportunity.state.in_(RUNS)
    )
    for role in session.scalars(runs.order_by(Opportunity.id)):
        days = expiry_reminder(today, role.expires_on)
        if days is not None:
            key = f"expires:{role.public_id}:{role.expires_on}:{days}"
            announce(session, organisation, "role_expires", [role], role.expires_on, key=key)
