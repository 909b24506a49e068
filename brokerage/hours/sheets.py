"""Many hours at once: a sheet of people and days, on paper or on a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.errors import BrokerageError
from brokerage.hours.amounts import month_end, read_minutes
from brokerage.hours.models import HourEntry, Kind, Source
from brokerage.hours.recording import (
    correct_hours,
    record_hours,
    remove_hours,
    retract_hours,
    verify_hours,
)
from brokerage.introductions.models import Introduction
from brokerage.opportunities.models import Opportunity
from brokerage.suggestions.occurring import occurrences_between


@dataclass(frozen=True, slots=True, order=True)
class Column:
    """One day of a sheet, or one session of it."""

    day: date
    start_minute: int | None = None

    @property
    def reference(self) -> str:
        """How a form names it."""
        time = "" if self.start_minute is None else f".{self.start_minute}"
        return f"{self.day.isoformat()}{time}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One person and one column: what stood there, and what is written there now."""

    placement: Introduction
    column: Column
    was: str
    typed: str

    @property
    def name(self) -> str:
        """The name of its field."""
        return cell_name(self.placement, self.column)


def cell_name(placement: Introduction, column: Column) -> str:
    """The name of the field of one person and one column."""
    return f"h.{placement.public_id}.{column.reference}"


def columns_of(session: Session, opportunity: Opportunity, month: date) -> list[Column]:
    """The sessions of a month, or each of its days where a role has none."""
    last = month_end(month)
    planned = occurrences_between(session, opportunity, month, last)
    if opportunity.sessions:
        return [Column(one.held_on, one.start_minute) for one in planned]
    return [Column(month + timedelta(days=n)) for n in range((last - month).days + 1)]


def entries_in(
    session: Session, placements: Iterable[Introduction], kind: Kind, columns: Sequence[Column]
) -> dict[str, HourEntry]:
    """What stands in each cell. An entry without a time stands in the first column of its day."""
    people = {one.id: one for one in placements}
    if not people or not columns:
        return {}
    query = select(HourEntry).where(
        HourEntry.introduction_id.in_(people),
        HourEntry.kind == kind,
        HourEntry.superseded_at.is_(None),
        HourEntry.given_on.between(columns[0].day, columns[-1].day),
    )
    first_of: dict[date, Column] = {}
    for column in columns:
        first_of.setdefault(column.day, column)
    known = set(columns)
    found: dict[str, HourEntry] = {}
    for entry in session.scalars(query.order_by(HourEntry.id)):
        exact = Column(entry.given_on, entry.start_minute)
        place = exact if exact in known else first_of.get(entry.given_on)
        if place is not None and entry.introduction_id is not None:
            found.setdefault(cell_name(people[entry.introduction_id], place), entry)
    return found


def keep_cells(
    session: Session,
    cells: Sequence[Cell],
    kind: Kind,
    standing: Mapping[str, HourEntry],
    actor: Actor,
    source: Source,
) -> tuple[int, dict[str, list[str]]]:
    """Write what was changed on a sheet; how many cells, and what is wrong by name of field.

    Only cells that were changed on the page are written, so two people with one sheet keep both
    their changes. The caller undoes everything where anything is wrong.
    """
    kept, errors = 0, {}
    for cell in cells:
        if cell.typed.strip() == cell.was.strip():
            continue
        try:
            _keep(session, cell, kind, standing.get(cell.name), actor, source)
            kept += 1
        except BrokerageError as problem:
            errors[cell.name] = [problem.message]
    return kept, errors


def _keep(
    session: Session,
    cell: Cell,
    kind: Kind,
    entry: HourEntry | None,
    actor: Actor,
    source: Source,
) -> None:
    minutes = read_minutes(cell.typed)
    day, start = cell.column.day, cell.column.start_minute
    if entry is not None:
        day, start = entry.given_on, entry.start_minute
    if minutes is None:
        if entry is not None:
            (retract_hours if kind == Kind.VERIFIED else remove_hours)(session, entry, actor)
    elif kind == Kind.VERIFIED:
        verify_hours(session, cell.placement, actor, day, minutes, start, source)
    elif entry is not None:
        correct_hours(session, entry, actor, day, minutes, start)
    else:
        record_hours(session, cell.placement, actor, day, minutes, start, source)
