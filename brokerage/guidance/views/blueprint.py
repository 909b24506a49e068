"""The blueprints of guidance, and what all of its forms and lists carry."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from typing import Any

from flask import Blueprint, render_template, request
from sqlalchemy import select

from brokerage.accounts.current import current_actor
from brokerage.accounts.forms import filled
from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.db import db
from brokerage.errors import Invalid
from brokerage.forms import Control
from brokerage.guidance.articles import guidance_on
from brokerage.guidance.shipped import Article
from brokerage.idempotency import new_submission_key, once
from brokerage.records.forms import Errors, Typed

guidance = Blueprint("guidance", __name__, url_prefix="/guidance")
training = Blueprint("training", __name__, url_prefix="/training")
training_desk = Blueprint("training_desk", __name__, url_prefix="/desk/training")
support = Blueprint("support", __name__, url_prefix="/desk")


def _offered(topic: str, audience: str = "") -> list[Article]:
    return guidance_on(db.session(), topic, audience)


@guidance.record_once
def _for_forms(state: Any) -> None:
    """templates/components/guidance.html asks for it, wherever that is imported."""
    state.app.jinja_env.globals["guidance_on"] = _offered


def form_page(
    page: str,
    asked: Sequence[Control],
    typed: Typed | None = None,
    errors: Errors | None = None,
    **context: Any,
) -> tuple[str, int]:
    """A page with a form; 422 where something in it is wrong. What was typed is in it again."""
    text = render_template(
        f"guidance/{page}.html",
        controls=filled(asked, typed, errors),
        errors=errors,
        submission=request.form.get("submission") or new_submission_key(),
        **context,
    )
    return text, 422 if errors else 200


def do_once(kind: str, make: Callable[[], Any]) -> str:
    """Do what a form asks the first time it is sent. Raises Invalid for a form without a key."""
    key = request.form.get("submission", "")
    if not key:
        raise Invalid("Open the page again: this form is not complete.", "submission")
    return once(db.session(), key, current_actor(), make, kind)


def asked_for(name: str, known: Container[str]) -> str:
    """A filter of the address; an odd one counts as none."""
    said = request.args.get(name, "")
    return said if said in known else ""


def words_asked(most: int = 80) -> str:
    """Words to look for, without what a database does not take."""
    return " ".join(request.args.get("q", "").replace("\0", " ").split())[:most]


def seen_version() -> int:
    """The version that the form was drawn from; for a form without, one that nothing has."""
    found = request.form.get("version", type=int)
    return -1 if found is None else found


def own_centres(actor: Actor) -> dict[str, str]:
    """The centres that somebody works at: public id to name."""
    mine = select(Centre.public_id, Centre.name).where(Centre.id.in_(actor.centre_ids))
    return {row[0]: row[1] for row in db.session().execute(mine.order_by(Centre.id))}


def chosen_centre(actor: Actor, typed: Typed) -> int:
    """The one a form names, or the only one there is."""
    mine = select(Centre.id).where(Centre.id.in_(actor.centre_ids)).order_by(Centre.id)
    if typed.get("centre"):
        mine = mine.where(Centre.public_id == typed["centre"])
    return db.session().scalars(mine.limit(1)).one()
