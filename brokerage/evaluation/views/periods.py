"""Months and quarters: each centre confirms its part, the pilot lead closes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace

from flask import (
    Flask,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.forms import filled
from brokerage.actors import Actor, Role
from brokerage.centres.models import Centre
from brokerage.db import db, unit_of_work
from brokerage.errors import Conflict, Invalid, NotFound
from brokerage.evaluation.changes import read_changes
from brokerage.evaluation.closing import confirm, take_back
from brokerage.evaluation.closing_asked import (
    ask_to_close,
    find_closing,
    refuse_while_closing,
)
from brokerage.evaluation.jobs import close_asked
from brokerage.evaluation.periods import MONTHS_IN
from brokerage.evaluation.quality.counting import count_all
from brokerage.evaluation.quality.telling import Group, tell
from brokerage.evaluation.standing import (
    Standing,
    count_late_changes,
    get_standing,
    late_changes,
    list_standings,
)
from brokerage.evaluation.views.blueprint import evaluation
from brokerage.forms import Control
from brokerage.idempotency import new_submission_key
from brokerage.introductions.views.blueprint import do_once, text_of
from brokerage.records.paging import Paging, page_of
from brokerage.records.people import names_of
from brokerage.weeks import local_today

Errors = dict[str, list[str]]
Act = Callable[[Session, Standing, Actor], object]

LONGEST_NOTE = 1000
REFRESH_SECONDS = 3
NOTE = Control(
    "note",
    "long_text",
    "Is there anything to know about it?",
    "For example: the sheets of one week were lost. Leave names out. You need not write anything.",
)
WITHOUT_ALL = Control(
    "without_all",
    "checkboxes",
    "Some centres have not confirmed",
    choices=(("yes", "Close it without them"),),
)
EVERY_CENTRE = frozenset({Role.LEAD, Role.EVALUATOR})


@evaluation.get("/periods")
@needs("figures.read")
def periods() -> ResponseReturnValue:
    """All months and quarters, and how far each is."""
    found = list_standings(db.session(), local_today())
    by_kind = {kind: [s for s in found if s.period.kind == kind] for kind in reversed(MONTHS_IN)}
    mine = current_actor().centre_ids
    return render_template("evaluation/periods.html", by_kind=by_kind, mine=mine)


@evaluation.get("/periods/<period>")
@needs("figures.read")
def period(period: str) -> ResponseReturnValue:
    """One of them: who has confirmed, what came late, and what is to be done."""
    return _page(period)


@evaluation.post("/periods/<period>/confirm")
@needs("figures.confirm")
def confirm_period(period: str) -> ResponseReturnValue:
    """A centre says that its part is complete."""
    note = _note()
    if len(note) > LONGEST_NOTE:
        return _page(period, {"note": [f"Use {LONGEST_NOTE:,} characters or fewer"]})

    def act(session: Session, found: Standing, actor: Actor) -> object:
        return confirm(session, found.period, _own(found, actor), actor, local_today(), note)

    return _do(period, act, "Confirmed. Thank you. You can take it back until it is closed.")


@evaluation.post("/periods/<period>/take-back")
@needs("figures.confirm")
def take_back_period(period: str) -> ResponseReturnValue:
    """Something is missing after all."""

    def act(session: Session, found: Standing, actor: Actor) -> None:
        refuse_while_closing(session, found.period, close_asked)
        take_back(session, found.period, _own(found, actor), actor, local_today())

    return _do(period, act, "Taken back. Confirm again when it is complete.")


@evaluation.post("/periods/<period>/close")
@needs("figures.close")
def close_period(period: str) -> ResponseReturnValue:
    """Have it counted once more and kept for good, beside the requests."""
    without_all = request.form.get("without_all") == "yes"

    def act(session: Session, found: Standing, actor: Actor) -> None:
        today = local_today()
        ask_to_close(session, found.period, actor, close_asked, today, without_all=without_all)

    return _do(period, act, "It is being closed. You may leave this page.")


def _do(period: str, act: Act, done: str) -> ResponseReturnValue:
    """Do it the first time it is sent, and lead back; a refusal is told on the page."""
    actor = current_actor()
    try:
        with unit_of_work() as session:
            found = get_standing(session, period, local_today())

            def make() -> SimpleNamespace:
                act(session, found, actor)
                return SimpleNamespace(public_id=str(found.period))

            do_once(session, actor, "period", make)
    except (Conflict, Invalid) as problem:
        return _page(period, {problem.field or "period": [problem.message]})
    flash(done)
    return redirect(url_for("evaluation.period", period=str(found.period)))


def _own(found: Standing, actor: Actor) -> int:
    """The centre that a form names. Raises NotFound for another's, and Invalid for none."""
    slug = request.form.get("centre", "")
    if not slug:
        raise Invalid("Choose a centre.", "centre")
    for part in found.parts:
        if part.centre.slug == slug and part.centre.id in actor.centre_ids:
            return part.centre.id
    raise NotFound("We cannot find that centre.")


def _asked(mine: Sequence[tuple[str, str]]) -> list[Control]:
    """What confirming asks: which centre, for somebody of several, and a note."""
    if not mine:
        return []
    kind = "radios" if len(mine) > 1 else "hidden"
    return [Control("centre", kind, "Which centre?", choices=tuple(mine)), NOTE]


def _note() -> str:
    return text_of("note", 20 * LONGEST_NOTE)


def _to_mend_before(
    session: Session, found: Standing, centres: Sequence[Centre]
) -> list[tuple[Centre, list[Group]]]:
    """What of its month or quarter a centre should look at before it confirms."""
    if found.closed or not found.over or not centres:
        return []
    counts = count_all(session, local_today(), [one.id for one in centres], found.period)
    told = [(one, tell(counts.get(one.id, {}), dated=True)) for one in centres]
    return [(one, [group for group in groups if group.found]) for one, groups in told]


def _page(text: str, errors: Errors | None = None) -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    found = get_standing(session, text, local_today())
    everywhere = not actor.roles.isdisjoint(EVERY_CENTRE)
    changes, paging = [], Paging(0)
    if found.counted is not None:
        query = late_changes(found.counted, None if everywhere else actor.centre_ids)
        paging = Paging(count_late_changes(session, query), page_of(request.args))
        rows = session.scalars(query.offset(paging.offset).limit(paging.size)).all()
        changes = read_changes(session, rows)
    open_parts = [p.centre for p in found.parts if not p.confirmation]
    mine = tuple((c.slug, c.name) for c in open_parts if c.id in actor.centre_ids)
    told = [part.confirmation.confirmed_by for part in found.parts if part.confirmation]
    closed_by = found.counted.closed_by if found.counted else None
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    closing = None if found.closed else find_closing(session, app, found.period, close_asked)
    page = render_template(
        "evaluation/period.html",
        standing=found,
        closing=closing,
        names=names_of(session, [*told, closed_by]),
        mine=actor.centre_ids,
        everywhere=everywhere,
        changes=changes,
        paging=paging,
        before=_to_mend_before(session, found, [c for c in open_parts if c.id in actor.centre_ids]),
        to_confirm=filled(_asked(mine), {**request.form, "note": _note()}, errors),
        without_all=filled([WITHOUT_ALL], request.form, errors)[0],
        submission_key=new_submission_key,
        errors=errors,
    )
    answer = make_response(page, 422 if errors else 200)
    if closing is not None and closing.under_way:
        answer.headers["Refresh"] = str(REFRESH_SECONDS)
    return answer
