"""What a person agreed to, per purpose, with the wording they saw and when.

The newest row of a purpose wins, and is read each time: a withdrawal holds from the moment it is
recorded. Being introduced to roles is the service itself and needs no consent, but can be stopped
in the same way; so can evaluation without names, of which the privacy notice tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, String, func, select
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, mapped_column

from brokerage.actors import Actor
from brokerage.db import Base, code_text, created, key
from brokerage.errors import Invalid


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence as it was shown from a day on."""

    version: str
    since: date
    text: str


@dataclass(frozen=True, slots=True)
class Purpose:
    """``unless_said`` is the answer of somebody who was never asked."""

    id: str
    wordings: tuple[Wording, ...]
    unless_said: bool = False

    @property
    def wording(self) -> Wording:
        """The sentence shown today."""
        return self.wordings[-1]


def _purpose(name: str, text: str, *, unless_said: bool = False) -> tuple[str, Purpose]:
    return name, Purpose(name, (Wording("2026-1", date(2026, 11, 1), text),), unless_said)


# A new wording is a new entry at the end: rows name the version that the person saw.
PURPOSES: dict[str, Purpose] = dict(
    (
        _purpose(
            "introductions",
            "Look for roles for me, and contact me about them.",
            unless_said=True,
        ),
        _purpose(
            "share_any_centre",
            "Other volunteer centres in the county may see my first name, my district, what I "
            "offer and when I am free. They see how to reach me only once they take me on.",
        ),
        _purpose(
            "reminders",
            "Remind me two days before a session that I am down for.",
            unless_said=True,
        ),
        _purpose("news", "Send me news from my volunteer centre."),
        _purpose("digests", "Send me new roles that may suit me."),
        _purpose("evaluation_contact", "Ask me later how volunteering went."),
        _purpose(
            "evaluation",
            "Use what my record says, without my name, to learn how well volunteering works.",
            unless_said=True,
        ),
    )
)


class Consent(Base):
    """One answer to one purpose. Rows are added, never changed."""

    __tablename__ = "consents"
    __table_args__ = (Index(None, "volunteer_id", "purpose", "recorded_at"),)

    id: Mapped[key]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"))
    purpose: Mapped[code_text]
    given: Mapped[bool]
    wording_version: Mapped[code_text]
    recorded_at: Mapped[created]
    actor: Mapped[code_text]
    on_behalf_of: Mapped[str | None] = mapped_column(String(40))
    through: Mapped[code_text]


def record_consent(
    session: Session,
    volunteer_id: int,
    purpose: str,
    given: bool,
    actor: Actor,
    wording_version: str | None = None,
) -> Consent:
    """Write an answer down; it holds from now on. Raises Invalid for a purpose nobody knows."""
    found = get_purpose(purpose)
    version = wording_version or found.wording.version
    if version not in {wording.version for wording in found.wordings}:
        raise Invalid("We do not know this wording.", "wording_version")
    consent = Consent(
        volunteer_id=volunteer_id,
        purpose=purpose,
        given=given,
        wording_version=version,
        actor=actor.name,
        on_behalf_of=actor.on_behalf_of,
        through=actor.through,
    )
    session.add(consent)
    session.flush()
    return consent


def has_consent(session: Session, volunteer_id: int, purpose: str) -> bool:
    """What holds now."""
    newest = _newest(purpose, Consent.volunteer_id == volunteer_id)
    given = session.scalar(newest)
    return get_purpose(purpose).unless_said if given is None else given


def consents_of(session: Session, volunteer_id: int) -> dict[str, bool]:
    """What holds now, for every purpose."""
    return {name: has_consent(session, volunteer_id, name) for name in PURPOSES}


def allowed(volunteer_id: InstrumentedAttribute[int], purpose: str) -> ColumnElement[bool]:
    """A condition for a query over people: those for whom the purpose holds now."""
    newest = _newest(purpose, Consent.volunteer_id == volunteer_id).scalar_subquery()
    return func.coalesce(newest, get_purpose(purpose).unless_said)


def get_purpose(name: str) -> Purpose:
    """Raises Invalid for a name that is not in the list."""
    if name not in PURPOSES:
        raise Invalid("We do not know this purpose.", "purpose")
    return PURPOSES[name]


def _newest(purpose: str, whose: ColumnElement[bool]) -> Any:
    mine = select(Consent.given).where(whose, Consent.purpose == purpose)
    return mine.order_by(Consent.recorded_at.desc(), Consent.id.desc()).limit(1)
