"""Equality monitoring: optional, apart from everything else, and never an input to matching."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.db import Base, code_text, created, key


class EqualityAnswer(Base):
    """One answer to one question. Only equality.figures reads it, as counts.

    The link to the person is there so that an answer can be corrected, given out to the person
    and erased, and so that reach can be counted among those who started; nothing else follows it.
    """

    __tablename__ = "equality_answers"
    __table_args__ = (UniqueConstraint("volunteer_id", "question"),)

    id: Mapped[key]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    question: Mapped[code_text]
    answer: Mapped[code_text]
    list_version: Mapped[code_text]
    answered_at: Mapped[created]
