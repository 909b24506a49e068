"""Writing answers down. There is no way to read a person's answers back: that is meant.

A volunteer answers for themselves, or a broker keys a paper form; neither sees it again. The one
exception is the person's own right to a copy (``answers_for_the_person``), which privacy uses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.equality.categories import VERSIONS, questions
from brokerage.equality.models import EqualityAnswer
from brokerage.errors import Invalid


def write_answers(
    session: Session,
    volunteer_id: int,
    public_id: str,
    answers: Mapping[str, str],
    actor: Actor,
) -> None:
    """Keep what was answered; a question left empty keeps what was said before, if anything.

    Raises Invalid, naming the question. The audit trail says that a form came, not what is in it.
    """
    asked = questions()
    given = {name: answer for name, answer in answers.items() if answer}
    for name, answer in given.items():
        if name not in asked or answer not in asked[name].choices:
            raise Invalid("Choose one of the answers.", name)
    session.execute(
        delete(EqualityAnswer).where(
            EqualityAnswer.volunteer_id == volunteer_id, EqualityAnswer.question.in_(given)
        )
    )
    session.add_all(
        EqualityAnswer(
            volunteer_id=volunteer_id, question=name, answer=answer, list_version=VERSIONS[-1]
        )
        for name, answer in given.items()
    )
    session.flush()
    audit.record(session, actor, "write", "equality", public_id)


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer of one person, as an invented county has it."""

    volunteer_id: int
    question: str
    answer: str
    answered_at: datetime


def write_many(session: Session, answers: Sequence[Answered]) -> None:
    """A demonstration's answers, all at once; nothing of them is written to the audit trail."""
    names = [field.name for field in fields(Answered)]
    rows = [
        {name: getattr(one, name) for name in names} | {"list_version": VERSIONS[-1]}
        for one in answers
    ]
    if rows:
        session.execute(insert(EqualityAnswer.__table__), rows)  # type: ignore[arg-type]


def erase_answers(session: Session, volunteer_id: int, public_id: str, actor: Actor) -> None:
    """The person takes their answers back."""
    session.execute(delete(EqualityAnswer).where(EqualityAnswer.volunteer_id == volunteer_id))
    audit.record(session, actor, "erase", "equality", public_id)


def answers_for_the_person(
    session: Session, volunteer_id: int, public_id: str, actor: Actor
) -> dict[str, str]:
    """A copy for the person themselves, in words; written down like every reading."""
    audit.record(session, actor, "export", "equality", public_id)
    rows = session.scalars(
        select(EqualityAnswer).where(EqualityAnswer.volunteer_id == volunteer_id)
    )
    told = {}
    for row in rows:
        asked = questions(row.list_version)[row.question]
        told[asked.label] = asked.choices[row.answer]
    return told
