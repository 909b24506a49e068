"""Who speaks for an organisation: invite, agree, change, remove, and hand over when one leaves."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_account, current_actor
from brokerage.accounts.throttling import note_try
from brokerage.db import db, unit_of_work
from brokerage.errors import BrokerageError, Invalid
from brokerage.links import link
from brokerage.organisations import members as service
from brokerage.organisations.models import Invitation, Organisation
from brokerage.organisations.telling import ask_centre, centre_of, write_to
from brokerage.organisations.views.blueprint import organisations, the_organisation
from brokerage.organisations.views.details import for_organisers
from brokerage.volunteers.contacts import read_email

DUTIES = {
    "organiser": "Organiser: can do everything",
    "helper": "Helper: answers people, confirms hours",
}


@organisations.get("/<organisation_id>/members")
@needs("organisation.own")
def members(organisation_id: str) -> ResponseReturnValue:
    """Who is here, who was asked, and who asks."""
    return _page(the_organisation(organisation_id), {}, {})


@organisations.post("/<organisation_id>/members/invite")
@needs("organisation.own")
def invite(organisation_id: str) -> ResponseReturnValue:
    """Send somebody a link."""
    typed = {
        name: request.form.get(name, "").replace("\0", "").strip()
        for name in ("name", "email", "duty")
    }
    with unit_of_work() as session:
        note_try(session, "message", typed["email"], request.remote_addr)
    try:
        with unit_of_work() as session:
            found = for_organisers(organisation_id)
            address = read_email(typed["email"])
            if not typed["name"]:
                raise Invalid("Enter their name.", "name")
            if not address:
                raise Invalid("Enter their e-mail address.", "email")
            helper = typed["duty"] == "helper"
            made = service.invite(session, found, typed["name"], address, helper, current_actor())
            _send(session, made)
    except BrokerageError as problem:
        if problem.status == 404:
            raise
        errors = {problem.field or "email": [problem.message]}
        return _page(the_organisation(organisation_id), typed, errors)
    flash(f"We have sent a link to {address}.")
    return _back(organisation_id)


@organisations.post("/<organisation_id>/invitations/<invitation_id>")
@needs("organisation.own")
def settle_invitation(organisation_id: str, invitation_id: str) -> ResponseReturnValue:
    """Agree that somebody joins, send the link once more, or take it back."""
    with unit_of_work() as session:
        note_try(session, "message", f"invitation {invitation_id}", request.remote_addr)
    with unit_of_work() as session:
        found = for_organisers(organisation_id)
        one = service.get_invitation(session, found, invitation_id)
        if request.form.get("do") == "end":
            service.end_invitation(session, one, current_actor())
            said = "The invitation is taken back." if one.agreed_at else "They cannot join."
        else:
            if one.agreed_at is None:
                helper = request.form.get("duty") == "helper"
                service.agree(session, one, helper, current_actor())
            _send(session, one)
            said = f"We have sent a link to {one.email}."
    flash(said)
    return _back(organisation_id)


@organisations.post("/<organisation_id>/members/<member_id>")
@needs("organisation.own")
def change_member(organisation_id: str, member_id: str) -> ResponseReturnValue:
    """Make somebody organiser or helper, or end their part."""
    own = current_account()
    leaving = own is not None and own.public_id == member_id and request.form.get("do") == "remove"
    try:
        with unit_of_work() as session:
            found = (
                the_organisation(organisation_id) if leaving else for_organisers(organisation_id)
            )
            one = service.get_member(session, found, member_id)
            name = one.account.name
            if request.form.get("do") == "remove":
                _remove(session, found, one)
                said = f"{name} no longer looks after {found.name}."
            else:
                helper = request.form.get("do") == "helper"
                service.change_duty(session, found, one, helper, current_actor())
                said = f"{name} is now {'a helper' if helper else 'an organiser'}."
    except BrokerageError as problem:
        if problem.status == 404:
            raise
        return _page(the_organisation(organisation_id), {}, {"members": [problem.message]})
    flash(said)
    if leaving:
        return redirect(url_for("suggestions.home"))
    return _back(organisation_id)


def _remove(session: Session, organisation: Organisation, one: service.Member) -> None:
    """Nobody goes unseen: where no organiser is left, the centre rings."""
    name, person = one.account.name, one.account.public_id
    if service.remove(session, organisation, one, current_actor()):
        return
    what = f"{name} has left {organisation.name}, and no organiser is left: ask who takes over"
    ask_centre(session, organisation, what, f"left:{organisation.public_id}:{person}")


def _send(session: Session, one: Invitation) -> None:
    address = link("confirming.invited", token=service.link_for(one))
    write_to(session, one.organisation, one.name, one.email, "member_invited", link=address)


def _page(
    organisation: Organisation, typed: dict[str, str], errors: dict[str, list[str]]
) -> ResponseReturnValue:
    session = db.session()
    open_ = service.list_open(session, organisation)
    own = current_account()
    text = render_template(
        "organisations/members.html",
        organisation=organisation,
        members=service.list_members(session, organisation),
        asking=[one for one in open_ if one.agreed_at is None],
        invited=[one for one in open_ if one.agreed_at is not None],
        own_id=own.public_id if own else "",
        may_change=service.is_organiser(session, organisation, current_actor()),
        duties=DUTIES,
        centre=centre_of(session, organisation),
        typed=typed,
        errors=errors,
    )
    return text, 422 if errors else 200


def _back(organisation_id: str) -> ResponseReturnValue:
    return redirect(url_for("organisations.members", organisation_id=organisation_id))
