"""An evaluation of the demonstration: one release that was let go, one that waits for approval."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.accounts.models import Account
from brokerage.actors import Actor, Role
from brokerage.evaluation.periods import Period
from brokerage.evaluation.releases.evaluations import Setting, set_up
from brokerage.evaluation.releases.letting_go import ask_for

LONGEST = timedelta(days=540)


class Asked(NamedTuple):
    """A release to be made, and whoever asked for it."""

    id: int
    asked_by: str


def who(session: Session, role: Role) -> Actor:
    """The demonstration's account of a role, which is called like it."""
    query = select(Account.public_id).where(Account.sign_in_name == role.value)
    return Actor(f"account:{session.scalars(query).one()}", "web", roles=frozenset({role}))


def add_evaluation(session: Session, today: date, secret: str) -> list[Asked]:
    """Set it up and ask for its releases: last quarter's, and last month's."""
    setting = Setting(
        name="Pilot, first year",
        evaluator="The Example Institute for Social Research",
        purpose="To learn who finds a role, how long it takes, and what helps people to stay.",
        agreement=f"Data sharing agreement of {today - timedelta(days=45):%-d %B %Y}",
        begins_on=today - timedelta(days=40),
        ends_on=today + LONGEST,
        months_only=True,
    )
    lead, evaluator = who(session, Role.LEAD), who(session, Role.EVALUATOR)
    made = set_up(session, setting, lead, today, secret)
    periods = [Period.around(today, kind).before() for kind in ("quarter", "month")]
    asked = [ask_for(session, made, period, evaluator, today) for period in periods]
    return [Asked(one.id, one.asked_by) for one in asked]
