"""What people say: optional questions about outcomes, and one question to each side."""

from __future__ import annotations

from tests.brokerage.evaluation.independent.introductions import place_of
from tests.brokerage.evaluation.independent.rows import Rows
from tests.brokerage.evaluation.independent.tally import Span, Tally

QUESTIONS = {
    "hours_a_week": "outcome_hours",
    "confidence": "outcome_confidence",
    "loneliness": "outcome_loneliness",
    "route_to_work": "outcome_work",
}


def said(rows: Rows, span: Span, tally: Tally) -> None:
    records = rows.by("introductions")
    for answer in rows["outcome_answers"]:
        if span.holds(answer.given_at):
            place = place_of(rows, records[answer.introduction_id])
            tally.count(QUESTIONS[answer.question], place, [answer.answer])
    for words in rows["placement_feedback"]:
        if span.holds(words.given_at):
            place = place_of(rows, records[words.introduction_id])
            content, silent = words.first in ("yes", "mostly"), words.first is None
            tally.add(f"{words.side}s_content", place, n=content, d=not silent, u=silent)
