"""The roles and the people that are ranked, compiled once and then read by many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np

from matching.columns import Bools, Doubles, Ints, Ragged, load_table, narrowed
from matching.fingerprints import adverts
from matching.lanes import Lane, build_lane
from matching.records import (
    PersonColumns,
    RoleColumns,
    person_columns,
    role_columns,
)
from matching.snapshot import Part, Snapshot, check_different, check_unique, load_shared
from matching.statistics import Statistics
from matching.table import RoleTable
from matching.tables import table_columns
from matching.terms import Terms
from matching.text import build_postings
from matching.timetable.recurrence import Holidays
from matching.travel import STRAIGHT_LINE, Travel
from matching.types import Calendar, DateRange, Opportunity, Taxonomy, Volunteer


@dataclass(frozen=True)
class RolePart(Part):
    """Roles, their lane for scanning, and for each word the roles that use it."""

    columns: RoleColumns
    alive: Bools
    lane: Lane
    postings: Ragged

    @cached_property
    def has_must(self) -> Bools:
        """Whether a role has a skill it cannot do without, bool (n,)."""
        needs = self.columns.needs
        owners = np.repeat(np.arange(len(needs)), needs.counts)
        return np.bincount(owners, needs.values["must"], len(needs)) > 0

    @cached_property
    def week_points(self) -> tuple[Ints, Ints, Ints]:
        """Minutes of the week at which a stretch begins or ends; where each does among them."""
        lane = self.lane
        points, at = np.unique(np.concatenate((lane.starts, lane.ends)), return_inverse=True)
        return points, at[: len(lane.starts)], at[len(lane.starts) :]

    @cached_property
    def all_alive(self) -> bool:
        """Whether no line was superseded."""
        return bool(self.alive.all())


@dataclass(frozen=True)
class Catalogue(Snapshot[RolePart, Opportunity]):
    """Roles ready for ranking as of ``today``; rebuild nightly, ``replace`` in between."""

    today: date
    calendar: Calendar = field(default_factory=Calendar)

    @classmethod
    def build(
        cls,
        opportunities: Sequence[Opportunity],
        statistics: Statistics,
        *,
        taxonomy: Taxonomy | None = None,
        calendar: Calendar | None = None,
        today: date | None = None,
    ) -> Catalogue:
        """Compile roles; ``today`` is the first day of their 12 weeks (default: this machine's).

        Raises:
            DuplicateId: an id twice.
            InvalidInput: a role that cannot be used, named by its id.
        """
        check_unique(opportunities)
        terms = Terms(taxonomy or Taxonomy())
        today = today or datetime.now().astimezone().date()
        empty = cls((), terms, statistics, today, calendar or Calendar())
        part = empty.part(empty.compile(opportunities, terms))
        return cls((part,), terms, statistics, today, empty.calendar)

    @cached_property
    def adverts(self) -> tuple[Ints, ...]:
        """For each part a number per line, equal for one advert in several towns; -1: only one."""
        columns = [part.columns.advert for part in self.parts]
        return adverts(columns, [part.alive for part in self.parts])

    @classmethod
    def from_columns(
        cls,
        table: RoleTable,
        statistics: Statistics,
        *,
        taxonomy: Taxonomy | None = None,
        calendar: Calendar | None = None,
        today: date | None = None,
    ) -> Catalogue:
        """As :meth:`build` for roles that come as columns, several times as fast.

        Raises:
            DuplicateId: an id twice.
            InvalidInput: a role that cannot be used, named by its id.
            MisalignedInput: columns of different lengths.
        """
        terms = Terms(taxonomy or Taxonomy())
        today = today or datetime.now().astimezone().date()
        empty = cls((), terms, statistics, today, calendar or Calendar())
        ordinal = today.toordinal()
        columns = table_columns(table, terms, statistics, ordinal, empty.holidays)
        check_different(columns.id, columns.id_hash)
        return cls((empty.part(columns),), terms, statistics, today, empty.calendar)

    @cached_property
    def holidays(self) -> Holidays:
        """School holidays, sorted."""
        return Holidays(self.calendar)

    def compile(self, records: Sequence[Opportunity], terms: Terms) -> RoleColumns:
        return role_columns(records, terms, self.statistics, self.today.toordinal(), self.holidays)

    def part(self, columns: RoleColumns) -> RolePart:
        postings = build_postings(columns.words, len(self.statistics.columns.idf))
        alive = np.ones(len(columns.id), bool)
        lane = build_lane(columns, self.today.toordinal())
        return RolePart(narrowed(columns), alive, lane, narrowed(postings))

    def meta(self) -> dict[str, Any]:
        holidays = [
            (span.first.isoformat(), span.last.isoformat())
            for span in self.calendar.school_holidays
        ]
        return {**super().meta(), "today": self.today.isoformat(), "holidays": holidays}

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Map a saved catalogue into memory; many processes share one copy.

        Raises:
            UnreadableSnapshot: nothing there, or another version's.
        """
        meta, terms, statistics = load_shared(folder)
        parts = tuple(load_table(folder, f"part{n}", RolePart) for n in range(meta["parts"]))
        spans = (DateRange(*map(date.fromisoformat, pair)) for pair in meta["holidays"])
        today = date.fromisoformat(meta["today"])
        return cls(parts, terms, statistics, today, Calendar(tuple(spans)))


@dataclass(frozen=True)
class PersonPart(Part):
    """People."""

    columns: PersonColumns
    alive: Bools

    @cached_property
    def homes(self) -> tuple[Doubles, Doubles]:
        """Latitude and longitude of everybody's first home, NaN for none."""
        places = self.columns.places
        has = np.flatnonzero(places.counts)
        homes = places.values[places.offsets[has]]
        found = np.full((2, len(places)), np.nan)
        found[0, has], found[1, has] = homes["latitude"], homes["longitude"]
        return found[0], found[1]


@dataclass(frozen=True)
class Pool(Snapshot[PersonPart, Volunteer]):
    """People ready for ranking. Put in only those whose consents allow it."""

    travel: Travel = STRAIGHT_LINE

    @classmethod
    def build(
        cls,
        volunteers: Sequence[Volunteer],
        statistics: Statistics,
        *,
        taxonomy: Taxonomy | None = None,
        travel: Travel = STRAIGHT_LINE,
    ) -> Pool:
        """Compile people; ``travel`` knows how far they get in the minutes they stated.

        Raises:
            DuplicateId: an id twice.
            InvalidInput: a record that cannot be used, named by its id.
        """
        check_unique(volunteers)
        terms = Terms(taxonomy or Taxonomy())
        empty = cls((), terms, statistics, travel)
        part = empty.part(empty.compile(volunteers, terms))
        return cls((part,), terms, statistics, travel)

    def compile(self, records: Sequence[Volunteer], terms: Terms) -> PersonColumns:
        return person_columns(records, terms, self.statistics, self.travel)

    def part(self, columns: PersonColumns) -> PersonPart:
        return PersonPart(columns, np.ones(len(columns.id), bool))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Map a saved pool into memory.

        Raises:
            UnreadableSnapshot: nothing there, or another version's.
        """
        meta, terms, statistics = load_shared(folder)
        parts = tuple(load_table(folder, f"part{n}", PersonPart) for n in range(meta["parts"]))
        return cls(parts, terms, statistics)
