"""Refusing columns that mean nothing, before they are compiled."""

from __future__ import annotations

import numpy as np

from matching.columns import Bools, Ragged
from matching.errors import InvalidHours, InvalidSession, InvalidWindow
from matching.table import ASKS_UNSAID, WEEKLY, RoleTable
from matching.timetable.checks import DAY, WEEK


def check_table(table: RoleTable) -> None:
    """Raise InvalidInput, naming the first role, for times that cannot be."""
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
