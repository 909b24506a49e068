"""From a table of roles to the columns of a catalogue."""

from __future__ import annotations

import numpy as np

from matching.columns import Array, Bools, Ragged, stable_hashes
from matching.errors import (
    InvalidDates,
    InvalidHours,
    InvalidPoint,
    InvalidSession,
    InvalidWindow,
    UnknownTerm,
)
from matching.records import IMPORTANCE, NEED, RoleColumns
from matching.statistics import Statistics
from matching.table import ASKS_UNSAID, IMPORTANCES, WEEKLY, RoleTable, check_aligned
from matching.terms import Terms, check_known
from matching.timetable.bulk import table_times
from matching.timetable.checks import DAY, WEEK
from matching.timetable.recurrence import Holidays

FROM_HOME = 2


def table_columns(
    table: RoleTable, terms: Terms, statistics: Statistics, today: int, holidays: Holidays
) -> RoleColumns:
    """As ``records.role_columns`` for roles that come as columns.

    Raises:
        InvalidInput: some role cannot be used; the message names it.
        MisalignedInput: columns of different lengths.
    """
    check_aligned(table)
    _check(table, terms)
    _check_times(table)
    numbers = np.array([terms.add(uri) for uri in table.uris], np.int32)
    return RoleColumns(
        id=table.id,
        id_hash=stable_hashes(table.id.texts()),
        key=table.key,
        key_hash=stable_hashes(table.key.texts()),
        remote=table.remote,
        minimum_age=table.minimum_age,
        maximum_age=table.maximum_age,
        places_open=table.places_open,
        closed=table.closed,
        trains=table.trains,
        check=table.check,
        places=_places(table),
        needs=_needs(table, numbers, statistics),
        causes=Ragged(table.causes.offsets, numbers[table.causes.values]),
        access=_access(table, numbers),
        words=table.words,
        advert=table.advert,
        times=table_times(table, today, holidays),
    )


def _places(table: RoleTable) -> Ragged:
    """A role done from home has no place."""
    home = table.remote == FROM_HOME
    if not (home & (table.places.counts > 0)).any():
        return table.places
    keep = np.repeat(~home, table.places.counts)
    counts = np.where(home, 0, table.places.counts)
    return Ragged(np.concatenate(([0], np.cumsum(counts))), table.places.values[keep])


def _needs(table: RoleTable, numbers: Array, statistics: Statistics) -> Ragged:
    asked = table.skills.values
    importance = np.array([IMPORTANCE[one] for one in IMPORTANCES])
    rarity = np.array([statistics.rarity(uri) for uri in table.uris])
    needs = np.zeros(len(asked), NEED)
    needs["term"], needs["level"] = numbers[asked["term"]], asked["level"]
    needs["weight"] = importance[asked["importance"]] * rarity[asked["term"]]
    needs["must"] = asked["importance"] == 0
    return Ragged(table.skills.offsets, needs)


def _access(table: RoleTable, numbers: Array) -> Ragged:
    said = table.access.values.copy()
    said["term"] = numbers[said["term"]]
    return Ragged(table.access.offsets, said)


def _check(table: RoleTable, terms: Terms) -> None:
    places = table.places.values
    sound = (np.abs(places["latitude"]) <= 90) & (np.abs(places["longitude"]) <= 180)
    if not sound.all():  # NaN compares False
        role = int(np.searchsorted(table.places.offsets, np.argmin(sound), "right")) - 1
        raise InvalidPoint(f"opportunity {table.id.text(role)}: {places[np.argmin(sound)]}")
    check_known(table.uris, terms.taxonomy)
    for column in (table.skills.values["term"], table.causes.values, table.access.values["term"]):
        if len(column) and not 0 <= column.min() <= column.max() < len(table.uris):
            raise UnknownTerm(f"a term number is not among the {len(table.uris)} uris")
    reversed_dates = (table.ends_on > 0) & (table.starts_on > table.ends_on)
    if reversed_dates.any():
        late = int(np.argmax(reversed_dates))
        raise InvalidDates(f"opportunity {table.id.text(late)}: it ends before it starts")


def _check_times(table: RoleTable) -> None:
    sessions, windows = table.sessions.values, table.windows.values
    bad = (sessions["start"] >= DAY) | (sessions["length"] == 0) | (sessions["length"] > WEEK)
    bad |= (sessions["interval"] == 0) | (sessions["frequency"] > WEEKLY)
    bad |= sessions["starts_on"] <= 0
    _refuse(InvalidSession, table, table.sessions, bad, "check start, length, interval, frequency")
    bad = (windows["weekday"] > 6) | (windows["start"] >= DAY)
    bad |= (windows["end"] <= windows["start"]) | (windows["end"] > windows["start"] + DAY)
    _refuse(InvalidWindow, table, table.windows, bad, "weekday 0 to 6, 0 <= start < 1440 < end")
    wrong = np.flatnonzero((table.minutes < ASKS_UNSAID) | (table.per > 2))
    if len(wrong):
        name = table.id.text(int(wrong[0]))
        raise InvalidHours(f"opportunity {name}: minutes above 0 (or -1), per 0 to 2")


def _refuse(
    error: type[Exception], table: RoleTable, column: Ragged, bad: Bools, hint: str
) -> None:
    if bad.any():
        role = int(np.searchsorted(column.offsets, int(np.argmax(bad)), "right")) - 1
        raise error(f"opportunity {table.id.text(role)}: {hint}")
