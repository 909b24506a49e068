"""One page of questions about a role: kept right or wrong; one goes on where it is right."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.audit import record
from brokerage.db import db, unit_of_work
from brokerage.errors import Conflict, Invalid
from brokerage.kept_forms import find_kept
from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.moderation.changes import PUBLISHED
from brokerage.opportunities.moderation.wording import label_of
from brokerage.opportunities.posting.answers import answers_of
from brokerage.opportunities.posting.asked_back import at_questions, sent_back
from brokerage.opportunities.posting.details import Details
from brokerage.opportunities.posting.drafts import find_draft, keep, understood
from brokerage.opportunities.posting.hints import word_hints
from brokerage.opportunities.posting.minding import minded
from brokerage.opportunities.posting.pages import (
    SESSION,
    Page,
    after,
    asked_of,
    before,
    fields_asked,
    first,
)
from brokerage.opportunities.posting.private import private_in
from brokerage.opportunities.posting.putting import change, digest, take_private_out
from brokerage.opportunities.posting.reading import read_pages
from brokerage.opportunities.posting.submitting import phone_for
from brokerage.opportunities.posting.views.blueprint import (
    PAGE,
    address,
    answers_for,
    number_of,
    posting,
    the_page,
    the_role,
    typed_on,
    vocabulary_of,
)
from brokerage.opportunities.posting.views.drawing import draw
from brokerage.opportunities.posting.views.summary import in_answers
from brokerage.opportunities.posting.views.times import answer_times, session_shown
from brokerage.versions import ChangedMeanwhile
from brokerage.weeks import local_today


@posting.get(PAGE)
@needs("roles.post")
def page(organisation_id: str, opportunity_id: str, name: str) -> ResponseReturnValue:
    """One page of questions, with what was typed before, also by somebody who was signed out."""
    session, asked = db.session(), the_page(name)
    role = the_role(session, organisation_id, opportunity_id)
    answers = answers_for(session, role)
    kept = find_kept(session, request.args.get("kept", ""), request.path)
    if name == "times":
        answers |= session_shown(role, number_of("session", request.args))
    answers |= {field: texts for field, texts in kept.items() if field in asked.fields}
    return _draw(role, asked, answers, came_back=bool(kept))


@posting.post(PAGE)
@needs("roles.post", keeps=True)
def answer(organisation_id: str, opportunity_id: str, name: str) -> ResponseReturnValue:
    """Keep the page; put it into the role where it is understood, and go on."""
    asked = the_page(name)
    typed = typed_on(asked)
    with unit_of_work() as unit:
        role = the_role(unit, organisation_id, opportunity_id)
        shown = asked_of(answers_for(unit, role))
        keep(unit, role, typed, name)
    problem: Details | ChangedMeanwhile
    if name == "times":
        problem, onward = answer_times(organisation_id, opportunity_id)
    else:
        problem, onward = _put(organisation_id, opportunity_id, asked, typed), False
    session = db.session()
    role = the_role(session, organisation_id, opportunity_id)
    answers = answers_for(session, role)
    if isinstance(problem, ChangedMeanwhile):
        return _draw(role, asked, answers, changed=problem)
    if problem.errors:
        return _draw(role, asked, answers, problem)
    if "save" in request.form:
        flash("Saved. You can go on at any time.")
        return redirect(url_for("posting.index", organisation_id=organisation_id))
    if onward:
        return redirect(address("page", role, name=name, **_then()))
    return redirect(_following(role, asked, shown, answers))


def _put(
    organisation_id: str, opportunity_id: str, asked: Page, typed: dict[str, list[str]]
) -> Details | ChangedMeanwhile:
    """What was wrong; nothing where the page became part of the role."""
    details = Details()
    try:
        with unit_of_work() as unit:
            role = the_role(unit, organisation_id, opportunity_id)
            answers, vocabulary = answers_for(unit, role), vocabulary_of(unit)
            details = read_pages([asked], answers, vocabulary, local_today())
            if not details.errors:
                drawn = request.form.get("drawn")
                with minded(unit, role, current_actor(), asked.name) as held:
                    changed = change(
                        unit, role, [asked], details, typed, vocabulary, local_today(), drawn
                    )
                    _mind_the_public(unit, role)
                say_what_waits(held)
                following = after(asked, answers_for(unit, role))
                understood(unit, role, asked, following.name if following else "check-answers")
                if changed and role.state not in PUBLISHED:  # whose changes are kept one by one
                    note_edit(unit, role, changed)
    except ChangedMeanwhile as problem:
        return problem
    except Conflict as problem:
        details.errors = {asked.fields[0]: [problem.message]}
    except Invalid as problem:
        details.errors = {problem.field or asked.fields[0]: [problem.message]}
    return details


def note_edit(session: Session, role: Opportunity, changed: set[str]) -> None:
    """Write down which answers of a role changed, and who changed them."""
    actor = current_actor()
    record(session, actor, "role.changed", "opportunity", role.public_id, changed, role.version)


def say_what_waits(names: list[str]) -> None:
    """Say that the centre looks at some of it first."""
    if names:
        said = ", ".join(label_of(name).lower() for name in names if name != "check_reason")
        flash(
            f"Your volunteer centre looks at this first: {said}. Until it answers, the role is "
            "shown as it was."
        )


def _mind_the_public(session: Session, role: Opportunity) -> None:
    """What everybody reads already is not left with a private number until somebody sends it."""
    if role.state == State.DRAFT:
        return
    if taken := take_private_out(role, phone_for(session, role, local_today())):
        session.flush()
        flash(f"We did not publish {', '.join(taken)}: the volunteer centre stands instead.")


def _following(
    role: Opportunity, asked: Page, shown: list[Page], answers: dict[str, list[str]]
) -> str:
    """The next page; back to all answers from a change, unless it brought up a new question."""
    if request.form.get("then") == "check":
        new = [one for one in asked_of(answers) if one not in shown]
        if not new:
            return address("check", role)
        return address("page", role, name=new[0].name, then="check")
    following = after(asked, answers)
    return address("page", role, name=following.name) if following else address("check", role)


def _then() -> dict[str, str]:
    return {"then": "check"} if request.form.get("then") == "check" else {}


def _draw(
    role: Opportunity,
    asked: Page,
    answers: dict[str, list[str]],
    details: Details | None = None,
    *,
    changed: ChangedMeanwhile | None = None,
    came_back: bool = False,
) -> ResponseReturnValue:
    session = db.session()
    errors = details.errors if details else {}
    stands = answers_of(role, vocabulary_of(session))
    names = [name for name in asked.fields if name not in SESSION]
    earlier, pages = before(asked, answers), asked_of(answers)
    texts = {name: first(answers, name) for name in asked.fields}
    fields, back = fields_asked(asked, answers), sent_back(session, role, pages)
    text = render_template(
        "posting/page.html",
        role=role,
        organisation=role.organisation,
        page=asked,
        asked=draw(session, asked, answers, errors),
        errors=errors,
        nearby=[(text, None) for text in (details.nearby if details else ())],
        drawn=digest(stands, names),
        back=earlier.name if earlier else None,
        then=request.values.get("then", ""),
        number=(pages.index(asked) + 1) if asked in pages else None,
        how_many=len(pages),
        hints=word_hints(texts) if asked.name == "what" else [],
        private=private_in(texts),
        changed=changed,
        now_stands=in_answers(session, asked, stands, changed.differences) if changed else [],
        came_back=came_back,
        kept_at=draft.changed_at.isoformat() if (draft := find_draft(session, role)) else "",
        editing=number_of("session"),
        sessions=role.sessions,
        comments=at_questions(back.asked if back else (), asked, fields),
    )
    return text, 409 if changed else 422 if errors else 200
