"""New accounts: of staff by their manager, of volunteers and members at the desk."""

from __future__ import annotations

import secrets

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from brokerage.accounts.models import Account, Hat
from brokerage.accounts.service import STAFF, give_hat, open_account
from brokerage.actors import Role
from brokerage.errors import Conflict, Invalid

AT_A_CENTRE = frozenset({Role.BROKER, Role.MANAGER})


def staff_exist(session: Session) -> bool:
    """Whether anybody of staff has an account; first-run set-up closes with the first."""
    return bool(session.scalar(select(exists().where(Hat.role.in_(STAFF)))))


def open_staff(
    session: Session,
    sign_in_name: str,
    name: str,
    role: Role,
    centre_id: int | None = None,
    *,
    email: str | None = None,
) -> Account:
    """An account of staff, without a password yet. Raises Invalid or Conflict with the field."""
    if role not in STAFF:
        raise Invalid("Choose a role of staff.", "role")
    if (role in AT_A_CENTRE) != (centre_id is not None):
        raise Invalid("A broker or manager belongs to a centre; other staff to none.", "centre")
    if not name.strip():
        raise Invalid("Enter a name.", "name")
    account = open_account(session, sign_in_name, name, email=email)
    give_hat(session, account, role, centre_id=centre_id)
    return account


def open_for_volunteer(
    session: Session, volunteer_id: int, name: str, email: str | None = None
) -> Account:
    """The account of a volunteer: the one there is, else a new one.

    Its sign-in name is the e-mail address where nobody else has it, else a made-up one to print.
    """
    found = account_of_volunteer(session, volunteer_id)
    if found is not None:
        return found
    account = open_account(session, _free_name(session, name, email), name, email=email)
    give_hat(session, account, Role.VOLUNTEER, volunteer_id=volunteer_id)
    return account


def open_for_member(
    session: Session, organisation_id: int, name: str, email: str | None = None
) -> Account:
    """A new account of somebody who speaks for an organisation."""
    account = open_account(session, _free_name(session, name, email), name, email=email)
    give_hat(session, account, Role.MEMBER, organisation_id=organisation_id)
    return account


def account_of_volunteer(session: Session, volunteer_id: int) -> Account | None:
    """The account that signs in as a volunteer."""
    return session.scalar(
        select(Account).join(Hat).where(Hat.volunteer_id == volunteer_id).order_by(Account.id)
    )


def check_free(session: Session, hat: tuple[Role, int | None], account: Account) -> None:
    """Raises Conflict where the account has the role already."""
    if any((Role(one.role), one.centre_id) == hat for one in account.hats):
        raise Conflict("They have that role already.", "role")


def _free_name(session: Session, name: str, email: str | None) -> str:
    wanted = (email or "").strip().lower()
    shared = select(Account.id).where((Account.sign_in_name == wanted) | (Account.email == wanted))
    if wanted and session.scalar(shared.limit(1)) is None:
        return wanted
    letters = "".join(c for c in name.lower() if c.isascii() and c.isalnum())[:12] or "volunteer"
    return f"{letters}-{secrets.randbelow(900_000) + 100_000}"
