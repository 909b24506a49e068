"""What is asked for by the clock: hours to confirm once a month, feedback after four weeks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from brokerage.concerns.holds import is_paused
from brokerage.consents import has_consent
from brokerage.hours.feedback.questions import SIDES
from brokerage.hours.feedback.service import AFTER
from brokerage.hours.figures import CURRENT
from brokerage.hours.listing import unconfirmed
from brokerage.hours.messages import ask_for_feedback, ask_to_confirm
from brokerage.hours.models import HourEntry, Kind, PlacementFeedback
from brokerage.introductions.models import Introduction
from brokerage.introductions.states import State
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation

LOOK_BACK = timedelta(days=8)  # a job that was missed is made up for


def ask_all_to_confirm(session: Session, today: date) -> int:
    """One message to each verified organisation that has hours waiting; how many."""
    waiting = exists().where(
        HourEntry.organisation_id == Organisation.id, CURRENT, HourEntry.kind == Kind.RECORDED
    )
    query = select(Organisation).where(Organisation.verified_at.is_not(None), waiting)
    asked = 0
    for organisation in session.scalars(query.order_by(Organisation.id)).all():
        entries = session.scalars(unconfirmed(organisation)).all()
        asked += ask_to_confirm(session, organisation, entries, f"{today:%Y-%m}")
    return asked


def ask_all_for_feedback(session: Session, today: date) -> int:
    """Both sides of each placement four weeks old or just ended; how many were asked."""
    asked = 0
    for introduction, moment in _due(session, today):
        for side in SIDES:
            if not _answered(session, introduction, side, moment) and _may_ask(
                session, introduction, side
            ):
                asked += ask_for_feedback(session, introduction, side, moment)
    return asked


def _due(session: Session, today: date) -> Iterable[tuple[Introduction, str]]:
    old_enough = _placements().where(
        Introduction.state == State.STARTED,
        Introduction.started_on.between(today - AFTER - LOOK_BACK, today - AFTER),
    )
    since = datetime.combine(today - LOOK_BACK, time(), UTC)
    over = _placements().where(Introduction.state == State.ENDED, Introduction.closed_at >= since)
    yield from ((one, "weeks_4") for one in session.scalars(old_enough).all())
    yield from ((one, "end") for one in session.scalars(over).all())


def _placements() -> Select[Introduction]:
    """Never what is quietly paused."""
    return (
        select(Introduction)
        .join(Opportunity, Opportunity.id == Introduction.opportunity_id)
        .where(~is_paused(Introduction.volunteer_id, Opportunity.organisation_id))
        .order_by(Introduction.id)
    )


def _answered(session: Session, introduction: Introduction, side: str, moment: str) -> bool:
    query = select(PlacementFeedback.id).where(
        PlacementFeedback.introduction_id == introduction.id,
        PlacementFeedback.side == side,
        PlacementFeedback.moment == moment,
    )
    return session.scalar(query) is not None


def _may_ask(session: Session, introduction: Introduction, side: str) -> bool:
    if side == "organisation":
        return introduction.opportunity.organisation.verified_at is not None
    return has_consent(session, introduction.volunteer_id, "evaluation_contact")
