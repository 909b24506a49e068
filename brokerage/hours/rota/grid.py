"""The grid of a rota: which boxes were changed, and doing just that.

A form says what was ticked when it was drawn. Two people with one grid then keep both their
changes, and nobody is taken off by a page that was opened yesterday.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from brokerage.actors import Actor
from brokerage.errors import Conflict
from brokerage.hours.models import BookingState
from brokerage.hours.rota.booking import book
from brokerage.hours.rota.calling_off import call_off
from brokerage.hours.rota.standing import every_week, keep_up, not_every_week
from brokerage.hours.rota.week import Slot
from brokerage.introductions.models import Introduction
from brokerage.opportunities.models import Opportunity

Box = tuple[str, str]  # public id of an introduction; "2026-11-24.1110", or "1.1110" every week


@dataclass(frozen=True)
class Changes:
    """What was ticked and what was cleared."""

    put_down: frozenset[Box]
    taken_off: frozenset[Box]
    weekly: frozenset[Box]
    not_weekly: frozenset[Box]


@dataclass(frozen=True)
class Kept:
    """What came of it."""

    booked: int = 0
    waiting: int = 0
    taken_off: int = 0
    weekly: int = 0
    refused: int = 0

    @property
    def in_words(self) -> str:
        """One sentence for the top of the page."""
        words = [
            f"{count} {text}"
            for count, text in (
                (self.booked, "put down"),
                (self.waiting, "on the waiting list, because the session is full"),
                (self.taken_off, "taken off"),
                (self.weekly, "changed for every week"),
                (self.refused, "could not be put down: please talk to your volunteer centre"),
            )
            if count
        ]
        return f"The rota is saved: {'; '.join(words)}." if words else "Nothing was changed."


def read_grid(form: MultiDict[str, str]) -> Changes:
    """The difference between what was ticked then and what is ticked now."""
    on, was = _boxes(form, "on"), _boxes(form, "was")
    weekly, weekly_was = _boxes(form, "weekly"), _boxes(form, "weekly-was")
    return Changes(on - was, was - on, weekly - weekly_was, weekly_was - weekly)


def keep_grid(
    session: Session,
    role: Opportunity,
    people: Sequence[Introduction],
    slots: Sequence[Slot],
    changes: Changes,
    actor: Actor,
    today: date,
) -> Kept:
    """Do what was changed, for this role's people and sessions only."""
    known = {one.public_id: one for one in people}
    sessions = {slot.reference: slot for slot in slots}
    taken_off = sum(_take_off(session, known, sessions, box, actor) for box in changes.taken_off)
    weekly = _weekly(session, known, sessions, changes, actor)
    outcomes = [
        _put_down(session, known[who], sessions[where], actor)
        for who, where in sorted(changes.put_down)
        if who in known and where in sessions
    ]
    if weekly:
        keep_up(session, role, actor, today)
    return Kept(
        booked=outcomes.count(BookingState.BOOKED),
        waiting=outcomes.count(BookingState.WAITING),
        taken_off=taken_off,
        weekly=weekly,
        refused=outcomes.count(None),
    )


def _put_down(session: Session, who: Introduction, slot: Slot, actor: Actor) -> BookingState | None:
    try:
        return BookingState(book(session, who, slot.planned, actor).state)
    except Conflict:
        return None


def _take_off(
    session: Session,
    known: dict[str, Introduction],
    sessions: dict[str, Slot],
    box: Box,
    actor: Actor,
) -> int:
    who, where = box
    if who not in known or where not in sessions:
        return 0
    slot = sessions[where]
    for booking in (*slot.booked, *slot.waiting):
        if booking.introduction_id == known[who].id:
            call_off(session, booking, actor, "organisation")
            return 1
    return 0


def _weekly(
    session: Session,
    known: dict[str, Introduction],
    sessions: dict[str, Slot],
    changes: Changes,
    actor: Actor,
) -> int:
    times = {
        f"{slot.planned.held_on.weekday()}.{slot.planned.start_minute}"
        for slot in sessions.values()
    }
    done = 0
    for asked, on in ((changes.weekly, True), (changes.not_weekly, False)):
        for who, time in sorted(asked):
            if who not in known or time not in times:
                continue
            weekday, start = (int(part) for part in time.split("."))
            if on:
                every_week(session, known[who], weekday, start, actor)
            else:
                not_every_week(session, known[who], weekday, start)
            done += 1
    return done


def _boxes(form: MultiDict[str, str], name: str) -> frozenset[Box]:
    found = (text.partition("~") for text in form.getlist(name))
    return frozenset((who, where) for who, _, where in found if who and where)
