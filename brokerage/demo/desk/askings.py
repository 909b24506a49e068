"""Roles about which "still needed?" has been asked: one of whoever signs in, and silent ones.

The messages are those that the morning's job would have sent.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.demo.chance import public_id
from brokerage.demo.desk.cast import Cast
from brokerage.demo.desk.mail import DOMAIN
from brokerage.introductions.answering.announcing import PURPOSE, centre_of, written
from brokerage.introductions.answering.recent import keep_all_records
from brokerage.introductions.models import Introduction
from brokerage.introductions.states import State
from brokerage.introductions.wording import of_late
from brokerage.messages.models import MessageState, OutboxMessage
from brokerage.messages.rendering import Rendered
from brokerage.opportunities.alive.models import RoleAsking
from brokerage.opportunities.alive.rules import WHY, coming
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.models import State as RoleState
from brokerage.organisations.models import Organisation

ASKED_AGO = timedelta(days=4)
LOWERED_AGO = timedelta(days=2)
BEFORE = timedelta(days=16)  # ten working days and what lies between
SILENT = 3  # organisations that never answered


def add_askings(session: Session, cast: Cast, rng: random.Random) -> Counter[str]:
    """Add the questions, the reminder of those who are late, and who answers soon; the number of
    rows by table."""
    made = Counter[str]()
    for organisation_id, lowered in _whom(cast):
        live = _oldest(session, organisation_id)
        if live is not None:
            made["role_askings"] += 1
            made["messages"] += _ask(session, live, cast.today, lowered, rng)
    made["messages"] += _remind(session, cast, rng)
    keep_all_records(session)
    return made


def _whom(cast: Cast) -> list[tuple[int, bool]]:
    """Whoever signs in was asked; others near the lead centre have been silent for long."""
    found = [(cast.organisation_id, False)] if cast.organisation_id else []
    theirs = {one.organisation_id for one in cast.offers if one.centre_id == cast.lead.id}
    others = sorted(theirs - {cast.organisation_id or 0})[-SILENT:]
    return [*found, *((one, True) for one in others)]


def _oldest(session: Session, organisation_id: int) -> Opportunity | None:
    query = select(Opportunity).where(
        Opportunity.organisation_id == organisation_id, Opportunity.state == RoleState.LIVE
    )
    return session.scalars(query.order_by(Opportunity.published_at, Opportunity.id)).first()


def _ask(
    session: Session, role: Opportunity, today: date, lowered: bool, rng: random.Random
) -> int:
    """Ask about a role; how many messages that made."""
    asking = RoleAsking(opportunity_id=role.id, why="time", asked_on=today - ASKED_AGO)
    if lowered:
        asking.lowered_on = today - LOWERED_AGO
        asking.asked_on = today - LOWERED_AGO - BEFORE
    session.add(asking)
    session.flush()
    host = role.organisation
    if not host.email:
        return 0
    template = "role_ranks_lower" if lowered else "role_still_needed"
    until = coming(asking.asked_on, asking.lowered_on, None)[1]
    at = _morning(asking.lowered_on or asking.asked_on)
    centre = centre_of(session, host, role)
    made = written(host, centre, template, [role], until, WHY["time"], at)
    about = ("opportunity", role.public_id)
    session.add(_sent(host, made, about, centre.id, at, rng, purpose=PURPOSE))
    return 1


def _remind(session: Session, cast: Cast, rng: random.Random) -> int:
    """One message about everybody who waits for whoever signs in and has had the reminder."""
    query = (
        select(Introduction)
        .join(Opportunity, Opportunity.id == Introduction.opportunity_id)
        .where(Opportunity.organisation_id == (cast.organisation_id or 0))
        .where(Introduction.state == State.REFERRED, Introduction.reminded_at.is_not(None))
    )
    late = session.scalars(query.order_by(Introduction.reminded_at.desc(), Introduction.id)).all()
    if not late or not late[0].opportunity.organisation.email:
        return 0
    first = late[0]
    host, at = first.opportunity.organisation, first.reminded_at
    assert at  # noqa: S101 - as the query asks
    made = of_late(session, host.name, late)
    about = ("introduction", first.public_id)
    session.add(_sent(host, made, about, first.home_centre_id, at, rng, first.volunteer_id))
    return 1


def _sent(
    host: Organisation,
    made: Rendered,
    about: tuple[str, str],
    centre_id: int,
    at: datetime,
    rng: random.Random,
    volunteer_id: int | None = None,
    purpose: str = "introductions",
) -> OutboxMessage:
    reference = public_id(rng)
    return OutboxMessage(
        public_id=reference,
        key=f"demonstration:{reference}",
        channel="email",
        address=host.email or "",
        name=host.name,
        purpose=purpose,
        transactional=True,
        subject=made.subject,
        text=made.text,
        html=made.html,
        about_kind=about[0],
        about_id=about[1],
        volunteer_id=volunteer_id,
        centre_id=centre_id,
        internet_id=f"<{reference}@{DOMAIN}>",
        state=MessageState.SENT,
        queued_at=at,
        due_at=at,
        ended_at=at,
        attempts=1,
    )


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(7, 45), UTC)
