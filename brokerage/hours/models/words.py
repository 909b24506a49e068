"""What is said of a placement: letters, feedback both ways, and answers for evaluation."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from brokerage.db import Base, code_text, created, key, long_text, name_text, public_id
from brokerage.introductions.models import Introduction


class Letter(Base):
    """A thank-you or a reference, as it was signed; the facts in it are those of that day."""

    __tablename__ = "letters"

    id: Mapped[key]
    public_id: Mapped[public_id]
    introduction_id: Mapped[int] = mapped_column(ForeignKey("introductions.id"), index=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    kind: Mapped[code_text]  # letters.service.KINDS
    words: Mapped[long_text]
    signed_by: Mapped[name_text]
    signed_as: Mapped[name_text] = mapped_column(default="")
    written_on: Mapped[date]
    minutes: Mapped[int]  # confirmed by then
    started_on: Mapped[date | None]
    last_on: Mapped[date | None]
    actor: Mapped[code_text]
    on_behalf_of: Mapped[str | None] = mapped_column(String(40))
    through: Mapped[code_text]
    created_at: Mapped[created]

    introduction: Mapped[Introduction] = relationship()


class PlacementFeedback(Base):
    """Three short answers of one side about a placement, asked after four weeks and at the end."""

    __tablename__ = "placement_feedback"
    __table_args__ = (UniqueConstraint("introduction_id", "side", "moment"),)

    id: Mapped[key]
    public_id: Mapped[public_id]
    introduction_id: Mapped[int] = mapped_column(ForeignKey("introductions.id"))
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    side: Mapped[code_text]  # feedback.questions.SIDES
    moment: Mapped[code_text]  # feedback.questions.MOMENTS
    wording: Mapped[code_text]  # the version of the questions that was answered
    first: Mapped[str | None] = mapped_column(String(20))
    second: Mapped[str | None] = mapped_column(String(20))
    third: Mapped[str | None] = mapped_column(String(20))
    words: Mapped[long_text]
    shown: Mapped[bool] = mapped_column(default=False)  # the organisation's, to the volunteer
    given_at: Mapped[created]
    actor: Mapped[code_text]
    on_behalf_of: Mapped[str | None] = mapped_column(String(40))
    through: Mapped[code_text]


class OutcomeAnswer(Base):
    """What volunteering changed for somebody: one optional question, its version, the answer."""

    __tablename__ = "outcome_answers"
    __table_args__ = (UniqueConstraint("introduction_id", "question", "moment"),)

    id: Mapped[key]
    introduction_id: Mapped[int] = mapped_column(ForeignKey("introductions.id"))
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    moment: Mapped[code_text]
    question: Mapped[code_text]
    wording: Mapped[code_text]
    answer: Mapped[code_text]
    given_at: Mapped[created]
    actor: Mapped[code_text]
    through: Mapped[code_text]
