"""Counts for evaluation, and nothing finer: small ones are held back.

Counts below ``SMALLEST`` are not told, and the next smallest go with them until at least two and
``SMALLEST`` people are held back, since the total would give them away (after ONS practice).
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from brokerage.equality.categories import PREFER_NOT, VERSIONS, questions
from brokerage.equality.models import EqualityAnswer
from brokerage.errors import Invalid

SMALLEST = 5


@dataclass(frozen=True, slots=True)
class Count:
    """How many gave an answer; None where it is too few to tell."""

    answer: str
    label: str
    people: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """One question over one group of people. ``answered`` leaves out "prefer not to say"."""

    question: str
    list_version: str
    counts: tuple[Count, ...]
    answered: int | None


def count_answers(
    session: Session, question: str, people: Select[tuple[int]], version: str = VERSIONS[-1]
) -> Figures:
    """How a group answered a question. ``people``: a query for ids of volunteers.

    Raises Invalid for a question that is not on the list.
    """
    if question not in questions(version):
        raise Invalid("We do not know this question.", "question")
    query = (
        select(EqualityAnswer.answer, func.count())
        .where(
            EqualityAnswer.question == question,
            EqualityAnswer.list_version == version,
            EqualityAnswer.volunteer_id.in_(people),
        )
        .group_by(EqualityAnswer.answer)
    )
    found = {row[0]: row[1] for row in session.execute(query)}
    choices = questions(version)[question].choices
    told = hold_back({answer: found.get(answer, 0) for answer in choices})
    counts = tuple(Count(answer, choices[answer], told[answer]) for answer in choices)
    answered = sum(number for answer, number in found.items() if answer != PREFER_NOT)
    return Figures(question, version, counts, answered if answered >= SMALLEST else None)


def hold_back(counts: dict[str, int], smallest: int = SMALLEST) -> dict[str, int | None]:
    """Pure: small counts become None, and never one alone. Noughts are told."""
    small = {answer for answer, number in counts.items() if 0 < number < smallest}
    if small:
        rest = (answer for answer, number in counts.items() if number and answer not in small)
        for answer in sorted(rest, key=lambda answer: (counts[answer], answer)):
            if len(small) > 1 and sum(counts[held] for held in small) >= smallest:
                break
            small.add(answer)
    return {answer: None if answer in small else number for answer, number in counts.items()}
