"""Keeping feedback, and reading it: each side's words stay with the centre, except as marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.errors import Conflict, Invalid
from brokerage.hours.feedback.questions import ASKED, MOMENTS, OUTCOMES, SIDES, WORDING, Question
from brokerage.hours.models import OutcomeAnswer, PlacementFeedback
from brokerage.introductions.models import Introduction
from brokerage.introductions.states import State
from brokerage.introductions.tasks import add_task
from brokerage.organisations.models import Organisation
from brokerage.working_days import add_working_days

FEWEST = 5  # people behind what an organisation reads about itself
AFTER = timedelta(weeks=4)
LONGEST = 2000


@dataclass(frozen=True)
class Told:
    """What came with a form."""

    answers: Mapping[str, str]
    words: str = ""
    shown: bool = False
    outcomes: Mapping[str, str] | None = None


def moment_of(introduction: Introduction) -> str:
    """Which feedback is asked for now. Raises Conflict before the start."""
    if introduction.started_on is None:
        raise Conflict("This can be answered once somebody has started.")
    return "end" if introduction.state == State.ENDED else "weeks_4"


def keep_feedback(
    session: Session,
    introduction: Introduction,
    side: str,
    told: Told,
    actor: Actor,
    today: date,
) -> PlacementFeedback:
    """Keep the answers of one side; given again, the newer ones stand.

    Raises Invalid for an answer that is none, or where everything was left empty.
    """
    moment = moment_of(introduction)
    _check(side, told)
    row = find_feedback(session, introduction, side, moment) or PlacementFeedback(
        introduction_id=introduction.id,
        volunteer_id=introduction.volunteer_id,
        organisation_id=introduction.opportunity.organisation_id,
        side=side,
        moment=moment,
    )
    row.wording, row.words = WORDING, told.words.strip()[:LONGEST]
    row.shown = told.shown and side == "organisation"
    row.actor, row.on_behalf_of, row.through = actor.name, actor.on_behalf_of, actor.through
    for question in ASKED[side]:
        setattr(row, question.name, told.answers.get(question.name) or None)
    session.add(row)
    for name, answer in (told.outcomes or {}).items():
        _keep_outcome(session, introduction, moment, name, answer, actor)
    session.flush()
    if side == "organisation" and row.third == "yes":
        _ask_to_ring(session, introduction, actor, moment, today)
    return row


def find_feedback(
    session: Session, introduction: Introduction, side: str, moment: str
) -> PlacementFeedback | None:
    """What one side said then."""
    query = select(PlacementFeedback).where(
        PlacementFeedback.introduction_id == introduction.id,
        PlacementFeedback.side == side,
        PlacementFeedback.moment == moment,
    )
    return session.scalar(query)


def outcomes_of(session: Session, introduction: Introduction, moment: str) -> dict[str, str]:
    """The evaluation's answers that somebody gave then."""
    query = select(OutcomeAnswer.question, OutcomeAnswer.answer).where(
        OutcomeAnswer.introduction_id == introduction.id, OutcomeAnswer.moment == moment
    )
    return {str(row.question): str(row.answer) for row in session.execute(query)}


def shown_to_volunteer(session: Session, volunteer_id: int) -> Sequence[PlacementFeedback]:
    """What organisations said of somebody and want them to read, newest first."""
    query = select(PlacementFeedback).where(
        PlacementFeedback.volunteer_id == volunteer_id,
        PlacementFeedback.side == "organisation",
        PlacementFeedback.shown,
    )
    return session.scalars(query.order_by(PlacementFeedback.id.desc())).all()


def list_feedback(session: Session, introduction: Introduction) -> Sequence[PlacementFeedback]:
    """Both sides' answers, for the centre."""
    query = select(PlacementFeedback).where(PlacementFeedback.introduction_id == introduction.id)
    return session.scalars(query.order_by(PlacementFeedback.id)).all()


def summary_for(
    session: Session, organisation: Organisation
) -> list[tuple[Question, dict[str, int]]] | None:
    """How volunteers answered about an organisation, counted; None below five people.

    Only their newest answers, and never words. A question that fewer than five people answered is
    left out.
    """
    newest = (
        select(func.max(PlacementFeedback.id))
        .where(
            PlacementFeedback.organisation_id == organisation.id,
            PlacementFeedback.side == "volunteer",
        )
        .group_by(PlacementFeedback.volunteer_id)
    )
    rows = session.scalars(select(PlacementFeedback).where(PlacementFeedback.id.in_(newest))).all()
    if len(rows) < FEWEST:
        return None
    found = []
    for question in ASKED["volunteer"]:
        given = Counter(str(a) for row in rows if (a := getattr(row, question.name)))
        if given.total() >= FEWEST:
            found.append((question, {code: given[code] for code in question.answers}))
    return found or None


def _check(side: str, told: Told) -> None:
    if side not in SIDES:
        raise Invalid("We do not know this side.", "side")
    known: dict[str, Question] = {one.name: one for one in ASKED[side]}
    for name, answer in told.answers.items():
        if answer and answer not in known[name].answers:
            raise Invalid("Choose one of the answers.", name)
    asked = {one.name: one for one in OUTCOMES}
    for name, answer in (told.outcomes or {}).items():
        if answer and answer not in asked[name].answers:
            raise Invalid("Choose one of the answers.", name)
    if len(told.words) > LONGEST:
        raise Invalid(f"Write up to {LONGEST:,} characters.", "words")
    said = (*told.answers.values(), *(told.outcomes or {}).values(), told.words.strip())
    if not any(said):
        raise Invalid("Answer at least one question, or leave this page.", "first")


def _keep_outcome(
    session: Session,
    introduction: Introduction,
    moment: str,
    name: str,
    answer: str,
    actor: Actor,
) -> None:
    query = select(OutcomeAnswer).where(
        OutcomeAnswer.introduction_id == introduction.id,
        OutcomeAnswer.question == name,
        OutcomeAnswer.moment == moment,
    )
    row = session.scalar(query)
    if not answer:
        if row is not None:
            session.delete(row)
        return
    if row is None:
        row = OutcomeAnswer(
            introduction_id=introduction.id,
            volunteer_id=introduction.volunteer_id,
            question=name,
            moment=moment,
        )
        session.add(row)
    row.answer, row.wording = answer, WORDING
    row.actor, row.through = actor.name, actor.through


def _ask_to_ring(
    session: Session, introduction: Introduction, actor: Actor, moment: str, today: date
) -> None:
    organisation = introduction.opportunity.organisation
    add_task(
        session,
        actor,
        introduction.home_centre_id,
        f"Ring {organisation.name[:200]} about how it goes {MOMENTS[moment]}",
        add_working_days(today, 1),
        kind="call",
        introduction=introduction,
        organisation_id=organisation.id,
        made_for=f"feedback:{introduction.public_id}:{moment}",
    )
