"""Accounts and their hats. Services never commit and never see the request."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from brokerage.accounts.models import Account, Hat, SignIn
from brokerage.actors import Actor, Role
from brokerage.db import now
from brokerage.errors import Conflict, Invalid, NotFound

STAFF = frozenset(Role) - {Role.VOLUNTEER, Role.MEMBER}
STAFF_HOURS, OTHERS_DAYS = 12, 30


def open_account(
    session: Session, sign_in_name: str, name: str, *, email: str | None = None
) -> Account:
    """A new account without any hat. Raises Invalid for no name, Conflict for one that is taken."""
    wanted = sign_in_name.strip().lower()
    if not wanted:
        raise Invalid("Write a name to sign in with.", "sign_in_name")
    if session.scalar(select(Account.id).where(Account.sign_in_name == wanted)):
        raise Conflict("That sign-in name is taken.", "sign_in_name")
    address = email.strip().lower() if email else None
    account = Account(sign_in_name=wanted, name=name.strip() or wanted, email=address or None)
    session.add(account)
    session.flush()
    return account


def give_hat(
    session: Session,
    account: Account,
    role: Role,
    *,
    centre_id: int | None = None,
    organisation_id: int | None = None,
    volunteer_id: int | None = None,
    safeguarding: bool = False,
) -> Hat:
    """Let an account be something; its sign-ins end, so that no old browser keeps old rights."""
    hat = Hat(
        role=role,
        centre_id=centre_id,
        organisation_id=organisation_id,
        volunteer_id=volunteer_id,
        safeguarding=safeguarding,
    )
    account.hats.append(hat)
    end_sign_ins(session, account)
    session.flush()
    return hat


def take_hat(session: Session, account: Account, hat: Hat) -> None:
    """Take a role away; every sign-in of the account ends."""
    account.hats.remove(hat)
    end_sign_ins(session, account)
    session.flush()


def is_staff(account: Account) -> bool:
    """Staff sign in with a password and a second factor."""
    return any(hat.role in STAFF for hat in account.hats)


def begin_sign_in(
    session: Session, account: Account, method: str, browser: str = "", second_factor: bool = False
) -> str:
    """Note a sign-in; the token goes into the cookie, only its hash is kept."""
    token = secrets.token_urlsafe(32)
    lasting = timedelta(hours=STAFF_HOURS) if is_staff(account) else timedelta(days=OTHERS_DAYS)
    session.add(
        SignIn(
            account=account,
            token_hash=hash_of(token),
            method=method,
            browser=browser[:120],
            second_factor=second_factor,
            expires_at=now() + lasting,
        )
    )
    session.flush()
    return token


def find_sign_in(session: Session, token: str) -> SignIn | None:
    """The live sign-in of a token; None for one that ended, expired or never was."""
    return session.scalar(
        select(SignIn)
        .join(Account)
        .where(
            SignIn.token_hash == hash_of(token),
            SignIn.ended_at.is_(None),
            SignIn.expires_at > now(),
            Account.active,
        )
    )


def end_sign_ins(session: Session, account: Account, but: SignIn | None = None) -> None:
    """End every sign-in of an account, perhaps but one."""
    session.flush()
    ending = update(SignIn).where(SignIn.account_id == account.id, SignIn.ended_at.is_(None))
    if but is not None:
        ending = ending.where(SignIn.id != but.id)
    session.execute(ending.values(ended_at=now()))


def actor_of(account: Account, through: str = "web", on_behalf_of: str | None = None) -> Actor:
    """What services are given for somebody who is signed in."""
    hats = account.hats
    return Actor(
        name=f"account:{account.public_id}",
        through=through,
        on_behalf_of=on_behalf_of,
        account_id=account.id,
        roles=frozenset(Role(hat.role) for hat in hats),
        centre_ids=frozenset(hat.centre_id for hat in hats if hat.centre_id is not None),
        organisation_ids=frozenset(
            hat.organisation_id for hat in hats if hat.organisation_id is not None
        ),
        volunteer_id=next((h.volunteer_id for h in hats if h.volunteer_id is not None), None),
    )


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def list_sign_ins(session: Session, account: Account) -> list[SignIn]:
    """Where an account is signed in now, newest first."""
    live = SignIn.ended_at.is_(None), SignIn.expires_at > now()
    mine = select(SignIn).where(SignIn.account_id == account.id, *live)
    return list(session.scalars(mine.order_by(SignIn.id.desc())))


def get_sign_in(session: Session, account: Account, public_id: str) -> SignIn:
    """One of an account's own sign-ins. Raises NotFound for anybody else's."""
    known = "\0" not in public_id
    mine = SignIn.account_id == account.id, SignIn.public_id == public_id
    found = session.scalar(select(SignIn).where(*mine)) if known else None
    if found is None:
        raise NotFound("We cannot find that sign-in.")
    return found


def change_name(account: Account, name: str) -> bool:
    """Whether there was anything to change."""
    changed = account.name != name
    account.name = name
    return changed


def change_address(session: Session, account: Account, address: str) -> str | None:
    """Keep a proved address; gives the old one.

    A sign-in name that was the old address follows, unless somebody has the new one.
    """
    old, account.email = account.email, address
    taken = session.scalar(select(Account.id).where(Account.sign_in_name == address))
    if account.sign_in_name == old and taken is None:
        account.sign_in_name = address
    session.flush()
    return old


def forget_sign_ins(session: Session, before: datetime) -> int:
    """Delete sign-ins that ended or expired before a moment; how many."""
    over = or_(SignIn.ended_at < before, SignIn.expires_at < before)
    return len(session.execute(delete(SignIn).where(over).returning(SignIn.id)).all())
