"""Support details: opened on purpose, and each opening is written down."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.forms import about, filled
from brokerage.accounts.views.reading import reading
from brokerage.actors import Actor
from brokerage.errors import Invalid
from brokerage.records.forms import SUPPORT, Errors, Typed, read
from brokerage.records.views.blueprint import records
from brokerage.tenancy import get_volunteer
from brokerage.volunteers.models import Volunteer
from brokerage.volunteers.support import read_support, write_support

CHANGED = (
    "Somebody else changed this while you wrote. What they wrote is above: add it to yours, "
    "or leave it out, and keep it again."
)


@records.get("/support")
@needs("volunteers.support")
def support(volunteer_id: str) -> ResponseReturnValue:
    """What somebody asked us to know, to read and to change."""
    with reading() as (unit, actor):
        volunteer = get_volunteer(unit, actor, volunteer_id)
        text = read_support(unit, actor, volunteer)
        return _page(volunteer, text, {"support": text})


@records.post("/support")
@needs("volunteers.support")
def keep_support(volunteer_id: str) -> ResponseReturnValue:
    """Put down what they say now, never over what the writer has not seen."""
    typed, _none_is_required = read(SUPPORT, request.form)
    with reading() as (unit, actor):
        volunteer = get_volunteer(unit, actor, volunteer_id)
        unit.refresh(volunteer, with_for_update=True)  # two at once
        there = read_support(unit, actor, volunteer)
        if request.form.get("seen", "") != _mark(there):
            return _page(volunteer, there, typed, {"support": [CHANGED]}, changed=True)
        problem = _try(unit, actor, volunteer, typed)
        if problem:
            return _page(volunteer, there, typed, about(problem, SUPPORT))
    flash("The support details are kept.")
    return redirect(url_for("records.index", volunteer_id=volunteer_id))


def _try(unit: Session, actor: Actor, volunteer: Volunteer, typed: Typed) -> Invalid | None:
    try:
        write_support(unit, actor, volunteer, typed["support"])
    except Invalid as problem:
        return problem
    return None


def _page(
    volunteer: Volunteer,
    there: str,
    typed: Typed,
    errors: Errors | None = None,
    **context: Any,
) -> tuple[str, int]:
    page = render_template(
        "records/support.html",
        volunteer=volunteer,
        there=there,
        seen=_mark(there),
        controls=filled(SUPPORT, typed, errors),
        errors=errors,
        **context,
    )
    return page, 422 if errors else 200


def _mark(text: str) -> str:
    """Tells whether what stands there is still what the form was drawn with."""
    return sha256(text.encode()).hexdigest()[:16]
