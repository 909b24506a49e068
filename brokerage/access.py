"""Who may use a route. Every route says so; one that does not is closed, and a test finds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, abort, current_app, redirect, request, session, url_for
from werkzeug.wrappers import Response

from brokerage.accounts.current import TOKEN, current_account, current_actor
from brokerage.accounts.permissions import OWN_EYES_ONLY, PERMISSIONS, allowed
from brokerage.db import begin_writing, end_writing
from brokerage.errors import wants_json

View = TypeVar("View", bound=Callable[..., Any])

READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True)
class Access:
    """The decision: which permission a route asks for.

    ``reads``: its POST writes nothing. ``signed``: its address carries a signature of ours, so
    that a mail program may post to it without having seen a page. ``largest``: the setting that
    limits what may be sent to it, where files are. ``keeps``: what was typed is kept for whoever
    was signed out meanwhile, until they are back.
    """

    permission: str
    reads: bool = False
    signed: bool = False
    largest: str = ""
    keeps: bool = False

    @property
    def carries_token(self) -> bool:
        """Whether what is sent to it has to carry the session's token against forgery."""
        return not (self.reads or self.signed)


def public(view: View) -> View:
    """Anybody may use this route."""
    return decide(view, Access("public"))


def public_question(view: View) -> View:
    """Anybody may use this route, and its POST writes nothing (a question in a body)."""
    return decide(view, Access("public", reads=True))


def signed_link(view: View) -> View:
    """Anybody who holds the link may use this route; the view checks its signature."""
    return decide(view, Access("public", signed=True))


def needs(
    permission: str, reads: bool = False, largest: str = "", keeps: bool = False
) -> Callable[[View], View]:
    """Only people with this permission may use the route; KeyError for one nobody declared."""
    PERMISSIONS[permission]
    return lambda view: decide(view, Access(permission, reads, largest=largest, keeps=keeps))


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


def _check() -> Response | None:
    if request.endpoint is None:
        return None  # no such route: the 404 is on its way
    access = access_of(current_app, request.endpoint)
    if access is None:
        abort(403)
    if access.largest:
        request.max_content_length = current_app.config[access.largest]
        if TOKEN in session:  # a slow upload is over before the write lock is taken
            _ = request.files
    if request.method not in READING_METHODS and not access.reads:
        begin_writing()  # before the first query, which looks up who is signed in
    if access.permission == "public":
        return None
    if current_account() is None:
        if wants_json():
            abort(401)
        if access.keeps and request.method == "POST":  # the browser sends the form again, there
            return redirect(url_for("accounts.keep_typed", next=request.path), 307)
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    actor = current_actor()
    for_another = actor.on_behalf_of is not None and access.permission in OWN_EYES_ONLY
    if for_another or not allowed(access.permission, actor.roles):
        abort(403)
    return None
