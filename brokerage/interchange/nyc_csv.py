"""NYC Service's historical roles: prose dates, multi-line addresses, American postcodes.

The file is a year of postings, not a picture of one day. ``Postcode`` is a ZIP code and stays in
the address. ``Latitude`` and ``Longitude`` are the geocoder's and missing for many rows that give
a point at the end of the address; where both stand, the address is the poster's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

from brokerage.interchange.csv_files import Table, open_table
from brokerage.interchange.dates import LONDON
from brokerage.interchange.drafts import Draft, DraftOrganisation, DraftTerm, Item
from brokerage.interchange.points import NotAPlace, Point, place_of, split_address
from brokerage.interchange.rows import Row
from brokerage.interchange.tabular import read_rows
from brokerage.interchange.wording import state_title
from brokerage.opportunities.models import Attendance, State
from brokerage.opportunities.places_text import PlaceText
from brokerage.taxonomies.models import Kind

SOURCE = "nyc"
REQUIRED = ("opportunity_id", "title", "summary", "org_title", "org_content_id", "recurrence_type")
CONCEPT = "https://ns.volunteeringdata.io/"
CATEGORIES = {
    "strengthening communities": "Community",
    "helping neighbors in need": "AntiPoverty",
    "education": "EducationLanguages",
    "environment": "Environment",
    "health": "Health",
    "emergency preparedness": "DevelopmentEmergencyRelief",
}


def open_file(path: Path) -> Table:
    """Raises Invalid for a file that is not such a table."""
    return open_table(path, REQUIRED)


def read(table: Table, today: date) -> Iterator[Item]:
    """Every row as a draft, or as refused."""
    return read_rows(table, _draft)


def _draft(row: Row) -> Draft:
    name = row.needed("org_title")[:200]
    organisation = DraftOrganisation(SOURCE, row.needed("org_content_id")[:255], name)
    state_title(row, "title", name)
    row.state("description", row.prose("summary"), "summary")
    row.state("attendance", Attendance.IN_PERSON.value, "title")
    row.state("places_offered", row.number("vol_requests") or None, "vol_requests")
    _state_dates(row)
    created = row.date("created_date")
    return Draft(
        line=row.line,
        source=SOURCE,
        source_id=row.needed("opportunity_id")[:255],
        organisation=organisation,
        facts=row.facts,
        places=_places(row),
        terms=_causes(row),
        term_kinds=frozenset({Kind.CAUSE}),
        status=State.LIVE if row.raw("status").strip() == "approved" else State.CLOSED,
        published_at=datetime.combine(created, time(), LONDON) if created else None,
        touched_on=row.date("last_modified_date"),
    )


def _state_dates(row: Row) -> None:
    begins = row.date("start_date_date")
    once = row.raw("recurrence_type").strip() == "onetime"
    row.state("starts_on", begins, "start_date_date")
    row.state("ends_on", row.end("end_date_date", begins), "end_date_date")
    minutes = (row.number("hours") or 0) * 60 if once else 0
    row.state("hours_minutes", minutes or None, "hours")
    row.state("hours_per", "once" if once else None, "recurrence_type")


def _places(row: Row) -> tuple[PlaceText, ...]:
    address, point = _address(row)
    if not address:
        address = " ".join(part for part in (row.text("region"), row.text("Postcode")) if part)
    point = point or row.point("Latitude", "Longitude")
    return tuple(place_of(row.text("NTA") or "", address, None, point))


def _address(row: Row) -> tuple[str, Point | None]:
    try:
        return split_address(row.raw("locality"))
    except NotAPlace as problem:
        row.remark("locality", str(problem))
        return row.text("locality") or "", None


def _causes(row: Row) -> tuple[DraftTerm, ...]:
    category = row.text("category_desc")
    if category is None:
        return ()
    known = CATEGORIES.get(category.lower())
    return (DraftTerm(Kind.CAUSE, CONCEPT + known if known else category),)
