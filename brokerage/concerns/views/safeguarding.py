"""The log of the designated lead and deputy. To everybody else none of this is there."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.forms import filled
from brokerage.audit import list_entries, record
from brokerage.centres.models import Centre
from brokerage.concerns import pausing, service
from brokerage.concerns.kinds import OUTCOMES
from brokerage.concerns.models import Concern
from brokerage.db import db, done_reading, unit_of_work
from brokerage.errors import BrokerageError
from brokerage.forms import Control
from brokerage.opportunities.models import Opportunity

safeguarding = Blueprint("safeguarding", __name__, url_prefix="/safeguarding")

NOTE = Control("note", "long_text", "What was done, or what you learned", required=True)
OUTCOME = Control(
    "outcome", "radios", "How did it end?", choices=tuple(OUTCOMES.items()), required=True
)
WHY = Control("why", "long_text", "Why", "Only designated people read this", required=True)


@safeguarding.get("")
@needs("safeguarding.log")
def index() -> ResponseReturnValue:
    """What is open, and what is paused."""
    unit, actor = db.session(), current_actor()
    closed = request.args.get("closed") == "yes"
    found = service.list_concerns(unit, actor, closed)
    page = render_template(
        "concerns/index.html",
        concerns=found,
        closed=closed,
        holds=pausing.list_holds(unit, actor),
        outcomes=OUTCOMES,
        centres={one: unit.get_one(Centre, one) for one in {c.centre_id for c in found}},
    )
    return _noted(page, "list", "concern", [one.public_id for one in found])


@safeguarding.get("/concerns/<concern_id>")
@needs("safeguarding.log")
def show(concern_id: str) -> ResponseReturnValue:
    """One concern, from first word to last."""
    unit, actor = db.session(), current_actor()
    page = _concern_page(unit, service.get_concern(unit, actor, concern_id))
    return _noted(page, "read", "concern", [concern_id])


@safeguarding.post("/concerns/<concern_id>/notes")
@needs("safeguarding.log")
def add_note(concern_id: str) -> ResponseReturnValue:
    """Write down what was done."""
    text = request.form.get("note", "")
    return _changed(
        concern_id,
        lambda unit, concern: service.add_note(unit, concern, current_actor(), text),
        "Your note is kept.",
        {"note": text},
    )


@safeguarding.post("/concerns/<concern_id>/close")
@needs("safeguarding.log")
def close(concern_id: str) -> ResponseReturnValue:
    """Nothing more to do."""
    outcome = request.form.get("outcome", "")
    return _changed(
        concern_id,
        lambda unit, concern: service.close(unit, concern, current_actor(), outcome),
        "The concern is closed.",
        {"outcome": outcome},
    )


@safeguarding.post("/concerns/<concern_id>/reopen")
@needs("safeguarding.log")
def reopen(concern_id: str) -> ResponseReturnValue:
    """There is more to do after all."""
    return _changed(
        concern_id,
        lambda unit, concern: service.reopen(unit, concern, current_actor()),
        "The concern is open again.",
        {},
    )


@safeguarding.get("/pauses")
@needs("safeguarding.log")
def find() -> ResponseReturnValue:
    """Look for whom to pause."""
    unit, actor = db.session(), current_actor()
    words = request.args.get("q", "")
    mine = service.guarded_by(unit, actor)
    found = [
        (one, "volunteer" if hasattr(one, "first_name") else "organisation", pausing.name_of(one))
        for one in pausing.find_people(unit, mine, words)
    ]
    page = render_template("concerns/find.html", words=words, found=found)
    ids = [one.public_id for one, kind, _ in found if kind == "volunteer"]
    return _noted(page, "look_up", "hold", ids)  # of this the manager's trail shows nothing


@safeguarding.get("/pauses/new/<kind>/<subject_id>")
@needs("safeguarding.log")
def ask_to_pause(kind: str, subject_id: str) -> ResponseReturnValue:
    """Ask why."""
    unit, actor = db.session(), current_actor()
    mine = service.guarded_by(unit, actor)
    subject = pausing.get_subject(unit, mine, kind, subject_id)
    return _pause_page(pausing.name_of(subject), {}, None)


@safeguarding.post("/pauses/new/<kind>/<subject_id>")
@needs("safeguarding.log")
def pause(kind: str, subject_id: str) -> ResponseReturnValue:
    """Pause quietly."""
    why = request.form.get("why", "")
    try:
        with unit_of_work() as unit:
            mine = service.guarded_by(unit, current_actor())
            subject = pausing.get_subject(unit, mine, kind, subject_id)
            name = pausing.name_of(subject)
            own = mine & current_actor().centre_ids
            home = getattr(subject, "centre_id", None)
            centre_id = home if home in mine else min(own or mine)
            hold = pausing.pause(unit, subject, centre_id, current_actor(), why)
            hold_id = hold.public_id
    except BrokerageError as problem:
        if problem.status == 404:
            raise
        return _pause_page(name, {"why": why}, {"why": [problem.message]})
    flash("Introductions are paused. Nobody has been told.")
    return redirect(url_for("safeguarding.show_pause", hold_id=hold_id))


@safeguarding.get("/pauses/<hold_id>")
@needs("safeguarding.log")
def show_pause(hold_id: str) -> ResponseReturnValue:
    """One pause: why, and which introductions are on the way."""
    unit, actor = db.session(), current_actor()
    hold = pausing.get_hold(unit, actor, hold_id)
    page = render_template(
        "concerns/pause.html", hold=hold, on_the_way=pausing.on_the_way(unit, hold)
    )
    return _noted(page, "read", "hold", [hold_id])


@safeguarding.post("/pauses/<hold_id>/lift")
@needs("safeguarding.log")
def lift(hold_id: str) -> ResponseReturnValue:
    """Let introductions go on."""
    with unit_of_work() as unit:
        pausing.lift(unit, pausing.get_hold(unit, current_actor(), hold_id), current_actor())
    flash("The pause is lifted. Introductions go on from where they stand.")
    return redirect(url_for("safeguarding.show_pause", hold_id=hold_id))


def _changed(
    concern_id: str,
    change: Callable[[Session, Concern], None],
    done: str,
    typed: dict[str, str],
) -> ResponseReturnValue:
    try:
        with unit_of_work() as unit:
            concern = service.get_concern(unit, current_actor(), concern_id)
            change(unit, concern)
    except BrokerageError as problem:
        if problem.field is None:
            raise
        errors = {problem.field: [problem.message]}
        unit = db.session()
        concern = service.get_concern(unit, current_actor(), concern_id)
        return _concern_page(unit, concern, typed, errors), 422
    flash(done)
    return redirect(url_for("safeguarding.show", concern_id=concern_id))


def _concern_page(
    unit: Session,
    concern: Concern,
    typed: dict[str, str] | None = None,
    errors: dict[str, list[str]] | None = None,
) -> str:
    role = unit.get(Opportunity, concern.opportunity_id) if concern.opportunity_id else None
    return render_template(
        "concerns/show.html",
        concern=concern,
        role=role,
        centre=unit.get_one(Centre, concern.centre_id),
        note=filled((NOTE,), typed, errors)[0],
        outcome=filled((OUTCOME,), typed, errors)[0],
        outcomes=OUTCOMES,
        errors=errors,
        trail=list_entries(unit, "concern", concern.public_id),
    )


def _pause_page(
    name: str, typed: dict[str, str], errors: dict[str, list[str]] | None
) -> ResponseReturnValue:
    controls = filled((WHY,), typed, errors)
    page = render_template("concerns/new_pause.html", controls=controls, errors=errors, who=name)
    return page, 422 if errors else 200


def _noted(page: str, action: str, kind: str, public_ids: list[str]) -> str:
    """Every reading is written down, in a unit of its own once the page is drawn."""
    actor = current_actor()
    done_reading()
    with unit_of_work() as unit:
        for public_id in public_ids:
            record(unit, actor, action, kind, public_id)
    return page
