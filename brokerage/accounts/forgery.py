"""Forms sent by other sites are refused: every form that writes carries this session's token.

The API takes no cookie, so nothing can be forged there. A form includes
``<input type="hidden" name="csrf_token" value="{{ csrf_token() }}">``.
"""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, current_app, request
from flask_wtf.csrf import CSRFProtect

from brokerage.access import READING_METHODS, access_of

forgery = CSRFProtect()


def init_forgery(app: Flask) -> None:
    """Cookies that other sites cannot send or read, and a token in each form that writes."""
    app.config.update(
        SESSION_COOKIE_NAME="brokerage",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=app.config["MODE"] == "production",
        PERMANENT_SESSION_LIFETIME=timedelta(days=30),
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a slow writer loses nothing
    )
    forgery.init_app(app)
    app.before_request(_check)


def _check() -> None:
    access = access_of(current_app, request.endpoint) if request.endpoint else None
    writes = access and access.carries_token and request.method not in READING_METHODS
    if writes and current_app.config["WTF_CSRF_ENABLED"]:
        forgery.protect()
