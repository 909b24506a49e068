"""Outcomes: optional answers on what volunteering changed, given for evaluation."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from brokerage.evaluation.packaging.tables import Table, Value
from brokerage.evaluation.releases.records.fields import INTRODUCTION, PERSON, code
from brokerage.evaluation.releases.records.source import Source
from brokerage.hours.feedback.questions import MOMENTS, OUTCOMES
from brokerage.hours.models import OutcomeAnswer


def table(source: Source) -> Table:
    """Answers of the period; words that people wrote beside them are not in."""
    questions = ", ".join(one.name for one in OUTCOMES)
    moments = ", ".join(f"{name} ({words})" for name, words in MOMENTS.items())
    fields = (
        INTRODUCTION,
        code("question", "Question", f"One of: {questions}.", always=True),
        code("moment", "Moment", f"When it was asked: {moments}.", always=True),
        PERSON,
        code("answer", "Answer", "One of the question’s answers.", always=True),
        code("wording", "Wording", "The version of the question that was read.", always=True),
        source.day_field("given", "Given", "When it was answered.", always=True),
    )
    about = "What volunteering changed for people, in answers given in the period."
    key = ("introduction", "question", "moment")
    return Table("outcomes", "Outcomes", about, fields, key, lambda: _rows(source))


def _rows(source: Source) -> Iterator[tuple[Value, ...]]:
    since, until = source.period.moments
    one = OutcomeAnswer
    query = select(
        *(one.introduction_id, one.question, one.moment, one.volunteer_id, one.answer),
        *(one.wording, one.given_at),
    ).where(one.given_at >= since, one.given_at < until)
    for row in source.rows(query):
        if row.introduction_id in source.introductions:
            yield (
                source.introductions[row.introduction_id],
                row.question,
                row.moment,
                source.people[row.volunteer_id],
                row.answer,
                row.wording,
                source.day(row.given_at),
            )
