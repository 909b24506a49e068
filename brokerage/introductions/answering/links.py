"""The links by which an organisation answers from an e-mail, without signing in.

A link is for one record, and for the address it was sent to: it ends after 60 days, and when that
person no longer looks after the organisation. Each organiser has their own.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from brokerage import signed_links
from brokerage.actors import Actor
from brokerage.errors import NotFound
from brokerage.introductions.models import Introduction
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.organisations.reached import holders

ONE, ALL, ROLE = "answer", "answer-all", "still-needed"
NO_MORE = "This link does not work any more. Ask for a new one."


def by_link(organisation: Organisation) -> Actor:
    """Whoever holds a link speaks for the organisation."""
    return Actor(f"organisation:{organisation.public_id}", "web", "organisation")


def token_for_one(introduction: Introduction, to: str = "") -> str:
    """For the answer about one person; it lasts from the move that it is sent with.

    ``to``: the mark of the address it is sent to; the organisation's first where it is empty.
    """
    host = introduction.opportunity.organisation
    return _sign(ONE, introduction.public_id, host, introduction.state_since, to)


def token_for_all(organisation: Organisation, at: datetime | None = None, to: str = "") -> str:
    """For everybody who waits for an answer at the moment at which it is sent."""
    return _sign(ALL, organisation.public_id, organisation, at, to)


def token_for_role(opportunity: Opportunity, at: datetime | None = None, to: str = "") -> str:
    """For saying whether a role is still needed."""
    return _sign(ROLE, opportunity.public_id, opportunity.organisation, at, to)


def holder_of(token: str) -> str:
    """The mark of whoever holds a link, for the links on its pages. Raises NotFound."""
    for purpose in (ONE, ALL, ROLE):
        with suppress(NotFound):
            return _read(purpose, token)[1]
    raise NotFound(NO_MORE)


def introduction_of(session: Session, token: str) -> Introduction:
    """The introduction a link is for. Raises NotFound."""
    public_id, mark, _ = _read(ONE, token)
    query = select(Introduction).where(Introduction.public_id == public_id)
    found = session.scalar(query.where(Introduction.referred_at.is_not(None)))
    if found is None or mark not in holders(session, found.opportunity.organisation):
        raise NotFound(NO_MORE)
    return found


def organisation_of(session: Session, token: str) -> tuple[Organisation, datetime]:
    """The organisation a link is for, and when it was made. Raises NotFound."""
    public_id, mark, made_at = _read(ALL, token)
    found = session.scalar(select(Organisation).where(Organisation.public_id == public_id))
    if found is None or mark not in holders(session, found):
        raise NotFound(NO_MORE)
    return found, made_at


def role_of(session: Session, token: str) -> Opportunity:
    """The role a link is for. Raises NotFound."""
    public_id, mark, _ = _read(ROLE, token)
    found = session.scalar(select(Opportunity).where(Opportunity.public_id == public_id))
    if found is None or mark not in holders(session, found.organisation):
        raise NotFound(NO_MORE)
    return found


def _sign(
    purpose: str, public_id: str, organisation: Organisation, at: datetime | None, to: str
) -> str:
    session = object_session(organisation)
    assert session is not None or to  # noqa: S101 - an organisation that is stored
    mark = to or (holders(session, organisation)[0] if session else "")
    return signed_links.sign(purpose, f"{public_id}.{mark}", at)


def _read(purpose: str, token: str) -> tuple[str, str, datetime]:
    said, made_at = signed_links.read_dated(purpose, token)
    public_id, _, mark = said.partition(".")
    return public_id, mark, made_at
