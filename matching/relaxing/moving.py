"""Other times that a role could be held at, or ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from matching.relaxing.counting import Change
from matching.relaxing.parts import DAYS, PARTS, SHIFT, shifted
from matching.relaxing.words import Key, Kind
from matching.timetable.words import clock_range
from matching.types import Opportunity, Session, Window


def other_times(role: Opportunity) -> Iterator[Change[Opportunity]]:
    """Half an hour earlier or later, and every other part of the week."""
    for words, minutes in ((f"{SHIFT} minutes earlier", -SHIFT), (f"{SHIFT} minutes later", SHIFT)):
        if role.sessions and all(0 <= one.start + minutes < 1440 for one in role.sessions):
            moved = tuple(replace(one, start=one.start + minutes) for one in role.sessions)
            yield _held(role, Kind.SHIFT, f"Hold it {words}", moved)
        elif role.hours and role.hours.windows and not role.sessions:
            wider = tuple(
                shifted(window, min(minutes, 0), max(minutes, 0)) for window in role.hours.windows
            )
            yield _asked(role, Kind.SHIFT, f"Let people come {words}", wider)
    for weekday, day in enumerate(DAYS):
        for part, (start, end) in PARTS.items():
            yield from _at(role, f"{day} {part}", Window(weekday, start, end))


def _at(role: Opportunity, name: str, window: Window) -> Iterator[Change[Opportunity]]:
    if role.hours and role.hours.windows and not role.sessions:
        if window not in role.hours.windows:
            wider = (*role.hours.windows, window)
            yield _asked(role, Kind.TIME, f"Let people come on {name} too", wider)
    elif len(role.sessions) == 1 and role.sessions[0].frequency == "weekly":
        session = _moved(role.sessions[0], window)
        if session is not None:
            times = clock_range(session.start, session.start + session.length)
            yield _held(role, Kind.TIME, f"Hold it on {name} instead ({times})", (session,))


def _moved(session: Session, window: Window) -> Session | None:
    """The session in the middle of another part of the week; None when it is held then already."""
    days = session.weekdays or (session.starts_on.weekday(),)
    middle = session.start + session.length / 2
    if days == (window.weekday,) and window.start <= middle < window.end:
        return None
    spare = max(window.end - window.start - session.length, 0)
    start = window.start + spare // 2 // 30 * 30
    later = (window.weekday - session.starts_on.weekday()) % 7
    begins = session.starts_on + timedelta(days=later)
    return replace(session, starts_on=begins, start=start, weekdays=(window.weekday,))


def _held(
    role: Opportunity, kind: Kind, text: str, sessions: tuple[Session, ...]
) -> Change[Opportunity]:
    record = replace(role, sessions=sessions)
    return Change(kind, text, Key.SESSIONS, sessions, lambda s: s.untimely, record)


def _asked(
    role: Opportunity, kind: Kind, text: str, windows: tuple[Window, ...]
) -> Change[Opportunity]:
    assert role.hours is not None  # noqa: S101 - only asked of roles with hours
    record = replace(role, hours=replace(role.hours, windows=windows))
    return Change(kind, text, Key.WINDOWS, windows, lambda s: s.untimely, record)
