"""The last step of every way to sign in: who may, and where they go next."""

from __future__ import annotations

import time
from typing import Any

from flask import current_app, redirect, session, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from brokerage.accounts.current import may_sign_in, sign_in
from brokerage.accounts.finding import find_by_name, get_account, is_shared
from brokerage.accounts.models import Account
from brokerage.accounts.sealing import same, sealed
from brokerage.accounts.service import is_staff
from brokerage.db import db
from brokerage.errors import NotFound
from brokerage.navigation import first_page

STEP, NEXT = "second_step", "next"
STEP_LASTS = 600  # seconds between the password and the code


def enter(account: Account, method: str, second_factor: bool = False) -> Response:
    """Sign in and go where they were going."""
    wanted = str(session.get(NEXT, ""))
    sign_in(account, method, second_factor)
    return redirect(wanted if is_ours(wanted) else first_page())


def is_ours(address: Any) -> bool:
    """Whether it is a path here; browsers take //host and /\\host for another site."""
    fine = isinstance(address, str) and address.startswith("/")
    return fine and not address.startswith(("//", "/\\")) and address.isprintable()


def may_enter_by_link(session: Session, account: Account | None) -> bool:
    """Asked again when a link or code is used: much can change in fifteen minutes."""
    if account is None or not may_sign_in(account) or is_staff(account) or account.links_off:
        return False
    return not is_shared(session, account.email or "")


def needs_second_step(account: Account) -> bool:
    """All staff, and whoever has set it up. Invented people of the demonstration need none."""
    if account.demonstration and current_app.config["SEEDED_SIGN_INS"]:
        return False
    return is_staff(account) or account.tf_totp_secret is not None


def begin_second_step(account: Account) -> Response:
    """Remember in the cookie that the password was right; go on to the code."""
    session[STEP] = {
        "account": account.public_id,
        "seal": _seal(account),
        "until": int(time.time()) + STEP_LASTS,
    }
    page = "second_step" if account.tf_totp_secret else "set_up_second_step"
    return redirect(url_for(f"accounts.{page}"))


def account_at_step() -> Account | None:
    """Whose password was right, a short time ago; None if it has changed since."""
    noted = session.get(STEP)
    if not noted or noted["until"] < time.time():
        return None
    try:
        account = get_account(db.session(), noted["account"])
    except NotFound:
        return None
    return account if may_sign_in(account) and same(_seal(account), noted["seal"]) else None


def account_named(session: Session, typed: str) -> Account | None:
    """The account with a sign-in name that may sign in."""
    found = find_by_name(session, typed)
    return found if found and may_sign_in(found) else None


def _seal(account: Account) -> str:
    return sealed(f"step {account.fs_uniquifier}")
