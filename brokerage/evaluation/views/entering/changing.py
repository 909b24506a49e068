"""Entering, correcting and taking out: one form for all, kept once however often it is sent."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.accounts.current import current_actor
from brokerage.accounts.forms import about, filled
from brokerage.actors import Actor
from brokerage.db import db, unit_of_work
from brokerage.errors import Conflict, Invalid, NotFound
from brokerage.evaluation.entered.keeping import (
    MEANWHILE,
    correct,
    earlier,
    enter,
    get_entry,
    take_out,
    wait_for_turn,
)
from brokerage.evaluation.views.entering.ledger import Ledger
from brokerage.evaluation.views.entering.places import (
    may_change,
    names_of_places,
    place_asked,
    place_of,
    place_typed,
    seen,
    slug_of,
)
from brokerage.idempotency import new_submission_key
from brokerage.introductions.views.blueprint import do_once
from brokerage.records.forms import Errors, Typed, read
from brokerage.records.people import names_of


def new_page(ledger: Ledger) -> ResponseReturnValue:
    """An empty form."""
    return _form(ledger, {})


def keep_page(ledger: Ledger) -> ResponseReturnValue:
    """Keep what it brought."""

    def make(session: Session, actor: Actor, typed: Typed) -> Any:
        entry = _made(session, ledger, actor, typed)
        return enter(session, ledger.kind, entry, actor)

    return _take(ledger, make, None, "It is entered.")


def show_page(ledger: Ledger, public_id: str) -> ResponseReturnValue:
    """One entry, to correct or to take out, with what stood there before."""
    session = db.session()
    entry = _own(session, ledger, current_actor(), public_id)
    if entry.ended_at is not None:
        raise NotFound(MEANWHILE)
    typed = ledger.typed(entry)
    if ledger.centred:
        typed["place"] = slug_of(session, entry.centre_id)
    return _form(ledger, typed, entry=entry)


def change_page(ledger: Ledger, public_id: str) -> ResponseReturnValue:
    """Another entry takes its place."""

    def make(session: Session, actor: Actor, typed: Typed) -> Any:
        old = _own(session, ledger, actor, public_id)
        if old.ended_at is not None:
            raise Conflict(MEANWHILE)
        entry = _made(session, ledger, actor, typed, old)
        return correct(session, ledger.kind, old, entry, actor)

    return _take(ledger, make, public_id, "It is changed. What stood there before is kept.")


def remove_page(ledger: Ledger, public_id: str) -> ResponseReturnValue:
    """It counts no more."""
    done = "It is taken out. It can still be read in the list of what was changed."
    try:
        with unit_of_work() as session:
            actor = current_actor()
            entry = _own(session, ledger, actor, public_id)
            do_once(session, actor, ledger.kind, lambda: _out(session, ledger, entry, actor))
    except (Conflict, Invalid) as problem:
        done = problem.message
    flash(done)
    return redirect(url_for(ledger.address()))


def _out(session: Session, ledger: Ledger, entry: Any, actor: Actor) -> Any:
    return take_out(session, ledger.kind, entry, actor)


def _take(ledger: Ledger, make: Any, public_id: str | None, done: str) -> ResponseReturnValue:
    actor = current_actor()
    asked = [*place_asked(db.session(), ledger, actor), *ledger.asked]
    typed, errors = read(asked, request.form)
    if not errors:
        try:
            with unit_of_work() as session:
                wait_for_turn(session)
                do_once(session, actor, ledger.kind, lambda: make(session, actor, typed))
            flash(done)
            return redirect(url_for(ledger.address()))
        except (Conflict, Invalid) as problem:
            errors = about(problem, asked)
    entry = _own(db.session(), ledger, actor, public_id) if public_id else None
    return _form(ledger, typed, errors, entry)


def _made(
    session: Session, ledger: Ledger, actor: Actor, typed: Typed, old: Any | None = None
) -> Any:
    centre_id = place_typed(session, actor, typed) if ledger.centred else None
    return ledger.make(session, typed, centre_id, old)


def _own(session: Session, ledger: Ledger, actor: Actor, public_id: str) -> Any:
    """One that they may change. Raises NotFound."""
    entry = get_entry(session, ledger.model, public_id, seen(ledger, actor))
    if place_of(ledger, entry) not in may_change(session, ledger, actor):
        raise NotFound("We cannot find that entry.")
    return entry


def _form(
    ledger: Ledger, typed: Typed, errors: Errors | None = None, entry: Any | None = None
) -> ResponseReturnValue:
    session = db.session()
    asked = [*place_asked(session, ledger, current_actor()), *ledger.asked]
    before = earlier(session, entry) if entry is not None else []
    page = render_template(
        "evaluation/entered/form.html",
        ledger=ledger,
        controls=filled(asked, typed, errors),
        errors=errors,
        entry=entry,
        before=before,
        names=names_of(session, [one.entered_by for one in [entry, *before] if one is not None]),
        places=names_of_places(session),
        place_of=place_of,
        submission_key=new_submission_key,
        submission=request.form.get("submission") or new_submission_key(),
    )
    return page, 422 if errors else 200
