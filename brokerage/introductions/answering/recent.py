"""An organisation's answers of late, read from its introductions; what of it the public sees."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from brokerage.introductions.answering.promptness import WINDOW, Asked, Promptness, promptness
from brokerage.introductions.models import Introduction, IntroductionMove
from brokerage.introductions.states import State
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.weeks import LOCAL_TIME, day_of, local_today
from brokerage.working_days import MONDAY_TO_FRIDAY

AN_ANSWER = (
    State.ACKNOWLEDGED, State.INTERVIEWING, State.CHECKS, State.ACCEPTED, State.STARTED,
    State.UNSUCCESSFUL,
)  # fmt: skip
EVERYBODY: tuple[int, ...] = ()


def record_of(session: Session, organisation: Organisation) -> Promptness:
    """How soon this organisation has answered."""
    asked = asked_of(session, (organisation.id,)).get(organisation.id, [])
    days = frozenset(organisation.opening_days or ()) or MONDAY_TO_FRIDAY
    return promptness([one for _, one in asked], local_today(), days)


def asked_of(
    session: Session, organisation_ids: Collection[int] = EVERYBODY
) -> dict[int, list[tuple[int, Asked]]]:
    """(introduction id, what was asked) of the window, by organisation, the newest first."""
    answers = _first_answers(session, organisation_ids)
    query = (
        select(
            Opportunity.organisation_id,
            Introduction.id,
            Introduction.referred_at,
            Introduction.closed_at,
        )
        .join(Opportunity, Opportunity.id == Introduction.opportunity_id)
        .where(Introduction.referred_at >= _since())
        .order_by(Introduction.referred_at.desc(), Introduction.id.desc())
    )
    if organisation_ids:
        query = query.where(Opportunity.organisation_id.in_(organisation_ids))
    found: dict[int, list[tuple[int, Asked]]] = {}
    for organisation_id, one, sent_at, closed_at in session.execute(query):
        assert sent_at  # noqa: S101 - as the query asks
        answered = answers.get(one)
        asked = Asked(
            day_of(sent_at), answered and day_of(answered), closed_at and day_of(closed_at)
        )
        found.setdefault(organisation_id, []).append((one, asked))
    return found


def keep_record(session: Session, organisation: Organisation) -> None:
    """Note whether the good news is earned, where it has changed."""
    earned = record_of(session, organisation).earned
    if earned != organisation.answers_soon:
        _note(session, organisation.id, earned)


def keep_all_records(session: Session) -> int:
    """The same for everybody; how many changed."""
    asked, changed = asked_of(session), 0
    columns = (Organisation.id, Organisation.opening_days, Organisation.answers_soon)
    for one, days, stands in session.execute(select(*columns)).all():
        lately = [each for _, each in asked.get(one, ())]
        open_on = frozenset(days or ()) or MONDAY_TO_FRIDAY
        earned = promptness(lately, local_today(), open_on).earned
        if earned != stands:
            _note(session, one, earned)
            changed += 1
    return changed


def _note(session: Session, organisation_id: int, earned: bool) -> None:
    mine = update(Organisation).where(Organisation.id == organisation_id)
    session.execute(mine.values(answers_soon=earned))


def _first_answers(session: Session, organisation_ids: Collection[int]) -> dict[int, datetime]:
    """When each was first answered by whoever may answer for the organisation."""
    query = (
        select(IntroductionMove.introduction_id, IntroductionMove.moved_at)
        .join(Introduction, Introduction.id == IntroductionMove.introduction_id)
        .where(Introduction.referred_at >= _since(), IntroductionMove.to_state.in_(AN_ANSWER))
        .order_by(IntroductionMove.id.desc())
    )
    if organisation_ids:
        theirs = select(Opportunity.id).where(Opportunity.organisation_id.in_(organisation_ids))
        query = query.where(Introduction.opportunity_id.in_(theirs))
    return {row[0]: row[1] for row in session.execute(query)}


def _since() -> datetime:
    return datetime.combine(local_today() - WINDOW, time(), LOCAL_TIME)
