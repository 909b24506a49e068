"""Sessions: who applied for a role, who joined it, and the hours at each of its dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from brokerage.interchange.dates import LONDON
from brokerage.interchange.drafts import Rejected, Remark
from brokerage.interchange.folding import fold
from brokerage.interchange.people import cells
from brokerage.interchange.people.reading import as_row
from brokerage.interchange.people.sheets import AnyTable
from brokerage.interchange.rows import Row
from brokerage.opportunities.sessions_text import SessionRule

STATUSES = ("Applied", "Joined")
LONGEST_DAY = 24 * 60


@dataclass(frozen=True)
class Attendance:
    """One row that names a person. Minutes are None where nobody said."""

    line: int
    placement: str
    person_ids: tuple[str, ...]  # the long one first
    name: str
    joined: bool
    session: str = ""  # TeamKinetic's number of it; empty for one who only applied
    held_on: date | None = None
    start_minute: int | None = None
    planned_minutes: int | None = None
    said_minutes: int | None = None
    checked_minutes: int | None = None
    attended: bool | None = None
    joined_at: datetime | None = None
    remarks: tuple[Remark, ...] = ()
    record: Any = None


@dataclass(frozen=True)
class Nobody:
    """A row that names no person: a date of a role that nobody joined."""

    line: int


def read(table: AnyTable) -> Iterator[Attendance | Nobody | Rejected]:
    """Every row as an attendance, as nobody's, or as refused."""
    for raw in table.rows():
        row = as_row(table, raw)
        if isinstance(row, Rejected):
            yield row
        elif not _person_ids(row):
            yield Nobody(row.line)
        else:
            found = _attendance(row)
            told = replace(found, remarks=tuple(row.remarks), record=raw.cells)
            yield row.rejected if row.faults else told


def owners(table: AnyTable) -> dict[str, tuple[str, str]]:
    """Whose each role is, by PLACEMENTID: the provider's long id, which may be empty, and name."""
    found: dict[str, tuple[str, str]] = {}
    for row in _rows(table):
        name, number = row.text("PROVIDERNAME"), row.text("PLACEMENTID")
        if name and number:
            found.setdefault(number, (row.text("PROVIDERLONGID") or "", name[:200]))
    return found


def times(table: AnyTable) -> dict[str, tuple[SessionRule, ...]]:
    """When each sessional role takes place, by PLACEMENTID, its single dates folded into rules.

    The dates of a flexible role are those on which somebody happened to come.
    """
    singles: defaultdict[str, set[SessionRule]] = defaultdict(set)
    for row in _rows(table):
        day, start = cells.day(row, "SESSIONDATE"), _clock(row)
        length = _minutes(row, "SESSIONHOURS")
        if row.raw("OPPTYPE").strip() == "Sessional" and day and start is not None and length:
            singles[row.raw("PLACEMENTID").strip()].add(SessionRule(day, start, length))
    return {number: fold(rules) for number, rules in singles.items()}


def _rows(table: AnyTable) -> Iterator[Row]:
    return (row for raw in table.rows() if isinstance(row := as_row(table, raw), Row))


def _person_ids(row: Row) -> tuple[str, ...]:
    found = (row.text(column) for column in ("VOLLONGID", "VOLID"))
    return tuple(text for text in found if text)


def _attendance(row: Row) -> Attendance:
    status = row.raw("STATUS").strip()
    if status not in STATUSES:
        row.fault("STATUS", "This must be Applied or Joined.")
    session = row.text("SESSIONID") or ""
    held_on = cells.day(row, "SESSIONDATE")
    if session and held_on is None:
        row.fault("SESSIONDATE", "The day of the session is needed.")
    return Attendance(
        line=row.line,
        placement=row.needed("PLACEMENTID"),
        person_ids=_person_ids(row),
        name=f"{row.text('FIRSTNAME') or ''} {row.text('SURNAME') or ''}".strip(),
        joined=status == "Joined",
        session=session,
        held_on=held_on,
        start_minute=_clock(row),
        planned_minutes=_minutes(row, "SESSIONHOURS"),
        said_minutes=_minutes(row, "HOURSLOGGED"),
        checked_minutes=_minutes(row, "HOURSLOGGEDPROVIDER"),
        attended=row.boolean("ATTENDED"),
        joined_at=_moment(row, "JOINEDON"),
    )


def _clock(row: Row) -> int | None:
    text = row.raw("SESSIONSTARTTIME").strip()
    try:
        found = time.fromisoformat(text.zfill(5)) if text else None
    except ValueError:
        row.remark("SESSIONSTARTTIME", "This is no time of day: it is left out.")
        return None
    return found.hour * 60 + found.minute if found else None


def _minutes(row: Row, column: str) -> int | None:
    text = row.raw(column).strip()
    if not text:
        return None
    try:
        found = round(float(text) * 60)
    except (ValueError, OverflowError):
        found = -1
    if not 0 <= found <= LONGEST_DAY:
        row.fault(column, "Write hours from 0 to 24, such as 2 or 1.5.")
        return None
    return found


def _moment(row: Row, column: str) -> datetime | None:
    """When they joined, in London; a time that cannot be read leaves the day."""
    day = cells.day(row, column)
    if day is None:
        return None
    clock = row.raw(column).strip()[10:].strip()
    try:
        at = time.fromisoformat(clock) if clock else time()
    except ValueError:
        at = time()
    return datetime.combine(day, at.replace(tzinfo=None), LONDON)
