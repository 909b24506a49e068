"""The rows as they lie in the tables, read with plain SQL that both databases understand."""

from __future__ import annotations

from collections import defaultdict, namedtuple
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, text

TABLES = {
    "centres": "id, slug",
    "districts": "code, slug, counted_with",
    "volunteers": "id, centre_id, district_code, created_at, source, merged_into_id, "
    "heard_through, volunteered_before, age_band, postcode",
    "volunteer_moves": "id, volunteer_id, to_state, moved_at",
    "volunteer_terms": "volunteer_id, uri",
    "nameless_enquiries": "centre_id, asked_at",
    "introductions": "id, volunteer_id, opportunity_id, home_centre_id, created_at, referred_at, "
    "started_on, closed_at",
    "introduction_moves": "id, introduction_id, to_state, moved_at, through",
    "follow_ups": "introduction_id, weeks, outcome",
    "opportunities": "id, organisation_id, centre_id, published_at, flexible, micro, hours_minutes",
    "opportunity_moves": "id, opportunity_id, from_state, to_state, moved_at",
    "opportunity_places": "id, opportunity_id, district_code",
    "opportunity_sessions": "opportunity_id",
    "opportunity_windows": "opportunity_id",
    "opportunity_terms": "opportunity_id, uri",
    "terms": "uri, kind",
    "organisations": "id, centre_id, district_code, income_band",
    "hour_entries": "id, volunteer_id, opportunity_id, centre_id, given_on, start_minute, minutes, "
    "kind, superseded_at",
    "wage_rates": "pence, valid_from, valid_to, ended_at",
    "funding": "centre_id, received_on, pence, kind, ended_at",
    "equality_answers": "volunteer_id, question, answer",
    "postcodes": "code, deprivation_decile",
    "training_events": "id, centre_id, starts_at, minutes",
    "training_bookings": "event_id, organisation_id, group_name, state, attended",
    "support_entries": "centre_id, organisation_id, given_on, minutes, kind",
    "outcome_answers": "introduction_id, volunteer_id, question, answer, given_at",
    "placement_feedback": "introduction_id, volunteer_id, organisation_id, side, first, given_at",
}

Row = Any  # a named tuple of the columns above


class Rows:
    """Every table that a figure is told from: ``rows["volunteers"]``."""

    def __init__(self, connection: Connection) -> None:
        self._tables = {table: _read(connection, table) for table in TABLES}

    def __getitem__(self, table: str) -> list[Row]:
        return self._tables[table]

    def by(self, table: str, column: str = "id") -> dict[Any, Row]:
        """One row for each value."""
        return {getattr(row, column): row for row in self[table]}

    def each(self, table: str, column: str) -> dict[Any, list[Row]]:
        """The rows of each value, in their order."""
        found = defaultdict(list)
        for row in self[table]:
            found[getattr(row, column)].append(row)
        return found

    @cached_property
    def people(self) -> dict[int, Row]:
        return self.by("volunteers")

    @cached_property
    def roles(self) -> dict[int, Row]:
        return self.by("opportunities")

    @cached_property
    def bodies(self) -> dict[int, Row]:
        return self.by("organisations")

    @cached_property
    def centres(self) -> dict[int, Row]:
        return self.by("centres")

    @cached_property
    def districts(self) -> dict[str, Row]:
        return self.by("districts", "code")

    def moves(self, table: str, whose: str) -> dict[int, list[Row]]:
        """The history of each record, oldest first."""
        found = self.each(table, whose)
        for history in found.values():
            history.sort(key=lambda move: (move.moved_at, move.id))
        return found

    def causes(self, table: str, whose: str) -> dict[int, list[str]]:
        """The causes of each person or role."""
        cause = {row.uri for row in self["terms"] if row.kind == "cause"}
        found = self.each(table, whose)
        return {one: [t.uri for t in terms if t.uri in cause] for one, terms in found.items()}


def _read(connection: Connection, table: str) -> list[Row]:
    names = TABLES[table].split(", ")
    make, read = namedtuple(table, names), [_reader(name) for name in names]
    found = connection.execute(text(f"SELECT {TABLES[table]} FROM {table} ORDER BY 1"))
    return [make(*(as_(value) for as_, value in zip(read, row, strict=True))) for row in found]


def _reader(column: str) -> Callable[[Any], Any]:
    """SQLite keeps moments and days as text."""
    if column.endswith("_at"):
        return lambda at: datetime.fromisoformat(at).replace(tzinfo=UTC) if _is_text(at) else at
    if column.endswith(("_on", "valid_from", "valid_to")):
        return lambda on: date.fromisoformat(on) if _is_text(on) else on
    return lambda value: value


def _is_text(value: Any) -> bool:
    return isinstance(value, str)
