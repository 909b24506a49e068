"""Who is signed in, in this request. Only views, API and access.py ask."""

from __future__ import annotations

from flask import g, request, session

from brokerage.accounts.models import Account, SignIn
from brokerage.accounts.service import actor_of, begin_sign_in, find_sign_in
from brokerage.actors import PUBLIC, Actor
from brokerage.db import db, now

TOKEN = "sign_in"  # noqa: S105 - the name of the cookie's entry


def current_sign_in() -> SignIn | None:
    """The sign-in of this browser, looked up once a request; None for nobody.

    A browser without a token costs no query, so public pages stay as fast as they were.
    """
    if "sign_in" not in g:
        token = session.get(TOKEN)
        g.sign_in = find_sign_in(db.session(), token) if token else None
    found: SignIn | None = g.sign_in
    return found


def current_account() -> Account | None:
    """The account that is signed in."""
    found = current_sign_in()
    return found.account if found else None


def current_actor() -> Actor:
    """Who acts: the account signed in, else the public."""
    account = current_account()
    return actor_of(account) if account else PUBLIC


def sign_in(account: Account, method: str, second_factor: bool = False) -> None:
    """Sign this browser in; what the session held for somebody else is forgotten."""
    session.clear()
    browser = request.user_agent.string
    session[TOKEN] = begin_sign_in(db.session(), account, method, browser, second_factor)
    session.permanent = True
    g.pop("sign_in", None)


def sign_out() -> None:
    """End this browser's sign-in."""
    found = current_sign_in()
    if found is not None:
        found.ended_at = now()
    session.clear()
    g.pop("sign_in", None)
