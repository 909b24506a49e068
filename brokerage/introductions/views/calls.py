"""One call to an organisation settles everything it owes an answer to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.actors import Actor
from brokerage.db import db, unit_of_work
from brokerage.errors import Conflict, Invalid
from brokerage.idempotency import once
from brokerage.introductions.answering.recent import record_of
from brokerage.introductions.contacts import list_contacts, log_contact
from brokerage.introductions.due import Owner
from brokerage.introductions.models import Introduction
from brokerage.introductions.outcomes import outcomes_of, record_outcome
from brokerage.introductions.reasons import choices
from brokerage.introductions.views.blueprint import (
    at_desk,
    desk,
    do_once,
    seen_version,
    text_of,
)
from brokerage.introductions.views.naming import names_of_actors
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.templating import plural
from brokerage.tenancy import get_introduction, get_organisation_to_call, introductions_seen_by

SHOWN = 10


@desk.get("/organisations/<organisation_id>/call")
@needs("introductions.move")
def call(organisation_id: str) -> ResponseReturnValue:
    """Everybody who waits for this organisation, with a choice for each."""
    return _page(organisation_id, {})


@desk.post("/organisations/<organisation_id>/call")
@needs("introductions.move")
def record_call(organisation_id: str) -> ResponseReturnValue:
    """Keep what they said of each. What cannot be kept is shown again, and the rest stands."""
    errors: dict[str, list[str]] = {}
    settled = 0
    # The tenancy of the page itself, before anything is kept.
    with unit_of_work() as session:
        actor = at_desk("phone", "organisation")
        organisation = get_organisation_to_call(session, actor, organisation_id)
        ids = [one.public_id for one in _waiting(session, actor, organisation)]
        _log_call(session, actor, organisation)
    for public_id in ids:
        answered = bool(request.form.get(f"outcome-{public_id}"))
        if not answered and not text_of(f"note-{public_id}"):
            continue
        try:
            with unit_of_work() as session:
                _settle(session, actor, public_id) if answered else _note(session, actor, public_id)
            settled += answered
        except (Invalid, Conflict) as problem:
            errors[f"outcome-{public_id}"] = [problem.message]
    if errors:
        return _page(organisation_id, errors), 422
    flash(f"{plural(settled, 'answer')} noted." if settled else "The call is noted.")
    return redirect(url_for("desk.day"))


def _settle(session: Session, actor: Actor, public_id: str) -> None:
    """One answer: "yes", or "no:times" with its reason."""
    found = get_introduction(session, actor, public_id)
    code, _, reason = text_of(f"outcome-{public_id}", 60).partition(":")
    seen = seen_version(f"version-{public_id}")

    def make() -> Introduction:
        record_outcome(session, found, actor, code, reason, text_of(f"note-{public_id}"), seen)
        return found

    once(session, f"{text_of('submission', 40)}:{public_id}", actor, make, "call")


def _note(session: Session, actor: Actor, public_id: str) -> None:
    """What was said of somebody without an answer yet: it goes to the log of their introduction."""
    found = get_introduction(session, actor, public_id)
    result, note = text_of("result", 20) or "spoke", text_of(f"note-{public_id}")

    def make() -> Introduction:
        centre_id = min(actor.centre_ids)
        log_contact(session, actor, centre_id, "call", result, note, introduction=found)
        return found

    once(session, f"{text_of('submission', 40)}:{public_id}", actor, make, "call")


def _log_call(session: Session, actor: Actor, organisation: Organisation) -> None:
    centre_id = min(actor.centre_ids)
    result = text_of("result", 20) or "spoke"
    about = organisation.id
    do_once(
        session,
        actor,
        "call",
        lambda: log_contact(
            session, actor, centre_id, "call", result, text_of("note"), organisation_id=about
        ),
    )


def _waiting(session: Session, actor: Actor, organisation: Organisation) -> Sequence[Introduction]:
    """What this organisation should answer, and what has come back to us for its silence."""
    query = (
        introductions_seen_by(actor)
        .join(Opportunity, Opportunity.id == Introduction.opportunity_id)
        .where(Opportunity.organisation_id == organisation.id, Introduction.closed_at.is_(None))
        .where((Introduction.owner == Owner.ORGANISATION) | Introduction.returned_at.is_not(None))
        .order_by(Introduction.due_on, Introduction.id)
    )
    return session.scalars(query).all()


def _page(organisation_id: str, errors: Mapping[str, list[str]]) -> str:
    session, actor = db.session(), current_actor()
    organisation = get_organisation_to_call(session, actor, organisation_id)
    log = list_contacts(session, organisation_id=organisation.id)[:SHOWN]
    return render_template(
        "desk/call.html",
        organisation=organisation,
        answers=record_of(session, organisation),
        rows=[(one, _options(one)) for one in _waiting(session, actor, organisation)],
        log=log,
        who=names_of_actors(session, [one.actor for one in log]),
        errors=errors,
        typed=request.form,
    )


def _options(one: Introduction) -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices in groups: what goes on, and each way of saying no with its reason."""
    open_now = outcomes_of(one)
    on = [(code, found.label) for code, found in open_now.items() if not found.needs_reason]
    groups = [("They go on", on)] if on else []
    for code, found in open_now.items():
        if found.needs_reason:
            some = [(f"{code}:{why}", text) for why, text in choices(found.target).items()]
            groups.append((found.label, some))
    return groups
