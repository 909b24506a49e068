"""Writing letters. What stands in one are the facts of that day; nobody edits it afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.errors import Conflict, Invalid
from brokerage.hours.figures import CURRENT, hours_given
from brokerage.hours.models import HourEntry, Kind, Letter
from brokerage.hours.recording import last_day_of
from brokerage.hours.rules import HoursGiven
from brokerage.introductions.models import Introduction

KINDS = {"thank_you": "Thank-you letter", "reference": "Reference letter"}
LONGEST = 4000


@dataclass(frozen=True)
class Facts:
    """What was given in one placement, or in all of somebody's."""

    started_on: date | None
    last_on: date | None
    given: HoursGiven
    sessions: int


def write_letter(
    session: Session,
    introduction: Introduction,
    actor: Actor,
    kind: str,
    words: str,
    signed_by: str,
    signed_as: str,
    today: date,
) -> Letter:
    """Write and sign a letter. Raises Invalid, naming the field, and Conflict before a start."""
    if introduction.started_on is None:
        raise Conflict("A letter can be written once somebody has started.")
    _check(kind, words, signed_by, signed_as)
    facts = facts_of(session, introduction, today)
    letter = Letter(
        introduction=introduction,
        volunteer_id=introduction.volunteer_id,
        organisation_id=introduction.opportunity.organisation_id,
        kind=kind,
        words=words.strip(),
        signed_by=" ".join(signed_by.split()),
        signed_as=" ".join(signed_as.split()),
        written_on=today,
        minutes=facts.given.from_verified,
        started_on=facts.started_on,
        last_on=facts.last_on,
        actor=actor.name,
        on_behalf_of=actor.on_behalf_of,
        through=actor.through,
    )
    session.add(letter)
    session.flush()
    audit.record(session, actor, "write", "letter", letter.public_id, (kind,))
    return letter


def facts_of(session: Session, introduction: Introduction, today: date) -> Facts:
    """What one placement comes to so far."""
    mine = HourEntry.introduction_id == introduction.id
    given = hours_given(session, date.min, today, None, mine)
    counted = select(func.count(), func.max(HourEntry.given_on)).where(
        CURRENT, mine, HourEntry.kind == Kind.VERIFIED, HourEntry.minutes > 0
    )
    sessions, last = session.execute(counted).one()
    return Facts(introduction.started_on, last_day_of(introduction) or last, given, sessions)


def letters_about(session: Session, introduction: Introduction) -> Sequence[Letter]:
    """The letters of one placement, newest first."""
    query = select(Letter).where(Letter.introduction_id == introduction.id)
    return session.scalars(query.order_by(Letter.id.desc())).all()


def letters_of(session: Session, volunteer_id: int) -> Sequence[Letter]:
    """All letters about somebody, newest first."""
    query = select(Letter).where(Letter.volunteer_id == volunteer_id)
    return session.scalars(query.order_by(Letter.id.desc())).all()


def _check(kind: str, words: str, signed_by: str, signed_as: str) -> None:
    if kind not in KINDS:
        raise Invalid("Choose which letter to write.", "kind")
    if kind == "reference" and not words.strip():
        raise Invalid("Write what this person does, and how.", "words")
    if len(words) > LONGEST:
        raise Invalid(f"Write up to {LONGEST:,} characters.", "words")
    if not signed_by.strip() or len(signed_by) > 200:
        raise Invalid("Write the name of who signs the letter.", "signed_by")
    if len(signed_as) > 200:
        raise Invalid("Write this in up to 200 characters.", "signed_as")
