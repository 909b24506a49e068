"""Publishing: the lead makes an edition, somebody else looks at it and lets it go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.forms import filled
from brokerage.actors import Actor
from brokerage.db import db, unit_of_work
from brokerage.errors import Conflict, Invalid
from brokerage.evaluation.periods import Period
from brokerage.evaluation.publishing.files import heads, how_to_read, rows
from brokerage.evaluation.publishing.making import approve, editions, make, withdraw
from brokerage.evaluation.publishing.models import Publication
from brokerage.evaluation.publishing.reading import closed_quarters, get_publication
from brokerage.evaluation.views.blueprint import evaluation
from brokerage.forms import Control
from brokerage.idempotency import new_submission_key
from brokerage.introductions.views.blueprint import do_once, text_of
from brokerage.records.people import names_of

Errors = dict[str, list[str]]
Made = Callable[[Session, Actor], Publication]
LONGEST_REASON = 1000
REASON = Control(
    "reason",
    "long_text",
    "Why is there a further edition?",
    "Everybody can read it. A first edition needs no reason.",
)
BECAUSE = Control(
    "withdrawn_because", "long_text", "Why is it withdrawn?", "Everybody can read it."
)


@evaluation.get("/publishing")
@needs("figures.approve")
def publishing() -> ResponseReturnValue:
    """Every closed quarter, and its editions."""
    return _list()


@evaluation.post("/publishing")
@needs("figures.publish")
def make_publication() -> ResponseReturnValue:
    """Draw the tables of a quarter; they wait for another person."""
    period, reason = text_of("period", 10), text_of("reason", 20 * LONGEST_REASON)
    if len(reason) > LONGEST_REASON:
        return _list({"reason": [_TOO_LONG]})

    def act(session: Session, actor: Actor) -> Publication:
        smallest = current_app.config["SMALLEST_PUBLISHED"]
        return make(session, Period.read(period), actor, smallest, reason)

    return _do(act, "Made. Somebody else has to approve it now.", _list)


@evaluation.get("/publishing/<publication_id>")
@needs("figures.approve")
def publication(publication_id: str) -> ResponseReturnValue:
    """One edition as it would be read, and what is hidden in it."""
    return _page(publication_id)


@evaluation.post("/publishing/<publication_id>/approve")
@needs("figures.approve")
def approve_publication(publication_id: str) -> ResponseReturnValue:
    """Let it go."""

    def act(session: Session, actor: Actor) -> Publication:
        found = get_publication(session, publication_id)
        approve(session, found, actor)
        return found

    return _do(act, "Approved. Everybody can read it now.", lambda e: _page(publication_id, e))


@evaluation.post("/publishing/<publication_id>/withdraw")
@needs("figures.publish")
def withdraw_publication(publication_id: str) -> ResponseReturnValue:
    """Nobody reads it any more."""
    reason = text_of("withdrawn_because", 20 * LONGEST_REASON)
    if len(reason) > LONGEST_REASON:
        return _page(publication_id, {"withdrawn_because": [_TOO_LONG]})

    def act(session: Session, actor: Actor) -> Publication:
        found = get_publication(session, publication_id)
        withdraw(session, found, actor, reason)
        return found

    return _do(act, "Withdrawn.", lambda errors: _page(publication_id, errors))


_TOO_LONG = f"Use {LONGEST_REASON:,} characters or fewer"


def _do(
    act: Made, done: str, refuse: Callable[[Errors], ResponseReturnValue]
) -> ResponseReturnValue:
    """Do it the first time it is sent, and lead to the edition; a refusal is told on the page."""
    actor = current_actor()
    try:
        with unit_of_work() as session:
            public_id = do_once(session, actor, "publication", lambda: act(session, actor))
    except (Conflict, Invalid) as problem:
        return refuse({problem.field or "period": [problem.message]})
    flash(done)
    return redirect(url_for("evaluation.publication", publication_id=public_id))


def _list(errors: Errors | None = None) -> ResponseReturnValue:
    session = db.session()
    found = {period: editions(session, period) for period in closed_quarters(session)}
    open_to = [p for p, ones in found.items() if all(one.state != "waiting" for one in ones)]
    page = render_template(
        "publishing/index.html",
        found=found,
        to_make=filled([_quarter(open_to), REASON], request.form, errors) if open_to else [],
        submission=new_submission_key(),
        errors=errors,
    )
    return page, 422 if errors else 200


def _quarter(open_to: Sequence[Period]) -> Control:
    choices = tuple((str(period), period.in_words()) for period in open_to)
    return Control("period", "select", "Which quarter?", choices=choices)


def _page(publication_id: str, errors: Errors | None = None) -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    found = get_publication(session, publication_id)
    who = [found.made_by, found.approved_by, found.withdrawn_by]
    page = render_template(
        "publishing/show.html",
        publication=found,
        period=Period.read(found.period),
        names=names_of(session, who),
        mine=found.made_by == actor.name,
        how_to_read=how_to_read(found),
        heads=heads,
        rows=rows,
        because=filled([BECAUSE], request.form, errors)[0],
        submission_key=new_submission_key,
        errors=errors,
    )
    return page, 422 if errors else 200
