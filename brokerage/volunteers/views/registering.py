"""Registering: a few short pages, check your answers, and what happens next."""

from __future__ import annotations

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound as PageNotFound

from brokerage.access import public
from brokerage.accounts.current import current_actor
from brokerage.accounts.throttling import note_try
from brokerage.actors import Role
from brokerage.centres.service import ServingCentre, centre_for_district
from brokerage.db import db, unit_of_work
from brokerage.geography.service import UnknownPlace, locate
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.service import find_opportunity
from brokerage.suggestions.addresses import Answers as Asked
from brokerage.suggestions.index import live_index
from brokerage.suggestions.skills import suggest_skills
from brokerage.volunteers.models import RegistrationDraft
from brokerage.volunteers.registration import drafts
from brokerage.volunteers.registration.details import Details
from brokerage.volunteers.registration.pages import (
    BY_NAME,
    PAGES,
    Page,
    after,
    asked_of,
    before,
    fields_asked,
    first,
)
from brokerage.volunteers.registration.reading import read_all, read_pages
from brokerage.volunteers.views.blueprints import registration
from brokerage.volunteers.views.drawing import draw
from brokerage.volunteers.views.finishing import register_and_enter
from brokerage.volunteers.views.summary import summary
from brokerage.weeks import local_today

DRAFT = "registration"  # which draft this browser writes


@registration.get("")
@public
def start() -> ResponseReturnValue:
    """What is asked and how long it takes; goes on with a draft of this browser."""
    actor = current_actor()
    if Role.VOLUNTEER in actor.roles:
        return redirect(url_for("my.introductions"))
    unit = db.session()
    draft = own_draft(unit)
    return render_template(
        "volunteers/start.html",
        draft=draft if draft and draft.answers else None,
        carried=Asked.of(request.args).lists,
        role=role_of(unit, request.args.get("role")),
        how_many=len(PAGES),
    )


@registration.post("")
@public
def begin() -> ResponseReturnValue:
    """A new draft, with what was said in a search."""
    with unit_of_work() as unit:
        note_try(unit, "register", request.remote_addr or "", request.remote_addr)
    with unit_of_work() as unit:
        role = role_of(unit, request.form.get("role"))
        asked = Asked.of(request.form).lists
        draft = drafts.begin(unit, asked, role.public_id if role else None)
        session[DRAFT] = draft.public_id
        session.permanent = True
    return redirect(url_for("registration.page", name=PAGES[0].name))


@registration.get("/<name>")
@public
def page(name: str) -> ResponseReturnValue:
    """One page of questions."""
    asked = _page(name)
    draft = own_draft(db.session())
    if draft is None:
        return redirect(url_for("registration.start"))
    return _draw(asked, draft)


@registration.post("/<name>")
@public
def answer(name: str) -> ResponseReturnValue:
    """Keep what was typed, right or wrong; go on where it is right."""
    asked = _page(name)
    with unit_of_work() as unit:
        draft = own_draft(unit)
        if draft is None:
            return redirect(url_for("registration.start"))
        names = fields_asked(asked, draft.answers)
        typed = {field: request.form.getlist(field) for field in names}
        hinted = name == "offer" and _hint_is_due(unit, draft, typed)
        drafts.keep(unit, draft, typed)
        details = read_pages([asked], draft.answers, live_index().current(unit).vocabulary)
        answers = draft.answers
    if "save" in request.form:
        return redirect(url_for("registration.save"), 307)
    if details.errors or hinted:
        return _draw(asked, draft_of(), details)
    if request.form.get("then") == "check" and not _unasked(asked, answers):
        return redirect(url_for("registration.check"))
    following = after(asked, answers)
    if following is None:
        return redirect(url_for("registration.check"))
    return redirect(url_for("registration.page", name=following.name))


