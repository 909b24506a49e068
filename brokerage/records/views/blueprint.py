"""The blueprint of a person's records, and how its pages are opened and drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.accounts.current import current_actor
from brokerage.accounts.forms import about, filled
from brokerage.actors import Actor
from brokerage.db import db, unit_of_work
from brokerage.errors import Invalid
from brokerage.forms import Control
from brokerage.idempotency import new_submission_key, once
from brokerage.records.forms import Errors, Typed, read
from brokerage.tenancy import get_volunteer
from brokerage.volunteers.models import Volunteer

records = Blueprint("records", __name__, url_prefix="/desk/people/<volunteer_id>")
desk_records = Blueprint("desk_records", __name__, url_prefix="/desk")
answers = Blueprint("answers", __name__)

Keep = Callable[[Session, Actor, Volunteer, Typed], Any]


def ask(
    page: str,
    volunteer_id: str,
    asked: Sequence[Control],
    typed: Typed | None = None,
    errors: Errors | None = None,
    **context: Any,
) -> tuple[str, int]:
    """A page with a form about somebody; 422 where something in it is wrong."""
    volunteer = get_volunteer(db.session(), current_actor(), volunteer_id)
    text = render_template(
        f"records/{page}.html",
        volunteer=volunteer,
        controls=filled(asked, typed, errors),
        errors=errors,
        submission=request.form.get("submission") or new_submission_key(),
        **context,
    )
    return text, 422 if errors else 200


def take(
    page: str, volunteer_id: str, asked: Sequence[Control], keep: Keep, done: str, then: str
) -> ResponseReturnValue:
    """What a form brought: kept once however often it is sent, or asked again with what is wrong.

    ``done`` is said on the next page, which is ``then``.
    """
    typed, errors = read(asked, request.form)
    if not errors:
        try:
            with unit_of_work() as unit:
                actor = current_actor()
                volunteer = get_volunteer(unit, actor, volunteer_id)
                key = request.form.get("submission") or new_submission_key()
                once(unit, key, actor, lambda: keep(unit, actor, volunteer, typed), page)
        except Invalid as problem:
            errors = about(problem, asked)
    if errors:
        return ask(page, volunteer_id, asked, typed, errors)
    flash(done)
    return redirect(url_for(then, volunteer_id=volunteer_id))
