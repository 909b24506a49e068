"""The second factor of staff: six digits from an app, or a recovery code printed beforehand."""

from __future__ import annotations

import segno
from flask_security.totp import Totp
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.accounts.models import Account
from brokerage.accounts.sealing import sealed
from brokerage.accounts.service import end_sign_ins

HOW_MANY_CODES = 10
WINDOW = 30  # seconds by which a telephone's clock may be wrong


class Factor(Totp):
    """Flask-Security's, with the memory that it leaves to us: no code is taken twice."""

    def get_last_counter(self, user: Account) -> int | None:  # type: ignore[override]
        return user.totp_counter

    def set_last_counter(self, user: Account, tmatch: object) -> None:  # type: ignore[override]
        user.totp_counter = tmatch.counter  # type: ignore[attr-defined]


def factor(secret: str, issuer: str) -> Factor:
    """The maker and checker of codes; ``secret`` encrypts what is kept of each account."""
    return Factor({"1": secret}, issuer.replace(":", " "))


def picture(maker: Factor, account: Account, kept: str) -> str:
    """The square that an app reads, as the source of an image."""
    return segno.make(maker.get_totp_uri(account.sign_in_name, kept)).svg_data_uri(scale=5)


def set_up(session: Session, maker: Factor, account: Account, kept: str, code: str) -> bool:
    """Keep a secret once a first code proves that the app has it."""
    _lock(session, account)
    account.totp_counter = None
    if not maker.verify_totp(_digits(code), kept, account, WINDOW):
        return False
    account.tf_totp_secret, account.tf_primary_method = kept, "authenticator"
    return True


def is_right(session: Session, maker: Factor, account: Account, code: str) -> bool:
    """Whether it is a fresh code of the app, or an unused recovery code, which it uses up."""
    _lock(session, account)
    if account.tf_totp_secret is None:
        return False
    typed = _digits(code)
    if len(typed) == 6 and maker.verify_totp(typed, account.tf_totp_secret, account, WINDOW):
        return True
    return _use_recovery_code(account, code)


def new_recovery_codes(maker: Factor, account: Account) -> list[str]:
    """Codes to print; those from before no longer count, and only hashes are kept."""
    codes: list[str] = maker.generate_recovery_codes(HOW_MANY_CODES)
    account.mf_recovery_codes = [_kept(code) for code in codes]
    return codes


def reset(session: Session, account: Account) -> None:
    """For a lost telephone: the next sign-in sets a new one up."""
    account.tf_totp_secret = account.tf_primary_method = account.totp_counter = None
    account.mf_recovery_codes = None
    end_sign_ins(session, account)


def _use_recovery_code(account: Account, code: str) -> bool:
    kept = _kept(code)
    if kept not in (account.mf_recovery_codes or []):
        return False
    account.mf_recovery_codes = [one for one in account.mf_recovery_codes or [] if one != kept]
    return True


def _kept(code: str) -> str:
    return sealed("recovery " + "".join(c for c in code.lower() if c.isalnum()))


def _digits(code: str) -> str:
    return "".join(c for c in code if c in "0123456789")


def _lock(session: Session, account: Account) -> None:
    """Two browsers with one code: the second waits, and finds it used."""
    mine = select(Account).where(Account.id == account.id).with_for_update()
    session.execute(mine.execution_options(populate_existing=True))