@registration.get("/check")
@public
def check() -> ResponseReturnValue:
    """Everything that was answered, with a link to change each."""
    unit = db.session()
    draft = own_draft(unit)
    if draft is None:
        return redirect(url_for("registration.start"))
    vocabulary = live_index().current(unit).vocabulary
    details = read_all(draft.answers, vocabulary)
    role = role_of(unit, draft.role_public_id)
    out = _unneeded(role)
    asked = [
        (one, draw(unit, [one], draft.answers, leaving_out=out)) for one in asked_of(draft.answers)
    ]
    return render_template(
        "volunteers/check.html",
        said=summary(asked, draft.answers, vocabulary),
        wrong=_pages_with(details),
        centre=_centre(unit, draft),
        role=role,
    )


@registration.post("/check")
@public
def send() -> ResponseReturnValue:
    """Make the record, sign this browser in, and say what happens next."""
    with unit_of_work() as unit:
        draft = find_own(unit)
        if draft is None:
            return redirect(url_for("registration.start"))
        details = read_all(draft.answers, live_index().current(unit).vocabulary)
        if details.errors and draft.finished_at is None:
            return redirect(url_for("registration.page", name=_pages_with(details)[0].name))
        serving = _centre(unit, draft)
        register_and_enter(unit, draft, details, serving.centre if serving else None)
    return redirect(url_for("registration.done"))


def own_draft(unit: Session) -> RegistrationDraft | None:
    """The draft that this browser writes, if it is not sent yet."""
    found = find_own(unit)
    return found if found and found.finished_at is None else None


def find_own(unit: Session) -> RegistrationDraft | None:
    """The same, sent or not: of two presses of the button the second finds it sent."""
    return drafts.find_draft(unit, session.get(DRAFT))


def draft_of() -> RegistrationDraft:
    """After the unit of work, for drawing the page again."""
    found = own_draft(db.session())
    assert found is not None  # noqa: S101 - it was kept a moment ago
    return found


def _draw(asked: Page, draft: RegistrationDraft, details: Details | None = None) -> tuple[str, int]:
    errors = details.errors if details else {}
    earlier = before(asked, draft.answers)
    role = role_of(db.session(), draft.role_public_id)
    page_ = render_template(
        "volunteers/page.html",
        page=asked,
        asked=draw(db.session(), [asked], draft.answers, errors, leaving_out=_unneeded(role)),
        errors=errors,
        nearby=[(text, None) for text in (details.nearby if details else ())],
        back=url_for("registration.page", name=earlier.name) if earlier else None,
        then=request.values.get("then", ""),
        number=PAGES.index(asked) + 1,
        how_many=len(PAGES),
        role=role,
    )
    return page_, 422 if errors else 200


def _unneeded(role: Opportunity | None) -> frozenset[str]:
    """A date of birth is asked only where a role has a lowest age."""
    asks = role is not None and role.minimum_age is not None
    return frozenset() if asks else frozenset({"born_on"})


def _page(name: str) -> Page:
    if name not in BY_NAME:
        raise PageNotFound
    return BY_NAME[name]


def _pages_with(details: Details) -> list[Page]:
    return [page for page in PAGES if set(page.fields) & set(details.errors)]


def _unasked(page: Page, answers: dict[str, list[str]]) -> bool:
    """Whether a change brought up a page that was not asked before."""
    following = after(page, answers)
    return (
        page.name in ("reach", "age")
        and following is not None
        and following.name
        in (
            "contact",
            "guardian",
        )
    )


def _hint_is_due(unit: Session, draft: RegistrationDraft, typed: dict[str, list[str]]) -> bool:
    """New words about oneself may mean skills: they are offered once, with or without script."""
    text = (typed.get("text") or [""])[0].strip()
    if "hinted" in request.form or not text or text == first(draft.answers, "text"):
        return False
    ticked = set(typed.get("skills", ()))
    return any(skill.slug not in ticked for skill in suggest_skills(unit, text))


def _centre(unit: Session, draft: RegistrationDraft) -> ServingCentre | None:
    near, district = first(draft.answers, "near").strip(), None
    if near:
        try:
            district = locate(near).district
        except UnknownPlace:
            district = None
    return centre_for_district(unit, district.code if district else None, local_today())


def role_of(unit: Session, public_id: str | None) -> Opportunity | None:
    return find_opportunity(unit, public_id) if public_id else None
