"""The roles of an account in words, and the staff of a centre."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from brokerage.accounts.models import Account, Hat
from brokerage.actors import Actor, Role
from brokerage.db import db
from brokerage.errors import Conflict, NotFound

MOST_DESIGNATED = 2
WORDS = {
    Role.VOLUNTEER: "Volunteer",
    Role.MEMBER: "Speaks for",
    Role.BROKER: "Broker at",
    Role.MANAGER: "Manager of",
    Role.LEAD: "Pilot lead",
    Role.EVALUATOR: "Evaluator",
    Role.ADMINISTRATOR: "Administrator",
}

NOT_FOUND = "We cannot find that account."


@dataclass(frozen=True)
class Held:
    """A role in words: "Broker at Ashford Volunteer Centre"."""

    hat: Hat
    words: str


def roles_held(session: Session, account: Account) -> list[Held]:
    """What somebody is here."""
    return [Held(hat, _in_words(session, hat)) for hat in account.hats]


def staff_seen_by(session: Session, actor: Actor) -> Sequence[Account]:
    """The staff of a manager's own centres, by name."""
    return session.scalars(
        select(Account).where(_of_centres(managed_by(session, actor))).order_by(Account.name)
    ).all()


def get_staff(session: Session, actor: Actor, public_id: str) -> Account:
    """One of them. Raises NotFound for staff of other centres, as for nobody."""
    seen = _of_centres(managed_by(session, actor))
    known = "\0" not in public_id
    query = select(Account).where(Account.public_id == public_id, seen)
    found = session.scalar(query) if known else None
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def managed_by(session: Session, actor: Actor) -> frozenset[int]:
    """The centres somebody manages; being a broker elsewhere does not count."""
    mine = select(Hat.centre_id).where(Hat.account_id == actor.account_id, Hat.role == Role.MANAGER)
    return frozenset(centre_id for centre_id in session.scalars(mine) if centre_id is not None)


def get_hat(account: Account, centre_ids: frozenset[int], hat_id: int) -> Hat:
    """One role at one of these centres. Raises NotFound."""
    for hat in account.hats:
        if hat.id == hat_id and hat.centre_id in centre_ids:
            return hat
    raise NotFound(NOT_FOUND)


def designate(session: Session, hat: Hat, on: bool) -> None:
    """Name somebody as lead or deputy for safeguarding, or no longer. Raises Conflict for a third:
    what is told in confidence is for two people to read."""
    named = select(Account.id).join(Hat).where(Hat.safeguarding, Hat.centre_id == hat.centre_id)
    others = session.scalars(named.where(Account.id != hat.account_id).distinct()).all()
    if on and len(others) >= MOST_DESIGNATED:
        raise Conflict("Two people are named already: the lead and the deputy. End one first.")
    hat.safeguarding = on
    session.flush()


def check_not_last_manager(session: Session, hat: Hat) -> None:
    """Raises Conflict where the centre would be left without a manager."""
    others = select(Hat.id).where(
        Hat.role == Role.MANAGER, Hat.centre_id == hat.centre_id, Hat.id != hat.id
    )
    # locked, so that of two managers who remove each other one is refused
    if hat.role == Role.MANAGER and not session.scalars(others.with_for_update()).all():
        raise Conflict("A centre needs a manager. Give somebody else that role first.", "role")


def _of_centres(centre_ids: Iterable[int]) -> ColumnElement[bool]:
    return exists().where(Hat.account_id == Account.id, Hat.centre_id.in_(centre_ids))


def _in_words(session: Session, hat: Hat) -> str:
    """By table, not by model: centres and organisations stand above accounts."""
    table, id_of = ("centres", hat.centre_id)
    if hat.organisation_id is not None:
        table, id_of = ("organisations", hat.organisation_id)
    words = WORDS[Role(hat.role)]
    if id_of is None:
        return words
    named = db.metadata.tables[table]
    return f"{words} {session.scalar(select(named.c.name).where(named.c.id == id_of))}"
