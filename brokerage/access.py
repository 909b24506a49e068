"""Who may use a route. Every route says so; one that does not is closed, and a test finds it.

Sign-in comes with the accounts slice; until then the only decision there is, is ``public``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request

from brokerage.db import begin_writing, end_writing

View = TypeVar("View", bound=Callable[..., Any])

READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True)
class Access:
    """The decision: which permission a route asks for, and whether its POST only reads."""

    permission: str
    reads: bool = False


def public(view: View) -> View:
    """Anybody may use this route."""
    return decide(view, Access("public"))


def public_question(view: View) -> View:
    """Anybody may use this route, and its POST writes nothing (a question in a body)."""
    return decide(view, Access("public", reads=True))


def decide(view: View, access: Access) -> View:
    """Attach the decision to the view function."""
    view.__dict__["access"] = access
    return view


def access_of(app: Flask, endpoint: str) -> Access | None:
    """The decision of an endpoint, or None where nobody took one."""
    access = getattr(app.view_functions.get(endpoint), "access", None)
    return access if isinstance(access, Access) else None


def init_access(app: Flask) -> None:
    """Refuse undecided routes; take SQLite's write lock early for requests that write."""
    app.before_request(_check)
    app.teardown_request(lambda _problem: end_writing())


def _check() -> None:
    if request.endpoint is None:
        return  # no such route: the 404 is on its way
    access = access_of(current_app, request.endpoint)
    if access is None:
        abort(403)
    if request.method not in READING_METHODS and not access.reads:
        begin_writing()
