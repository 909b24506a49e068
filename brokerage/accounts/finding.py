"""Who is meant by what was typed to sign in, and what may be sent to them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from brokerage.accounts.models import Account
from brokerage.accounts.service import is_staff
from brokerage.errors import NotFound


class Way(StrEnum):
    """How somebody may sign in; the page says the same for all four."""

    LINK = "link"
    SHARED = "shared"  # the address has several accounts: name nobody in the message
    PASSWORD = "password"  # noqa: S105 - the way of staff
    NOBODY = "nobody"


@dataclass(frozen=True)
class Meant:
    """``address`` is where the message goes; None where none may."""

    way: Way
    account: Account | None = None
    address: str | None = None


def who_is_meant(session: Session, typed: str) -> Meant:
    """Decide what is sent for a sign-in name or an e-mail address."""
    wanted = typed.strip().lower()
    named = find_by_name(session, wanted)
    address = named.email if named else wanted
    if not address:
        return Meant(Way.NOBODY)
    sharing = list(
        session.scalars(select(Account).where(Account.email == address, Account.active).limit(2))
    )
    account = named or (sharing[0] if sharing else None)
    if account is None or not account.active:
        return Meant(Way.NOBODY)
    if is_staff(account):
        return Meant(Way.PASSWORD, account, address)
    if len(sharing) > 1 or account.links_off:
        return Meant(Way.SHARED, None, address)
    return Meant(Way.LINK, account, address)


def find_by_name(session: Session, typed: str) -> Account | None:
    """The account with a sign-in name, whatever the capitals."""
    return session.scalar(select(Account).where(Account.sign_in_name == typed.strip().lower()))


def find_for_password(session: Session, typed: str) -> Account | None:
    """By sign-in name, else by an address that only one account with a password has."""
    wanted = typed.strip().lower()
    named = find_by_name(session, wanted)
    if named is not None:
        return named
    mine = select(Account).where(Account.email == wanted, Account.password.is_not(None))
    found = session.scalars(mine.limit(2)).all()
    return found[0] if len(found) == 1 else None


def get_account(session: Session, public_id: str) -> Account:
    """An account by public id. Raises NotFound."""
    found = session.scalar(select(Account).where(Account.public_id == public_id))
    if found is None:
        raise NotFound("We cannot find that account.")
    return found


def is_shared(session: Session, address: str) -> bool:
    """Whether several accounts have the address."""
    counted = select(func.count()).where(Account.email == address, Account.active)
    return (session.scalar(counted) or 0) > 1
