"""What the organisation says: hours confirmed or put right in bulk, and who came to a session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.db import now
from brokerage.hours.listing import unconfirmed
from brokerage.hours.models import HourEntry, Occurrence, Source
from brokerage.hours.recording import verify_hours
from brokerage.introductions.models import Introduction
from brokerage.organisations.models import Organisation


def confirm_hours(
    session: Session, organisation: Organisation, actor: Actor, minutes: Mapping[str, int]
) -> int:
    """Confirm what volunteers wrote: minutes by public id of their entry, the same or other ones.

    What was confirmed meanwhile, or is somebody else's, is passed over. How many.
    """
    waiting = unconfirmed(organisation).where(HourEntry.public_id.in_(list(minutes)))
    found = session.scalars(waiting).all()
    for entry in found:
        _confirm(session, entry, actor, minutes[entry.public_id])
    return len(found)


def _confirm(session: Session, entry: HourEntry, actor: Actor, minutes: int) -> HourEntry | None:
    if entry.introduction is None:
        return None
    return verify_hours(
        session, entry.introduction, actor, entry.given_on, minutes, entry.start_minute
    )


def note_attendance(
    session: Session,
    occurrence: Occurrence,
    actor: Actor,
    came: Mapping[int, int],
    people: Sequence[Introduction],
) -> None:
    """Who came to a session: minutes by introduction, 0 for those who did not.

    Raises Invalid for a session that is still to come.
    """
    for one in people:
        if one.id in came:
            _note(session, occurrence, actor, one, came[one.id])
    occurrence.attended_at = now()
    session.flush()


def _note(
    session: Session, occurrence: Occurrence, actor: Actor, one: Introduction, minutes: int
) -> None:
    day: date = occurrence.held_on
    verify_hours(session, one, actor, day, minutes, occurrence.start_minute, Source.ATTENDANCE)
