"""One organisation at the desk: what it says, who speaks for it, and the centre's answer."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.db import db, unit_of_work
from brokerage.errors import BrokerageError, Conflict
from brokerage.introductions.contacts import KINDS, RESULTS, list_contacts, log_contact
from brokerage.introductions.models import Introduction
from brokerage.introductions.states import IN_WORDS as INTRODUCTIONS
from brokerage.introductions.states import State as IntroductionState
from brokerage.introductions.views.blueprint import at_desk, do_once, text_of
from brokerage.introductions.views.naming import district_names, names_of_actors
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.models import State as RoleState
from brokerage.opportunities.service import move
from brokerage.opportunities.states import MOVES
from brokerage.organisations import members, standing
from brokerage.organisations.likely import find_alike
from brokerage.organisations.models import Organisation, Standing
from brokerage.organisations.org_ids import in_words
from brokerage.organisations.reasons import DECLINED, HELP
from brokerage.organisations.requirements import RISKS, WORDS, needed
from brokerage.organisations.schemas import OrganisationSchema
from brokerage.organisations.states import IN_WORDS
from brokerage.organisations.states import MOVES as STANDINGS
from brokerage.organisations.telling import tell_answer
from brokerage.organisations.views.desk import desk_organisations
from brokerage.organisations.views.details import roles_at_risk
from brokerage.organisations.views.joining import send_link
from brokerage.schema import Audience, facts
from brokerage.tenancy import get_organisation
from brokerage.weeks import local_today

Do = Callable[[Session, Organisation], str]


@desk_organisations.get("/<organisation_id>")
@needs("organisations.verify")
def show(organisation_id: str) -> ResponseReturnValue:
    """Everything about it on one page."""
    return _page(organisation_id, {})


@desk_organisations.post("/<organisation_id>")
@needs("organisations.verify")
def act(organisation_id: str) -> ResponseReturnValue:
    """The centre's answer, a note, trust: one form each, and what is refused is shown again."""
    wanted = ACTS.get(request.form.get("act", ""))
    if wanted is None:
        return _page(organisation_id, {"act": ["Choose what to do."]})
    try:
        with unit_of_work() as session:
            found = get_organisation(session, current_actor(), organisation_id)
            said: list[str] = []

            def make() -> Organisation:
                said.append(wanted(session, found))
                return found

            do_once(session, at_desk(), "organisation", make)
    except BrokerageError as problem:
        if problem.status == 404:
            raise
        return _page(organisation_id, {problem.field or "act": [problem.message]})
    flash(said[0] if said else "It is done already.")
    return redirect(url_for("desk_organisations.show", organisation_id=organisation_id))


def _verify(session: Session, one: Organisation) -> str:
    standing.verify(session, one, at_desk(), local_today())
    tell_answer(session, one)
    return f"{one.name} is verified, and has been told."


def _not_yet(session: Session, one: Organisation) -> str:
    lacking, offered = request.form.getlist("missing"), request.form.getlist("help")
    standing.not_yet(session, one, at_desk(), lacking, offered, text_of("note"))
    tell_answer(session, one)
    return "They have been told what is missing, and how we help."


def _decline(session: Session, one: Organisation) -> str:
    standing.decline(session, one, at_desk(), text_of("reason", 40), text_of("note"))
    tell_answer(session, one)
    return "They have been told."


def _leave(session: Session, one: Organisation) -> str:
    standing.leave(session, one, at_desk(), text_of("note"))
    closed = 0
    for role in _roles(session, one):
        if RoleState.CLOSED in MOVES[RoleState(role.state)]:
            move(session, role, RoleState.CLOSED, at_desk(), "organisation_left")
            closed += 1
    return f"{one.name} has left. Roles closed: {closed}."


def _trust(session: Session, one: Organisation) -> str:
    on = request.form.get("trusted") == "1"
    standing.trust(session, one, at_desk(), on, text_of("why"))
    return "It publishes without us now." if on else "We look at its roles first again."


def _centre(session: Session, one: Organisation) -> str:
    on = request.form.get("runs_a_centre") == "1"
    standing.mark_centre(session, one, at_desk(), on)
    return "Marked as running a volunteer centre." if on else "Not marked any more."


def _contact(session: Session, one: Organisation) -> str:
    actor = at_desk()
    kind, result, note = text_of("kind", 20), text_of("result", 20), text_of("note", 5000)
    log_contact(session, actor, min(actor.centre_ids), kind, result, note, organisation_id=one.id)
    return "It is in the log."


def _send_link(session: Session, one: Organisation) -> str:
    if one.state != Standing.JOINING or not one.email:
        raise Conflict("Their address is confirmed already, or there is none.")
    send_link(session, one)
    return "We have sent the link again."


def _proved(session: Session, one: Organisation) -> str:
    """Somebody who does not get on with the link says by telephone that it is theirs."""
    if one.state != Standing.JOINING:
        raise Conflict("Their address is confirmed already.")
    standing.submit(session, one, at_desk("phone", "organisation"))
    return "It waits for our answer now."


ACTS: dict[str, Do] = {
    "verify": _verify,
    "not_yet": _not_yet,
    "decline": _decline,
    "leave": _leave,
    "trust": _trust,
    "centre": _centre,
    "contact": _contact,
    "send_link": _send_link,
    "proved": _proved,
}


def _page(organisation_id: str, errors: dict[str, list[str]]) -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    found = get_organisation(session, actor, organisation_id)
    log = list_contacts(session, organisation_id=found.id)
    trail = audit.list_entries(session, "organisation", found.public_id)
    actors = {one.actor for one in log} | {one.actor for one in found.moves}
    actors |= {one.actor for one in trail}
    text = render_template(
        "organisations/desk/show.html",
        organisation=found,
        groups=facts(OrganisationSchema, found, Audience.STAFF),
        number=in_words(found.org_id),
        state_of=IN_WORDS,
        reachable=STANDINGS[Standing(found.state)],
        needed=needed(found, roles_at_risk(session, found), local_today()),
        requirements=WORDS,
        risks=RISKS,
        reasons=DECLINED,
        help=HELP,
        members=members.list_members(session, found),
        asking=[one for one in members.list_open(session, found) if one.agreed_at is None],
        roles=_roles(session, found),
        counts=_introductions(session, found),
        like=find_alike(session, found.name, found.org_id, but=found.id, states=list(Standing)),
        log=log,
        trail=trail[:20],
        who=names_of_actors(session, actors),
        kinds=KINDS,
        results=RESULTS,
        districts=district_names(),
        errors=errors,
        typed=request.form,
    )
    return text, 422 if errors else 200


def _roles(session: Session, one: Organisation) -> list[Opportunity]:
    newest = select(Opportunity).where(Opportunity.organisation_id == one.id)
    return list(session.scalars(newest.order_by(Opportunity.id.desc())))


def _introductions(session: Session, one: Organisation) -> list[tuple[str, int]]:
    """How many introductions stand where: figures, whoever's people they are."""
    query = (
        select(Introduction.state, func.count())
        .join(Opportunity, Opportunity.id == Introduction.opportunity_id)
        .where(Opportunity.organisation_id == one.id)
        .group_by(Introduction.state)
    )
    counts = {row[0]: row[1] for row in session.execute(query)}
    return [(INTRODUCTIONS[state], counts[state]) for state in IntroductionState if state in counts]
