"""The two blueprints of the desk, and what each of their forms carries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.accounts.current import current_actor
from brokerage.actors import Actor
from brokerage.db import db
from brokerage.errors import BrokerageError, Invalid
from brokerage.idempotency import new_submission_key, once
from brokerage.introductions.due import Owner
from brokerage.introductions.myday import next_action
from brokerage.introductions.states import IN_WORDS, State
from brokerage.introductions.views.naming import name_for
from brokerage.tenancy import get_introduction
from brokerage.versions import ChangedMeanwhile
from brokerage.weeks import local_today

desk = Blueprint("desk", __name__, url_prefix="/desk")
introductions = Blueprint("introductions", __name__, url_prefix="/desk/introductions")

THROUGH = {"phone": "By telephone", "desk": "In person", "letter": "By letter"}
OF_THE_PAGE = frozenset({"csrf_token", "submission", "version"})
TURNS = {
    Owner.VOLUNTEER: "the volunteer",
    Owner.ORGANISATION: "the organisation",
    Owner.BROKER: "us",
}


def at_desk(through: str = "desk", on_behalf_of: str | None = None) -> Actor:
    """Whoever is signed in, and how word reached them; what is done for somebody stays so."""
    actor = current_actor()
    way = through if through in THROUGH else "desk"
    return replace(actor, through=way, on_behalf_of=on_behalf_of or actor.on_behalf_of)


def text_of(name: str, most: int = 4000) -> str:
    """What was typed, without the character that PostgreSQL refuses."""
    return request.form.get(name, "").replace("\0", "").replace("\r\n", "\n").strip()[:most]


def seen_version(name: str = "version") -> int:
    """The version that the form was drawn from. Raises Invalid for a form without one."""
    found = request.form.get(name, type=int)
    if found is None:
        raise Invalid("Open the page again: this form is not complete.", name)
    return found


def do_once(session: Session, actor: Actor, kind: str, make: Callable[[], Any]) -> str:
    """Do what a form asks, the first time it is sent. Raises Invalid for a form without a key."""
    key = request.form.get("submission", "")
    if not key:
        raise Invalid("Open the page again: this form is not complete.", "submission")
    return once(session, key, actor, make, kind)


def errors_of(problem: BrokerageError, field: str) -> dict[str, list[str]]:
    """A refusal as an error at its field, or at the one named."""
    return {problem.field or field: [problem.message]}


def changed_meanwhile(problem: ChangedMeanwhile) -> ResponseReturnValue:
    """Show what stands there now beside what was sent; nothing of it is lost."""
    public_id = (request.view_args or {}).get("introduction_id")
    found = get_introduction(db.session(), current_actor(), public_id) if public_id else None
    sent = [(name, text) for name, text in request.form.items(multi=True)]
    page = render_template(
        "introductions/changed.html",
        introduction=found,
        version=problem.version,
        sent=[(name, text) for name, text in sent if name not in OF_THE_PAGE],
    )
    return page, problem.status


def _words() -> dict[str, Any]:
    return {
        "submission_key": new_submission_key,
        "state_words": {state.value: IN_WORDS[state] for state in State},
        "turns": TURNS,
        "next_action": next_action,
        "name_for": lambda volunteer: name_for(volunteer, current_actor()),
        "today": local_today(),
        "ways": THROUGH,
    }


def with_words(blueprint: Blueprint) -> Blueprint:
    """Give a blueprint of the desk the words and keys that desk/parts.html draws with."""
    blueprint.context_processor(_words)
    return blueprint


for _blueprint in (desk, introductions):
    with_words(_blueprint)
    _blueprint.register_error_handler(ChangedMeanwhile, changed_meanwhile)
