"""What an organisation says of itself: seen and changed by its organisers, or a broker for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import Forbidden

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.db import db, unit_of_work
from brokerage.errors import Invalid
from brokerage.opportunities.models import Opportunity, State
from brokerage.organisations.editing import change_details
from brokerage.organisations.members import is_organiser
from brokerage.organisations.models import Organisation, Standing
from brokerage.organisations.reasons import DECLINED, HELP
from brokerage.organisations.requirements import NO_RISK, RISKS, WORDS, Flags, needed
from brokerage.organisations.schemas import OrganisationSchema
from brokerage.organisations.standing import last_answer, submit
from brokerage.organisations.states import TO_THEM
from brokerage.organisations.todo import ToDo
from brokerage.organisations.views.blueprint import organisations, the_organisation
from brokerage.organisations.views.reading import Answers, Read, answers_of, asked, read
from brokerage.schema import declared, in_words
from brokerage.versions import ChangedMeanwhile
from brokerage.weeks import local_today

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Your organisation": (
        "name", "kind", "description", "near", "org_id", "income_band", "website",
    ),
    "Who we talk to": (
        "contact_name", "email", "phone", "second_name", "second_email", "second_phone",
    ),
    "Insurance and expenses": ("insurance", "insurance_ends_on", "expenses"),
    "For roles with children, adults at risk or in private homes": (
        "safeguarding_lead", "safeguarding_reviewed_on", "data_protection_on",
    ),
}  # fmt: skip
FIELDS = tuple(name for names in GROUPS.values() for name in names)
MAY_SEND = (Standing.LISTED, Standing.NOT_YET, Standing.DECLINED)
OPEN = (State.DRAFT, State.SUBMITTED, State.CHANGES_ASKED, State.LIVE, State.PAUSED, State.FILLED)


@organisations.get("/<organisation_id>/details")
@needs("organisation.own")
def details(organisation_id: str) -> ResponseReturnValue:
    """Everything that is asked, and what is still missing."""
    found = the_organisation(organisation_id)
    return _page(found, answers_of(found, FIELDS), Read(), found.version)


@organisations.post("/<organisation_id>/details")
@needs("organisation.own")
def keep_details(organisation_id: str) -> ResponseReturnValue:
    """Keep it; with an error or two editors nothing typed is lost."""
    answers: Answers = {name: request.form.getlist(name) for name in FIELDS}
    found = read(FIELDS, answers, ("name", "kind"))
    if not found.facts.get("district_code"):  # an empty box leaves the place as it was
        found.facts.pop("district_code", None)
        found.facts.pop("postcode", None)
    seen = request.form.get("version", type=int)
    if found.errors or seen is None:
        mine = for_organisers(organisation_id)
        return _page(mine, answers, found, seen or mine.version)
    try:
        with unit_of_work() as session:
            mine = for_organisers(organisation_id)
            changed = change_details(session, mine, found.facts, current_actor(), seen)
            if sends := "send" in request.form and mine.state in MAY_SEND:
                submit(session, mine, current_actor())
    except ChangedMeanwhile as problem:
        mine = the_organisation(organisation_id)
        return _page(mine, answers, found, problem.version, problem)
    if sends:
        return _sent(organisation_id)
    flash("Your changes are kept." if changed else "Nothing was changed.")
    return redirect(url_for("organisations.details", organisation_id=organisation_id))


@organisations.post("/<organisation_id>/submit")
@needs("organisation.own")
def send_again(organisation_id: str) -> ResponseReturnValue:
    """Put it before the centre, once what was missing is there."""
    with unit_of_work() as session:
        found = for_organisers(organisation_id)
        if found.state not in MAY_SEND:
            raise Invalid("Your volunteer centre has it already.", "state")
        submit(session, found, current_actor())
    return _sent(organisation_id)


def _sent(organisation_id: str) -> ResponseReturnValue:
    flash("Your volunteer centre looks at it and answers.")
    return redirect(url_for("organisations.home", organisation_id=organisation_id))


def for_organisers(organisation_id: str) -> Organisation:
    """The organisation of the address, for those who look after it; helpers may only read."""
    found = the_organisation(organisation_id)
    if not is_organiser(db.session(), found, current_actor()):
        raise Forbidden
    return found


def verification_missing(session: Session, organisation: Organisation) -> list[ToDo]:
    """What a group still has to show before its centre can say yes."""
    href = url_for("organisations.details", organisation_id=organisation.public_id)
    if organisation.state == Standing.NOT_YET:
        return [ToDo("Add what is still missing, and send it to your volunteer centre again", href)]
    lacking = [one for one in needed(organisation, NO_RISK, local_today()) if not one.met]
    if organisation.state == Standing.SUBMITTED and lacking:
        return [ToDo(f"Add {one.label[:1].lower()}{one.label[1:]}", href) for one in lacking]
    return []


def roles_at_risk(session: Session, organisation: Organisation) -> Flags:
    """The risks of all their open roles together."""
    mine = select(Opportunity).where(
        Opportunity.organisation_id == organisation.id, Opportunity.state.in_(OPEN)
    )
    roles = session.scalars(mine).all()
    flags = {name: any(getattr(role, name) for role in roles) for name in RISKS}
    return Flags(**flags)


def _page(
    organisation: Organisation,
    answers: Answers,
    found: Read,
    version: int,
    clash: ChangedMeanwhile | None = None,
) -> ResponseReturnValue:
    session = db.session()
    drawn = {one.name: one for one in asked(FIELDS, answers, found.errors, ours=False)}
    risks = roles_at_risk(session, organisation)
    answer = last_answer(organisation)
    text = render_template(
        "organisations/details.html",
        organisation=organisation,
        groups={title: [drawn[name] for name in names] for title, names in GROUPS.items()},
        errors=found.errors,
        nearby=found.nearby,
        version=version,
        clashes=_in_words(clash),
        standing=TO_THEM[Standing(organisation.state)],
        answer=answer,
        requirements=WORDS,
        help=HELP,
        declined=DECLINED,
        needed=needed(organisation, risks, local_today()),
        may_send=organisation.state in MAY_SEND,
        may_change=is_organiser(session, organisation, current_actor()),
    )
    return text, 409 if clash else 422 if found.errors else 200


def _in_words(clash: ChangedMeanwhile | None) -> list[tuple[str, str]]:
    """(label, what stands there now) for each field that somebody else changed."""
    if clash is None:
        return []
    rows = declared(OrganisationSchema)
    found = []
    for name, (now_, _sent) in clash.differences.items():
        label = str(rows[name].metadata["label"]) if name in rows else "Where you are"
        said = now_ if isinstance(now_, date) or name not in rows else in_words(rows[name], now_)
        found.append((label, str(said or "Nothing")))
    return found
