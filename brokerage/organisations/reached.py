"""Whom a message for an organisation goes to: everybody who looks after it, else its own address.

An organiser who leaves gets no more, also where the organisation's address was theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.accounts.models import Account, Hat
from brokerage.actors import Role
from brokerage.organisations.models import Organisation


@dataclass(frozen=True)
class Reached:
    """Somebody who is written to, and what the key of their message ends with."""

    name: str
    email: str
    ending: str = ""

    @property
    def mark(self) -> str:
        """Stands for the address in a link, so that no link carries it."""
        return mark_of(self.email)


def mark_of(email: str | None) -> str:
    """The mark of an address."""
    return sha256((email or "").strip().casefold().encode()).hexdigest()[:16]


def reached(session: Session, organisation: Organisation) -> list[Reached]:
    """Each address once; nobody where one has to ring."""
    query = (
        select(Account.name, Account.email)
        .join(Hat, Hat.account_id == Account.id)
        .where(Hat.organisation_id == organisation.id, Hat.role == Role.MEMBER)
        .where(Hat.helper.is_(False), Account.active, Account.email.is_not(None))
        .order_by(Account.id)
    )
    by_mark = {mark_of(email): (name, str(email)) for name, email in session.execute(query)}
    if not by_mark and organisation.email:
        name = organisation.contact_name or organisation.name
        by_mark = {mark_of(organisation.email): (name, organisation.email)}
    return [
        Reached(name, email, f":{mark}" if number else "")
        for number, (mark, (name, email)) in enumerate(by_mark.items())
    ]


def holders(session: Session, organisation: Organisation) -> list[str]:
    """The marks whose links work; that of no address for an organisation that has none."""
    return [one.mark for one in reached(session, organisation)] or [mark_of(organisation.email)]
