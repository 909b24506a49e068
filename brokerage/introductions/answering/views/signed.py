"""Answering about one person by the link in an e-mail, without signing in."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import public, signed_link
from brokerage.db import db
from brokerage.introductions.answering.links import by_link, introduction_of
from brokerage.introductions.answering.views.blueprint import Door, answering
from brokerage.introductions.answering.views.pages import Found, ask_why, one_page, take_answer
from brokerage.introductions.answering.views.rolepages import filled_page, take_role_answer
from brokerage.opportunities.models import Opportunity


@answering.get("/one/<token>")
@public
def one(token: str) -> ResponseReturnValue:
    """The question."""
    return one_page(*_found(db.session(), token))


@answering.post("/one/<token>")
@signed_link
def answer_one(token: str) -> ResponseReturnValue:
    """The answer."""
    return take_answer(lambda session: _found(session, token))


@answering.get("/one/<token>/not-this-time")
@public
def not_this_time(token: str) -> ResponseReturnValue:
    """Why not, with the kind words that are sent."""
    door, found = _found(db.session(), token)
    return ask_why(door, found) if found.is_open else one_page(door, found)


@answering.get("/one/<token>/filled")
@public
def filled(token: str) -> ResponseReturnValue:
    """Whom it concerns that the role is filled."""
    door, found = _found(db.session(), token)
    return filled_page(door, found.opportunity)


@answering.post("/one/<token>/filled")
@signed_link
def say_filled(token: str) -> ResponseReturnValue:
    """The role is filled."""

    def find(session: Session) -> tuple[Door, Opportunity]:
        door, found = _found(session, token)
        return door, found.opportunity

    return take_role_answer(find)


def _found(session: Session, token: str) -> Found:
    introduction = introduction_of(session, token)
    organisation = introduction.opportunity.organisation
    return Door(organisation, by_link(organisation), token=token), introduction
