"""Whether a role is still needed: by link, and signed in."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs, public, signed_link
from brokerage.accounts.current import current_actor
from brokerage.db import db
from brokerage.introductions.answering.links import by_link, role_of
from brokerage.introductions.answering.views.blueprint import (
    Door,
    answering,
    applicants,
    for_the_organisation,
)
from brokerage.introductions.answering.views.rolepages import (
    filled_page,
    role_page,
    take_role_answer,
)
from brokerage.opportunities.models import Opportunity
from brokerage.tenancy import get_role_of

Found = tuple[Door, Opportunity]


@answering.get("/role/<token>")
@public
def role(token: str) -> ResponseReturnValue:
    """Still needed?"""
    return role_page(*_by_link(db.session(), token))


@answering.post("/role/<token>")
@signed_link
def answer_role(token: str) -> ResponseReturnValue:
    """Keep the answer."""
    return take_role_answer(lambda session: _by_link(session, token))


@answering.get("/role/<token>/filled")
@public
def role_filled(token: str) -> ResponseReturnValue:
    """Whom it concerns that it is filled."""
    return filled_page(*_by_link(db.session(), token))


@answering.post("/role/<token>/filled")
@signed_link
def say_role_filled(token: str) -> ResponseReturnValue:
    """It is filled."""
    return take_role_answer(lambda session: _by_link(session, token))


@applicants.get("/roles/<opportunity_id>/still-needed", endpoint="role")
@needs("organisation.answer")
def own_role(organisation_id: str, opportunity_id: str) -> ResponseReturnValue:
    """Still needed, and how many at a time?"""
    return role_page(*_signed_in(db.session(), organisation_id, opportunity_id))


@applicants.post("/roles/<opportunity_id>/still-needed")
@needs("organisation.answer")
def answer_own_role(organisation_id: str, opportunity_id: str) -> ResponseReturnValue:
    """Keep the answer."""
    return take_role_answer(lambda session: _signed_in(session, organisation_id, opportunity_id))


@applicants.get("/roles/<opportunity_id>/filled", endpoint="role_filled")
@needs("organisation.answer")
def own_role_filled(organisation_id: str, opportunity_id: str) -> ResponseReturnValue:
    """Whom it concerns that it is filled."""
    return filled_page(*_signed_in(db.session(), organisation_id, opportunity_id))


@applicants.post("/roles/<opportunity_id>/filled")
@needs("organisation.answer")
def say_own_role_filled(organisation_id: str, opportunity_id: str) -> ResponseReturnValue:
    """It is filled."""
    return take_role_answer(lambda session: _signed_in(session, organisation_id, opportunity_id))


def _by_link(session: Session, token: str) -> Found:
    found = role_of(session, token)
    return Door(found.organisation, by_link(found.organisation), token=token), found


def _signed_in(session: Session, organisation_id: str, opportunity_id: str) -> Found:
    found = get_role_of(session, current_actor(), organisation_id, opportunity_id)
    home = url_for("organisations.home", organisation_id=organisation_id)
    return Door(found.organisation, for_the_organisation(), back=home), found
