"""Opportunities become roles: live where they are authorised and somebody's, else drafts.

The export does not say whose a role is, nor when it takes place; the sessions export does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from brokerage.interchange.csv_files import RawRow
from brokerage.interchange.drafts import Draft, DraftOrganisation, DraftTerm, Item, Rejected
from brokerage.interchange.people.cells import NEVER
from brokerage.interchange.people.reading import as_row
from brokerage.interchange.people.sheets import AnyTable
from brokerage.interchange.points import place_of
from brokerage.interchange.rows import Row
from brokerage.interchange.teamkinetic.exports import SOURCE, key_at
from brokerage.interchange.wording import state_title
from brokerage.opportunities.models import Attendance, State
from brokerage.opportunities.places_text import PlaceText
from brokerage.opportunities.sessions_text import SessionRule
from brokerage.taxonomies.models import Kind

UNNAMED = "Organisation not named"
WHOSE = (
    "No file says whose role this is: it stays a draft. Bring the sessions export in with it, or "
    "name the organisation here."
)
_FROM_HOME = re.compile(r"home|remote|online|virtual", re.IGNORECASE)


def read(
    table: AnyTable,
    centre: tuple[int, str],
    owners: Mapping[str, DraftOrganisation],
    times: Mapping[str, tuple[SessionRule, ...]] | None,
) -> Iterator[Item]:
    """Every row as a draft, or as refused. ``owners`` and ``times`` are by PLACEMENTID;
    no ``times`` at all leaves the times of roles as they are."""
    for raw in table.rows():
        row = as_row(table, raw)
        if isinstance(row, Rejected):
            yield row
            continue
        draft = _draft(row, raw, centre, owners, times)
        yield row.rejected if row.faults else draft


def _draft(
    row: Row,
    raw: RawRow,
    centre: tuple[int, str],
    owners: Mapping[str, DraftOrganisation],
    times: Mapping[str, tuple[SessionRule, ...]] | None,
) -> Draft:
    number = row.needed("PLACEMENTID")
    organisation = owners.get(number) or _unnamed(centre)
    if organisation.placeholder:
        row.remark("PLACEMENTID", WHOSE)
    state_title(row, "NAME", organisation.name)
    row.state("description", row.prose("DESCRIPTION"), "DESCRIPTION")
    _state_dates(row)
    attendance = _attendance(row)
    row.state("attendance", attendance.value, "LOCATIONTYPE")
    authorised = bool(row.boolean("AUTHORISED")) and not organisation.placeholder
    return Draft(
        line=row.line,
        source=SOURCE,
        source_id=key_at(centre[1], number),
        organisation=organisation,
        facts=row.facts,
        sessions=None if times is None else times.get(number, ()),
        places=tuple(_places(row, attendance)),
        terms=tuple(_tags(row)),
        term_kinds=frozenset({Kind.CAUSE}),
        status=State.LIVE if authorised else State.DRAFT,
        remarks=tuple(row.remarks),
        record=raw.cells,
    )


def _unnamed(centre: tuple[int, str]) -> DraftOrganisation:
    own = {"centre_id": centre[0]}
    return DraftOrganisation(SOURCE, key_at(centre[1], "none"), UNNAMED, True, facts=own)


def _state_dates(row: Row) -> None:
    begins, ends = _day(row, "STARTDATE"), row.end("ENDDATE", row.date("STARTDATE"))
    row.state("starts_on", begins, "STARTDATE")
    row.state("ends_on", None if ends in NEVER else ends, "ENDDATE")


def _day(row: Row, column: str) -> date | None:
    found = row.date(column)
    return None if found in NEVER else found


def _attendance(row: Row) -> Attendance:
    away = _FROM_HOME.search(row.raw("LOCATIONTYPE"))
    return Attendance.REMOTE if away else Attendance.IN_PERSON


def _places(row: Row, attendance: Attendance) -> list[PlaceText]:
    if attendance is Attendance.REMOTE:
        return []
    return place_of(
        row.text("LOCATION") or "", row.text("CITY") or "", row.text("POSTALCODE"), None
    )


def _tags(row: Row) -> Iterator[DraftTerm]:
    words = (" ".join(word.split()) for word in row.raw("TAGS").split(","))
    for word in dict.fromkeys(word for word in words if word):
        yield DraftTerm(Kind.CAUSE, word)
