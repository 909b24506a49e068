"""The closed quarters of the demonstration as they were published."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.accounts.models import Account
from brokerage.actors import Actor
from brokerage.evaluation.counting import find_counted
from brokerage.evaluation.periods import Period
from brokerage.evaluation.publishing.disclosure import THRESHOLD
from brokerage.evaluation.publishing.making import approve, make

MADE, APPROVED = timedelta(days=2), timedelta(days=5)


def add_publication(session: Session, period: Period) -> None:
    """Made by the lead and approved by the evaluator, some days after the quarter was closed."""
    counted = find_counted(session, period)
    if counted is None or counted.closed_at is None:
        return
    publication = make(session, period, _somebody(session, "lead"), THRESHOLD)
    approve(session, publication, _somebody(session, "evaluator"))
    publication.made_at = counted.closed_at + MADE
    publication.approved_at = counted.closed_at + APPROVED


def _somebody(session: Session, sign_in_name: str) -> Actor:
    account = session.scalars(select(Account).where(Account.sign_in_name == sign_in_name)).one()
    return Actor(f"account:{account.public_id}", "web")
