"""Who is signed in, in this request, and for whom they act. Only views, API and access.py ask."""

from __future__ import annotations

from dataclasses import replace

from flask import current_app, g, request, session

from brokerage.accounts.models import Account, SignIn
from brokerage.accounts.service import actor_of, begin_sign_in, find_sign_in
from brokerage.actors import PUBLIC, Actor, Role
from brokerage.db import db, now
from brokerage.errors import NotFound
from brokerage.organisations.models import Organisation
from brokerage.tenancy import get_organisation, get_volunteer
from brokerage.volunteers.models import Volunteer

TOKEN = "sign_in"  # noqa: S105 - the name of the cookie's entry
ACTING_FOR = "acting_for"


def current_sign_in() -> SignIn | None:
    """The sign-in of this browser, looked up once a request; None for nobody.

    A browser without a token costs no query, so public pages stay as fast as they were.
    """
    if "sign_in" not in g:
        token = session.get(TOKEN)
        found = find_sign_in(db.session(), token) if token else None
        g.sign_in = found if found and may_sign_in(found.account) else None
    answer: SignIn | None = g.sign_in
    return answer


def may_sign_in(account: Account) -> bool:
    """Whether an account is in use; invented ones only where the setting lets them in."""
    return account.active and (not account.demonstration or current_app.config["SEEDED_SIGN_INS"])


def current_account() -> Account | None:
    """The account that is signed in."""
    found = current_sign_in()
    return found.account if found else None


def current_actor() -> Actor:
    """Who acts, and for whom: the account signed in, else the public."""
    if "actor" not in g:
        g.actor = _actor()
    actor: Actor = g.actor
    return actor


def current_subject() -> Volunteer | Organisation | None:
    """Whom the account acts for, for the banner; None for itself."""
    current_actor()
    found: Volunteer | Organisation | None = g.get("subject")
    return found


def sign_in(account: Account, method: str, second_factor: bool = False) -> None:
    """Sign this browser in; what the session held for somebody else is forgotten."""
    session.clear()
    browser = request.user_agent.string
    session[TOKEN] = begin_sign_in(db.session(), account, method, browser, second_factor)
    session.permanent = True
    _look_again()


def sign_out() -> None:
    """End this browser's sign-in."""
    found = current_sign_in()
    if found is not None:
        found.ended_at = now()
    session.clear()
    _look_again()


def act_for(subject: Volunteer | Organisation) -> None:
    """From now on, do things for somebody; shown on each page until it is stopped."""
    kind = "volunteer" if isinstance(subject, Volunteer) else "organisation"
    session[ACTING_FOR] = f"{kind}:{subject.public_id}"
    _look_again()


def stop_acting() -> None:
    """Do things for oneself again."""
    session.pop(ACTING_FOR, None)
    _look_again()


def _actor() -> Actor:
    account = current_account()
    if account is None:
        return PUBLIC
    actor = actor_of(account)
    acting_for = session.get(ACTING_FOR)
    return _acting(actor, acting_for) if acting_for else actor


def _acting(actor: Actor, acting_for: str) -> Actor:
    """Looked up each time: a record that is no longer theirs to see ends it."""
    kind, _, public_id = acting_for.partition(":")
    try:
        if kind == "volunteer":
            volunteer = get_volunteer(db.session(), actor, public_id)
            g.subject = volunteer
            reach = {"roles": actor.roles | {Role.VOLUNTEER}, "volunteer_id": volunteer.id}
        else:
            organisation = get_organisation(db.session(), actor, public_id)
            g.subject = organisation
            mine = frozenset({organisation.id})
            reach = {"roles": actor.roles | {Role.MEMBER}, "organisation_ids": mine}
    except NotFound:
        return actor
    return replace(actor, on_behalf_of=acting_for, through="desk", **reach)  # type: ignore[arg-type]


def _look_again() -> None:
    for name in ("sign_in", "actor", "subject"):
        g.pop(name, None)
