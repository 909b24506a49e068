"""A charity at work in the journeys: an organiser, a helper, and people who have started."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Role
from brokerage.centres.models import Centre
from brokerage.db import unit_of_work
from brokerage.opportunities.models import Opportunity
from tests.journeys.at_work.conftest import Work
from tests.journeys.conftest import Visitor
from tests.making import make_organisation, signed_in


def write(site: Work, act: Callable[[Session], Any]) -> Any:
    """Do something in the database as the journey's stage hands."""
    assert site.app is not None
    with site.app.app_context(), unit_of_work() as session:
        return act(session)


def make_charity(session: Session, name: str, **fields: Any) -> tuple[int, str]:
    """A verified charity of Dover's centre: its number and its public id."""
    made = make_organisation(session, name, **fields)
    made.email = "office@charity.example"
    made.centre_id = session.scalars(select(Centre.id).order_by(Centre.id.desc())).first()
    session.flush()
    return made.id, made.public_id


def be(site: Work, visitor: Visitor, role: Role, **whose: int) -> Page:
    """Let a visitor be somebody new with this hat."""
    assert site.app is not None
    cookie = signed_in(site.app, role, **whose).get_cookie("brokerage")
    assert cookie is not None
    visitor.sign_in(cookie.value)
    visitor.page.set_default_timeout(15_000)
    return visitor.page


def look(visitor: Visitor) -> None:
    """The page is accessible, well formed, and nothing scrolls sideways."""
    assert visitor.breaches() == [], visitor.page.url
    assert visitor.ill_formed() == [], visitor.page.url
    assert visitor.too_wide() <= 0, visitor.page.url


def continue_to_check(visitor: Visitor) -> None:
    """Through the rest of the pages about a role, leaving every answer as it is."""
    while not visitor.page.url.endswith("/check-answers"):
        assert visitor.too_wide() <= 0, visitor.page.url
        visitor.page.get_by_role("button", name="Continue").click()


def titled(session: Session, title: str) -> Opportunity:
    """The newest role of that title."""
    query = select(Opportunity).where(Opportunity.title == title).order_by(Opportunity.id.desc())
    return session.scalars(query).first()
