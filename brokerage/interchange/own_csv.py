"""Our own table of roles, written by the export and read by the import: docs/importing.md.

The columns are the rows of OpportunitySchema, so a field that is added there is in the file
without a word here. Sessions, windows, places and terms are one cell each, in words.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from marshmallow import fields

from brokerage.interchange.cleaning import plain
from brokerage.interchange.csv_files import Table, open_table
from brokerage.interchange.dates import read_moment
from brokerage.interchange.drafts import Draft, DraftOrganisation, DraftTerm, Item
from brokerage.interchange.rows import FIELDS, Row
from brokerage.interchange.tabular import read_rows
from brokerage.opportunities.models import State
from brokerage.opportunities.parts import IMPORTANCES
from brokerage.opportunities.places_text import read_places
from brokerage.opportunities.schemas import OpportunitySchema
from brokerage.opportunities.sessions_text import read_sessions
from brokerage.schema import Audience
from brokerage.tables import columns, unguarded
from brokerage.taxonomies.models import Kind
from brokerage.weeks import Span, read_week

SOURCE = "csv"
REQUIRED = ("title", "organisation")
TERM_COLUMNS = {
    "causes": Kind.CAUSE,
    "skills": Kind.SKILL,
    "requirements": Kind.REQUIREMENT,
    "accessibility": Kind.ACCESSIBILITY,
}
ORGANISATION_COLUMNS = ("organisation", "organisation_source", "organisation_id")
INSTEAD = {"organisation": ORGANISATION_COLUMNS, "terms": tuple(TERM_COLUMNS)}
COLUMNS: Final = tuple(
    column
    for name in columns(OpportunitySchema, Audience.STAFF)
    for column in INSTEAD.get(name, (name,))
)
COMPOSITES = ("sessions", "windows", "places", "terms", "organisation")
FACTS: Final = tuple(
    name for name, field in FIELDS.items() if not field.dump_only and name not in COMPOSITES
)
_IMPORTANCE = re.compile(r"(.*?)\s*\((must|needed|useful)\)")
_PUBLIC_ID = re.compile(r"[A-Za-z0-9_-]{10,22}")


def open_file(path: Path) -> Table:
    """Raises Invalid for a file that is not such a table."""
    return open_table(path, REQUIRED, COLUMNS)


def read(table: Table, today: date) -> Iterator[Item]:
    """Every row as a draft, or as refused."""
    present = frozenset(table.heading)
    return read_rows(table, lambda row: _draft(row, present))


def _draft(row: Row, present: frozenset[str]) -> Draft:
    for name in FACTS:
        if name in present:
            _state_fact(row, name)
    source, source_id = _identity(row)
    status = row.read("state", _state)
    published = row.read("published_at", read_moment)
    return Draft(
        line=row.line,
        source=source,
        source_id=source_id,
        organisation=_organisation(row),
        facts=row.facts,
        sessions=_composite(row, present, "sessions", read_sessions),
        windows=_composite(row, present, "windows", _read_windows),
        places=_composite(row, present, "places", read_places),
        terms=tuple(_terms(row)),
        term_kinds=frozenset(TERM_COLUMNS[name] for name in TERM_COLUMNS if name in present),
        status=status or State.LIVE,
        status_stated=status is not None,
        published_at=published,
        touched_on=published.date() if published else None,
        public_id=row.read("id", _public_id),
        shifted_days=row.read("shifted_days", _days) or 0,
    )


def _state_fact(row: Row, name: str) -> None:
    """A cell as its field understands it; an empty one that may not be is left not stated."""
    value = _value(row, name)
    if value is not None or FIELDS[name].allow_none:
        row.state(name, value, name)


def _value(row: Row, name: str) -> Any:
    field = FIELDS[name]
    if isinstance(field, fields.Date):
        return row.date(name)
    if isinstance(field, fields.Boolean):
        return row.boolean(name)
    if isinstance(field, fields.Integer):
        return row.number(name)
    text = plain(unguarded(row.raw(name)))
    may_be_empty = not field.allow_none and not field.metadata.get("choices")
    return text if text or may_be_empty else None


def _identity(row: Row) -> tuple[str, str]:
    """Source and source id. A row that somebody typed without them gets them from what it says."""
    source, source_id = (plain(unguarded(row.raw(name))) for name in ("source", "source_id"))
    if source_id:
        return (source or SOURCE)[:40], source_id[:255]
    words = [row.raw(name).strip().casefold() for name in ("organisation", "title", "places")]
    return SOURCE, hashlib.sha256("\x1f".join(words).encode("utf-8", "replace")).hexdigest()[:32]


def _organisation(row: Row) -> DraftOrganisation:
    name = " ".join(plain(unguarded(row.raw("organisation"))).split())
    if not name:
        row.fault("organisation", "This must not be empty.")
    if len(name) > 200:
        row.fault("organisation", "Longer than maximum length 200.")
    source = plain(unguarded(row.raw("organisation_source")))[:40]
    identifier = plain(unguarded(row.raw("organisation_id")))[:255]
    if identifier:
        return DraftOrganisation(source or SOURCE, identifier, name)
    return DraftOrganisation("", name.casefold(), name)


def _composite(row: Row, present: frozenset[str], name: str, reader: Callable[[str], Any]) -> Any:
    """What a reader makes of a cell; None where the file has no such column."""
    if name not in present:
        return None
    return row.read(name, lambda text: reader(plain(unguarded(text)))) or ()


def _read_windows(text: str) -> tuple[Span, ...]:
    week = read_week(re.split(r"[|,]", text), "windows")
    if week.any_time or week.changes:
        raise ValueError("Write days and times, such as “Tue 18:00-21:00”, or “flexible”: yes.")
    return week.spans


def _terms(row: Row) -> Iterator[DraftTerm]:
    for column, kind in TERM_COLUMNS.items():
        for part in unguarded(row.raw(column)).split("|"):
            if part.strip():
                yield _term(part.strip(), kind)


def _term(text: str, kind: Kind) -> DraftTerm:
    found = _IMPORTANCE.fullmatch(" ".join(text.split()))
    if found and found[2] in IMPORTANCES:
        return DraftTerm(kind, found[1], found[2], strict=True)
    return DraftTerm(kind, text, strict=True)


def _state(text: str) -> State:
    try:
        return State(text.lower().replace(" ", "_"))
    except ValueError:
        raise ValueError(f"This is not a state: write one of {', '.join(State)}.") from None


def _public_id(text: str) -> str:
    found = unguarded(text)
    if not _PUBLIC_ID.fullmatch(found):
        raise ValueError("This is not a reference that we gave. Leave it empty for a new role.")
    return found


def _days(text: str) -> int:
    days = int(text)
    if abs(days) > 100_000:
        raise ValueError("This is not a number of days.")
    return days


def moment_cell(value: datetime | None) -> str:
    """A moment in UTC, to the microsecond, as the export writes it."""
    return value.astimezone(UTC).isoformat() if value else ""
