"""Things to be used once: links and codes by e-mail, codes printed at the desk.

A link is opened by programs that look for viruses, so opening it does nothing: the page it shows
has a button. A six-digit code counts only in the browser that asked for it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from brokerage.accounts.models import Account, Challenge
from brokerage.accounts.sealing import same, sealed
from brokerage.db import now

KINDS = {
    "link": timedelta(minutes=15),  # signs in, by link or code
    "email": timedelta(minutes=30),  # proves a new address, by code
    "reset": timedelta(hours=1),  # sets a password
    "invitation": timedelta(days=7),  # sets the first password
    "desk": timedelta(days=7),  # printed; signs in with the sign-in name
    "set_up": timedelta(days=7),  # makes the first account
}
MOST_TRIES = 5
DESK_LETTERS = "BCDFGHJKLMNPQRSTVWXYZ23456789"  # none that look alike, and no words


@dataclass(frozen=True)
class Issued:
    """What is told once: the link's token, the code, and which challenge it belongs to."""

    public_id: str
    token: str
    code: str


def issue(
    session: Session,
    kind: str,
    account: Account | None,
    *,
    browser: str = "",
    address: str | None = None,
) -> Issued:
    """Begin a challenge; nobody's (``account`` None) looks the same and opens nothing."""
    token, code = secrets.token_urlsafe(32), _code(kind)
    made = Challenge(
        kind=kind,
        account_id=account.id if account else None,
        link_hash=sealed(token),
        browser_hash=sealed(browser) if browser else None,
        address=address,
        expires_at=now() + KINDS[kind],
    )
    session.add(made)
    session.flush()
    made.code_hash = sealed(f"{made.public_id} {code}")
    session.flush()
    return Issued(made.public_id, token, code)


def find_by_link(session: Session, kinds: tuple[str, ...], token: str) -> Challenge | None:
    """The unused challenge of a link; None for one that was used, is too old or never was."""
    return session.scalar(_open(kinds).where(Challenge.link_hash == sealed(token)))


def claim_link(session: Session, kinds: tuple[str, ...], token: str) -> Challenge | None:
    """Use up a link; of several at the same time one gets it."""
    found = find_by_link(session, kinds, token)
    return found if found and _claim(session, found.id) else None


def claim_code(
    session: Session, kind: str, public_id: str, browser: str, code: str
) -> Challenge | None:
    """Use up a code, in the browser that asked for it; five wrong ones end it."""
    mine = Challenge.public_id == public_id, Challenge.browser_hash == sealed(browser)
    return _claim_code(session, kind, code, *mine)


def claim_desk_code(session: Session, account: Account | None, code: str) -> Challenge | None:
    """Use up a printed code, typed with the sign-in name it was printed for."""
    cleaned = code.replace("-", "").replace(" ", "").upper()
    mine = Challenge.account_id == (account.id if account else 0)
    return _claim_code(session, "desk", cleaned, mine)


def end_challenges(session: Session, kind: str, account: Account | None) -> None:
    """What was sent or printed before no longer counts."""
    whose = Challenge.account_id == account.id if account else Challenge.account_id.is_(None)
    ending = update(Challenge).where(Challenge.kind == kind, whose, Challenge.used_at.is_(None))
    session.execute(ending.values(used_at=now()))


def forget_challenges(session: Session) -> None:
    """Delete those that ended a day ago or earlier."""
    session.execute(delete(Challenge).where(Challenge.expires_at < now() - timedelta(days=1)))


def _code(kind: str) -> str:
    if kind == "desk":
        return "".join(secrets.choice(DESK_LETTERS) for _ in range(8))
    return f"{secrets.randbelow(1_000_000):06d}"


def _open(kinds: tuple[str, ...]) -> Select[Challenge]:
    return select(Challenge).where(
        Challenge.kind.in_(kinds), Challenge.used_at.is_(None), Challenge.expires_at > now()
    )


def _claim_code(
    session: Session, kind: str, code: str, *mine: ColumnElement[bool]
) -> Challenge | None:
    newest = _open((kind,)).where(*mine).order_by(Challenge.id.desc()).limit(1)
    found = session.scalar(newest)
    if found is None or not _count_try(session, found.id):
        return None
    right = same(found.code_hash, sealed(f"{found.public_id} {code.strip()}"))
    return found if right and found.account_id and _claim(session, found.id) else None


def _count_try(session: Session, challenge_id: int) -> bool:
    """Counted before the code is looked at, in the database: many at once are not more tries."""
    counting = update(Challenge).where(Challenge.id == challenge_id, Challenge.tries < MOST_TRIES)
    counted = counting.values(tries=Challenge.tries + 1).returning(Challenge.id)
    return session.execute(counted).scalar() is not None


def _claim(session: Session, challenge_id: int) -> bool:
    claiming = update(Challenge).where(Challenge.id == challenge_id, Challenge.used_at.is_(None))
    claimed = claiming.values(used_at=now()).returning(Challenge.id)
    return session.execute(claimed).scalar() is not None
