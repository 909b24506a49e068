"""Looking at a role that was sent in: as the public will see it, a list to tick, and our word."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.db import db, unit_of_work
from brokerage.errors import BrokerageError
from brokerage.introductions.views.blueprint import at_desk, do_once, seen_version, text_of
from brokerage.introductions.views.naming import district_names, names_of_actors
from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.moderation import deciding, telling
from brokerage.opportunities.moderation.alike import find_alike
from brokerage.opportunities.moderation.changes import (
    accept,
    as_it_stands,
    list_changes,
    refuse,
)
from brokerage.opportunities.moderation.models import ProposedChange
from brokerage.opportunities.moderation.queue import (
    get_change,
    get_submitted,
    list_submitted,
    list_unseen,
    list_waiting_changes,
)
from brokerage.opportunities.moderation.ticklist import list_on
from brokerage.opportunities.moderation.views.blueprint import moderation
from brokerage.opportunities.moderation.wording import label_of, words_of
from brokerage.opportunities.posting.drafts import forget_typed
from brokerage.opportunities.schemas import OpportunitySchema
from brokerage.organisations.requirements import is_risky, needed, risks_in_words, why_not_live
from brokerage.schema import Audience, facts
from brokerage.suggestions import service as suggestions
from brokerage.versions import check_version
from brokerage.weeks import local_today

Do = Callable[[Session, Opportunity], str]


@moderation.get("/submitted")
@needs("roles.moderate")
def submitted() -> ResponseReturnValue:
    """Everything that waits for us."""
    session, actor = db.session(), current_actor()
    return render_template(
        "moderation/index.html",
        roles=list_submitted(session, actor),
        changes=list_waiting_changes(session, actor),
        unseen=list_unseen(session, actor),
        label_of=label_of,
    )


@moderation.get("/submitted/<opportunity_id>")
@needs("roles.moderate")
def show(opportunity_id: str) -> ResponseReturnValue:
    """One role, and what to say of it."""
    return _page(opportunity_id, {})


@moderation.post("/submitted/<opportunity_id>")
@needs("roles.moderate")
def decide(opportunity_id: str) -> ResponseReturnValue:
    """Publish it, ask for changes, decline it, or note that it was looked at."""
    wanted = ACTS.get(request.form.get("act", ""))
    if wanted is None:
        return _page(opportunity_id, {"ticked": ["Choose what to do."]})
    try:
        with unit_of_work() as session:
            role = get_submitted(session, current_actor(), opportunity_id)
            said: list[str] = []

            def make() -> Opportunity:
                check_version(session, role, seen_version())
                said.append(wanted(session, role))
                return role

            do_once(session, at_desk(), "moderation", make)
    except BrokerageError as problem:
        if problem.status == 404:
            raise
        return _page(opportunity_id, {problem.field or "ticked": [problem.message]})
    flash(said[0] if said else "It is done already.")
    return redirect(url_for("moderation.submitted"))


@moderation.get("/changes/<change_id>")
@needs("roles.moderate")
def change(change_id: str) -> ResponseReturnValue:
    """A change of a live role that waits: old beside new."""
    return _change_page(change_id, {})


@moderation.post("/changes/<change_id>")
@needs("roles.moderate")
def answer_change(change_id: str) -> ResponseReturnValue:
    """Publish the change, or leave the role as it is."""
    try:
        with unit_of_work() as session:
            one = get_change(session, current_actor(), change_id)
            if request.form.get("do") == "accept":
                accept(session, one, at_desk(), local_today())
                said = "The change is published."
            else:
                refuse(session, one, text_of("note"), at_desk())
                forget_typed(session, one.opportunity)
                said = "The role stays as it was."
            telling.tell_change_answered(session, one)
    except BrokerageError as problem:
        if problem.status == 404:
            raise
        return _change_page(change_id, {"change": [problem.message]})
    flash(said)
    return redirect(url_for("moderation.submitted"))


def _approve(session: Session, role: Opportunity) -> str:
    ticked = request.form.getlist("ticked")
    deciding.approve(session, role, at_desk(), ticked, list_on(local_today()))
    telling.tell_published(session, role)
    return f"“{role.title}” is published."


def _ask(session: Session, role: Opportunity) -> str:
    said = {field: text_of(field) for field in deciding.FIELDS}
    ticked, note = request.form.getlist("ticked"), text_of("note")
    made = deciding.ask_for_changes(
        session, role, at_desk(), said, note, ticked, list_on(local_today())
    )
    telling.tell_changes_asked(session, role, made, note)
    return "They have been asked."


def _decline(session: Session, role: Opportunity) -> str:
    reason, note = text_of("reason", 40), text_of("note")
    deciding.decline(session, role, at_desk(), reason, note, list_on(local_today()))
    telling.tell_declined(session, role, reason, note)
    return "They have been told."


def _looked(session: Session, role: Opportunity) -> str:
    deciding.looked_at(session, role, at_desk(), list_on(local_today()))
    return "Noted: you have looked at it."


ACTS: dict[str, Do] = {
    "approve": _approve,
    "ask": _ask,
    "decline": _decline,
    "looked": _looked,
}


def _page(opportunity_id: str, errors: dict[str, list[str]]) -> ResponseReturnValue:
    session, today = db.session(), local_today()
    role = get_submitted(session, current_actor(), opportunity_id)
    look = deciding.last_look(session, role)
    text = render_template(
        "moderation/show.html",
        role=role,
        organisation=role.organisation,
        groups=facts(OpportunitySchema, role, Audience.PARTNER),
        times=as_it_stands(role)["sessions"],
        terms=suggestions.terms_in_words(session, role),
        waiting=role.state == State.SUBMITTED,
        unseen=role.state == State.LIVE and look is None,
        ticks=list_on(today),
        fields=deciding.FIELDS,
        reasons=deciding.DECLINED,
        alike=find_alike(session, role),
        risks=risks_in_words(role) if is_risky(role) else "",
        needed=needed(role.organisation, role, today),
        barred=why_not_live(role.organisation, role, today),
        look=look,
        comments=deciding.open_comments(session, role),
        changes=list_changes(session, role),
        label_of=label_of,
        who=names_of_actors(session, [look.by] if look else []),
        districts=district_names(),
        errors=errors,
        typed=request.form,
    )
    return text, 422 if errors else 200


def _change_page(change_id: str, errors: dict[str, list[str]]) -> ResponseReturnValue:
    session = db.session()
    one = get_change(session, current_actor(), change_id)
    text = render_template(
        "moderation/change.html",
        change=one,
        rows=_side_by_side(one),
        who=names_of_actors(session, [one.actor]),
        errors=errors,
        note=request.form.get("note", ""),
    )
    return text, 422 if errors else 200


def _side_by_side(one: ProposedChange) -> list[tuple[str, str, str]]:
    now_ = as_it_stands(one.opportunity)
    return [
        (label_of(name), words_of(name, now_.get(name)), words_of(name, value))
        for name, value in one.wanted.items()
    ]
