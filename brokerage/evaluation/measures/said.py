"""What volunteers and organisations say: optional answers, each with the wording that was asked."""

from __future__ import annotations

from sqlalchemy.orm import Session

from brokerage.evaluation.measures.asking import one_if, within
from brokerage.evaluation.measures.introductions import HERE
from brokerage.evaluation.measures.rows import Record, Source, Sources, rows_of
from brokerage.evaluation.periods import Period
from brokerage.hours.models import OutcomeAnswer, PlacementFeedback
from brokerage.introductions.models import Introduction
from brokerage.volunteers.models import Volunteer

CONTENT = ("yes", "mostly")


def outcome(question: str) -> Sources:
    """Answers given in the period to one question, by answer."""

    def found(_session: Session, period: Period) -> list[Source]:
        rows = (
            rows_of(OutcomeAnswer.id, HERE, OutcomeAnswer.answer)
            .join(Introduction, Introduction.id == OutcomeAnswer.introduction_id)
            .join(Volunteer, Volunteer.id == OutcomeAnswer.volunteer_id)
            .where(OutcomeAnswer.question == question, within(OutcomeAnswer.given_at, period))
        )
        return [Source(Record.ANSWER, rows)]

    return found


def content(side: str) -> Sources:
    """Of the answers of one side to its first question, the share that are yes or mostly."""

    def found(_session: Session, period: Period) -> list[Source]:
        said = PlacementFeedback.first
        rows = (
            rows_of(
                PlacementFeedback.id,
                HERE,
                numerator=one_if(said.in_(CONTENT)),
                denominator=one_if(said.is_not(None)),
                unknown=one_if(said.is_(None)),
            )
            .join(Introduction, Introduction.id == PlacementFeedback.introduction_id)
            .join(Volunteer, Volunteer.id == PlacementFeedback.volunteer_id)
            .where(PlacementFeedback.side == side, within(PlacementFeedback.given_at, period))
        )
        return [Source(Record.FEEDBACK, rows)]

    return found
