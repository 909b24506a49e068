"""Passwords of staff: length over complexity, common ones refused, argon2 kept.

After NIST SP 800-63B: at least 12 characters, no rules of composition, no forced changes.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.orm import Session

from brokerage.accounts.models import Account
from brokerage.accounts.service import end_sign_ins
from brokerage.errors import Invalid

SHORTEST, LONGEST = 12, 200
COMMON = Path(__file__).parent / "data" / "common_passwords.txt"
LOOKALIKES = str.maketrans("013457@$!", "oieastasi")
# OWASP's smallest advice (2024): 19 MiB and two rounds, so that a small server can do several
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def set_password(session: Session, account: Account, password: str) -> None:
    """Keep a new password; every sign-in ends. Raises Invalid, which says what is wrong."""
    wanted = normal(password)
    complaint = complaint_about(wanted, account)
    if complaint:
        raise Invalid(complaint, "password")
    account.password = HASHER.hash(wanted)
    account.fs_uniquifier = secrets.token_hex(32)  # a second step begun with the old one ends
    end_sign_ins(session, account)


def complaint_about(password: str, account: Account) -> str | None:
    """Why a password cannot be used, in a sentence; None for a good one."""
    if len(password) < SHORTEST:
        return f"Your password must have at least {SHORTEST} characters. Three words work well."
    if len(password) > LONGEST:
        return f"Your password must have {LONGEST} characters or fewer."
    if is_easy(password):
        return "That password is easy to guess. Choose something that others do not use."
    own = [account.sign_in_name, account.name, account.email or ""]
    if any(_bare(password) == _bare(text) for text in own if text):
        return "Your password must not be your name or e-mail address."
    return None


def is_easy(password: str) -> bool:
    """Whether it is a common one, one with digits at its ends, or a few characters repeated."""
    bare = _bare(password)
    if len(set(bare)) < 5 or _is_run(bare):
        return True
    return any(form in _common() for form in (bare, _unit(bare), _unit(bare.strip("0123456789"))))


def matches(kept: str | None, password: str) -> bool:
    """Whether it is the password; where none is kept, the same work is done in vain."""
    try:
        right = HASHER.verify(kept or _nobodys(), normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return right and kept is not None


def normal(password: str) -> str:
    """One form for what looks the same, whatever the keyboard."""
    return unicodedata.normalize("NFKC", password)


@cache
def _nobodys() -> str:
    return HASHER.hash(secrets.token_urlsafe(16))


@cache
def _common() -> frozenset[str]:
    return frozenset(_bare(line) for line in COMMON.read_text(encoding="utf-8").splitlines())


def _bare(text: str) -> str:
    """Small letters and digits only, look-alikes as letters; digits at the end stay digits."""
    head = text.lower().rstrip("0123456789!?. ")
    tail = text[len(head) :]
    return re.sub(r"[\W_]", "", head.translate(LOOKALIKES) + tail)


def _unit(text: str) -> str:
    """What a text repeats: "kentkentkent" -> "kent"."""
    found = re.fullmatch(r"(.+?)\1+", text)
    return found[1] if found else text


def _is_run(text: str) -> bool:
    """Whether each character follows the one before it: 123456789012, abcdefghijkl."""
    steps = {ord(two) - ord(one) for one, two in pairwise(text)}
    return steps <= {1, -9} or steps <= {-1, 9}
