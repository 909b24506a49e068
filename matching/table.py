"""Roles as columns from outside: what a job hands in when making objects would cost too much.

Sessions here are once, daily or weekly; monthly rules, counts, exceptions and term times come as
objects. Terms are numbers into ``uris``; words are already numbers of the statistics' vocabulary
(``text.role_terms``). Dates are proleptic Gregorian ordinals, 0 for not stated.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

import numpy as np

from matching.columns import Array, Bools, Ragged
from matching.errors import MisalignedInput
from matching.types import (
    Hours,
    Importance,
    NeededSkill,
    Opportunity,
    Place,
    Point,
    Remote,
    Session,
    Window,
)

SESSION = np.dtype(
    [
        ("starts_on", "i4"),
        ("until", "i4"),
        ("start", "u2"),
        ("length", "u2"),
        ("frequency", "u1"),
        ("interval", "u1"),
        ("weekdays", "u1"),
    ]
)
WINDOW = np.dtype([("weekday", "u1"), ("start", "u2"), ("end", "u2")])
ASKED = np.dtype([("term", "i4"), ("level", "f4"), ("importance", "u1")])
ONCE, DAILY, WEEKLY = range(3)
FREQUENCIES = ("once", "daily", "weekly")
PERIODS = ("week", "month", "once")
IMPORTANCES = (Importance.MUST, Importance.NEEDED, Importance.USEFUL)
REMOTES = (Remote.NO, Remote.HYBRID, Remote.YES)
NO_HOURS, ASKS_UNSAID = 0, -1


@dataclass(frozen=True)
class RoleTable:
    """n roles. Ragged columns in the dtypes of this module (``places``: records.PLACE).

    ``id``, ``key``, ``check`` UTF-8 texts; ``remote`` uint8 (no, hybrid, yes); ages int16 with 0
    and 999 for none; ``places_open`` int32, -1 unknown; ``closed``, ``trains`` bool; ``skills`` of
    ASKED (level NaN: none); ``access`` of records.ACCESS; ``causes`` int32 numbers into ``uris``;
    ``words`` of text.TERM; ``advert`` uint64, equal for one advert posted in several towns, 0 for
    none;
    ``sessions`` of SESSION (``weekdays`` a bit each, 0: the weekday of ``starts_on``;
    ``until`` 0: no end); ``minutes`` int32 asked per ``per`` (week, month, once), 0 for no hours
    role and -1 for hours not said; ``windows`` of WINDOW; ``starts_on``, ``ends_on`` int32.
    """

    id: Ragged
    key: Ragged
    remote: Array
    minimum_age: Array
    maximum_age: Array
    places_open: Array
    closed: Bools
    trains: Bools
    check: Ragged
    places: Ragged
    skills: Ragged
    causes: Ragged
    access: Ragged
    words: Ragged
    advert: Array
    sessions: Ragged
    minutes: Array
    per: Array
    windows: Ragged
    starts_on: Array
    ends_on: Array
    uris: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.id)


def check_aligned(table: RoleTable) -> None:
    """Raise MisalignedInput unless every column has one row for each id."""
    size = len(table)
    for item in fields(table):
        if item.name != "uris" and len(getattr(table, item.name)) != size:
            found = len(getattr(table, item.name))
            raise MisalignedInput(f"column {item.name!r} has {found} rows for {size} ids")


def opportunity(table: RoleTable, row: int, title: str = "", text: str = "") -> Opportunity:
    """One row as an object; words cannot be turned back, so they are given."""
    lowest, highest = int(table.minimum_age[row]), int(table.maximum_age[row])
    room = int(table.places_open[row])
    return Opportunity(
        id=table.id.text(row),
        key=table.key.text(row),
        title=title,
        text=text,
        places=tuple(
            Place(Point(latitude, longitude), approximate)
            for latitude, longitude, approximate in table.places.row(row).tolist()
        ),
        remote=REMOTES[int(table.remote[row])],
        sessions=sessions_of(table, row),
        hours=hours_of(table, row),
        starts_on=_date(table.starts_on[row]),
        ends_on=_date(table.ends_on[row]),
        skills=tuple(
            NeededSkill(table.uris[term], IMPORTANCES[level], None if asked != asked else asked)
            for term, asked, level in table.skills.row(row).tolist()
        ),
        causes=tuple(table.uris[term] for term in table.causes.row(row)),
        minimum_age=lowest or None,
        maximum_age=None if highest == 999 else highest,
        check=table.check.text(row) or None,
        training_given=bool(table.trains[row]) or None,
        access=_access(table, row, lacks=False),
        lacks=_access(table, row, lacks=True),
        places_open=None if room < 0 else room,
        closed=bool(table.closed[row]),
    )


def _access(table: RoleTable, row: int, lacks: bool) -> frozenset[str]:
    said = table.access.row(row)
    return frozenset(table.uris[term] for term in said["term"][said["lacks"] == lacks])


def sessions_of(table: RoleTable, row: int) -> tuple[Session, ...]:
    """Sessions of one row as objects."""
    return tuple(
        Session(
            date.fromordinal(starts_on),
            start,
            length,
            FREQUENCIES[frequency],
            interval,
            tuple(day for day in range(7) if weekdays >> day & 1),
            until=_date(until),
        )
        for starts_on, until, start, length, frequency, interval, weekdays in (
            table.sessions.row(row).tolist()
        )
    )


def hours_of(table: RoleTable, row: int) -> Hours | None:
    """Hours of one row as an object."""
    minutes = int(table.minutes[row])
    if minutes == NO_HOURS:
        return None
    windows = tuple(Window(*window) for window in table.windows.row(row).tolist())
    return Hours(None if minutes < 0 else minutes, PERIODS[int(table.per[row])], windows)


def _date(ordinal: int) -> date | None:
    return date.fromordinal(int(ordinal)) if ordinal else None
