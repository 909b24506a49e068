"""Everybody who waits for one organisation, settled on one page by the link of a reminder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from brokerage.access import public, signed_link
from brokerage.db import db, unit_of_work
from brokerage.errors import Conflict, Invalid
from brokerage.introductions.answering.answers import NO, give
from brokerage.introductions.answering.links import (
    by_link,
    holder_of,
    organisation_of,
    token_for_one,
)
from brokerage.introductions.answering.views.blueprint import answering, text_of
from brokerage.introductions.answering.words import NEXT
from brokerage.introductions.due import Owner
from brokerage.introductions.models import Introduction
from brokerage.introductions.reasons import choices, kind_words
from brokerage.introductions.states import State
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.templating import plural

WHY = [(f"{NO}:{code}", label) for code, label in choices(State.UNSUCCESSFUL).items()]

KIND = [
    (label, kind_words(State.UNSUCCESSFUL, code))
    for code, label in choices(State.UNSUCCESSFUL).items()
]


@answering.get("/all/<token>")
@public
def everybody(token: str) -> ResponseReturnValue:
    """Each with the same short choice."""
    return _page(token, {})


@answering.post("/all/<token>")
@signed_link
def answer_all(token: str) -> ResponseReturnValue:
    """Keep each answer by itself: one that cannot be kept is shown again, the others stand."""
    errors: dict[str, list[str]] = {}
    settled = 0
    with unit_of_work() as session:
        organisation, made_at = organisation_of(session, token)
        ids = [one.public_id for one in _waiting(session, organisation, made_at)]
    for public_id in ids:
        if not text_of(f"answer-{public_id}"):
            continue
        try:
            with unit_of_work() as session:
                settled += _settle(session, token, public_id)
        except (Invalid, Conflict) as problem:
            errors[f"answer-{public_id}"] = [problem.message]
    if errors:
        return _page(token, errors), 422
    flash(f"Thank you: {plural(settled, 'answer')} noted." if settled else "Nothing was chosen.")
    return redirect(url_for("answering.everybody", token=token))


def _settle(session: Session, token: str, public_id: str) -> bool:
    organisation, made_at = organisation_of(session, token)
    waits = {one.public_id: one for one in _waiting(session, organisation, made_at)}
    if public_id not in waits:  # somebody else of theirs was quicker
        return False
    code, _, reason = text_of(f"answer-{public_id}").partition(":")
    return give(session, waits[public_id], by_link(organisation), code, reason=reason)


def _page(token: str, errors: Mapping[str, list[str]]) -> str:
    session = db.session()
    organisation, made_at = organisation_of(session, token)
    waits = _waiting(session, organisation, made_at)
    return render_template(
        "answering/everybody.html",
        organisation=organisation,
        rows=[(one, token_for_one(one, holder_of(token))) for one in waits],
        why=WHY,
        kind=KIND,
        errors=errors,
        typed=request.form,
    )


def _waiting(
    session: Session, organisation: Organisation, until: datetime
) -> Sequence[Introduction]:
    """Whom the link is about: sent before it was, and still without an answer."""
    query = (
        select(Introduction)
        .join(Opportunity, Opportunity.id == Introduction.opportunity_id)
        .where(Opportunity.organisation_id == organisation.id)
        .where(Introduction.closed_at.is_(None), Introduction.referred_at <= until)
        .where(Introduction.state.in_(NEXT))
        .where(
            or_(
                Introduction.owner == Owner.ORGANISATION,
                Introduction.returned_at.is_not(None),
            )
        )
        .order_by(Introduction.state != State.REFERRED, Introduction.due_on, Introduction.id)
    )
    return session.scalars(query).all()
