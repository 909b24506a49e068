"""Do-it, version 1, as a table: one row per role, a week as 21 characters.

The availability is Monday to Sunday times morning, afternoon, evening; all noughts means that
nobody filled it in, not that no time is wanted. ``location_type`` is SL (one place), RL (one of
the places in a region) or NL (no place).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from brokerage.interchange.csv_files import Table, open_table
from brokerage.interchange.dates import read_moment
from brokerage.interchange.drafts import Draft, DraftOrganisation, DraftTerm, Item
from brokerage.interchange.points import place_of
from brokerage.interchange.rows import Row
from brokerage.interchange.tabular import read_rows
from brokerage.interchange.wording import state_title
from brokerage.opportunities.models import Attendance, State
from brokerage.opportunities.places_text import PlaceText
from brokerage.taxonomies.models import Kind
from brokerage.weeks import PARTS, Span, box_span, merge

SOURCE = "doit"
REQUIRED = ("id", "title", "description", "organisation", "organisation_id", "availability")
STATES = {"live": State.LIVE, "paused": State.PAUSED, "filled": State.FILLED, "": State.LIVE}
INTERESTS = {  # Do-it's words that no taxonomy has as a label or a synonym
    "crisis support": "DevelopmentEmergencyRelief",
    "health & safety": "CrimeSafety",
    "homeless": "Housing",
    "hospices": "Illness",
    "learning disability": "LearningDisabilities",
    "literacy": "LiteracyNeeds",
    "men": "MensGroups",
    "performance": "ArtsAndCulture",
    "poverty": "AntiPoverty",
    "race & ethnicity": "EthnicMinorities",
    "refugees": "RefugeesAsylumSeekers",
    "sport": "SportOutdoorActivities",
    "swimming": "SportOutdoorActivities",
    "education": "EducationLanguages",
    "women": "WomensGroups",
}
CONCEPT = "https://ns.volunteeringdata.io/"


def open_file(path: Path) -> Table:
    """Raises Invalid for a file that is not such a table."""
    return open_table(path, REQUIRED)


def read(table: Table, today: date) -> Iterator[Item]:
    """Every row as a draft, or as refused."""
    return read_rows(table, lambda row: _draft(row, today))


def _draft(row: Row, today: date) -> Draft:
    organisation = _organisation(row)
    state_title(row, "title", organisation.name)
    row.state("description", row.prose("description"), "description")
    created, updated = row.read("created", read_moment), row.read("updated", read_moment)
    _state_dates(row, updated.date() if updated else None)
    row.state("places_offered", row.number("places_available") or None, "places_available")
    attendance = _attendance(row)
    row.state("attendance", attendance.value, "location_type")
    return Draft(
        line=row.line,
        source=SOURCE,
        source_id=row.needed("id")[:255],
        organisation=organisation,
        facts=row.facts,
        windows=_windows(row),
        places=_places(row, attendance),
        terms=_causes(row),
        term_kinds=frozenset({Kind.CAUSE}),
        status=STATES.get(row.raw("status").strip().lower(), State.CLOSED),
        published_at=row.read("advertise_start_date", read_moment) or created,
        touched_on=updated.date() if updated else None,
    )


def _organisation(row: Row) -> DraftOrganisation:
    facts: dict[str, Any] = {"kind": "charity"} if row.boolean("organisation_is_charity") else {}
    facts |= {
        "description": row.prose("organisation_blurb"),
        "postcode": row.text("organisation_postcode"),
        "runs_a_centre": bool(row.boolean("organisation_is_volunteer_centre")),
    }
    name = row.needed("organisation")[:200]
    return DraftOrganisation(SOURCE, row.needed("organisation_id")[:255], name, facts=facts)


def _state_dates(row: Row, touched: date | None) -> None:
    begins = row.date("specific_start_date")
    row.state("starts_on", begins, "specific_start_date")
    row.state("ends_on", row.end("specific_end_date", begins, touched), "specific_end_date")
    row.state("expires_on", row.end("advertise_end_date", begins, touched), "advertise_end_date")


def _windows(row: Row) -> tuple[Span, ...]:
    boxes = row.raw("availability").strip()
    if boxes and (len(boxes) != 21 or set(boxes) - {"0", "1"}):
        row.fault("availability", "This must be 21 characters, each 0 or 1.")
        return ()
    parts = tuple(PARTS)
    return merge(box_span(i // 3, parts[i % 3]) for i, box in enumerate(boxes) if box == "1")


def _attendance(row: Row) -> Attendance:
    if not row.boolean("working_from_home"):
        return Attendance.IN_PERSON
    has_place = row.raw("location_type").strip() in ("SL", "RL") and row.raw("postcode").strip()
    return Attendance.HYBRID if has_place else Attendance.REMOTE


def _places(row: Row, attendance: Attendance) -> tuple[PlaceText, ...]:
    if attendance is Attendance.REMOTE:
        return ()
    point = row.point("latitude", "longitude")
    return tuple(place_of(row.text("location_name") or "", "", row.text("postcode"), point))


def _causes(row: Row) -> tuple[DraftTerm, ...]:
    words = dict.fromkeys(word.strip() for word in row.raw("interests").split("|") if word.strip())
    named = (INTERESTS.get(word.lower()) for word in words)
    texts = [CONCEPT + known if known else word for word, known in zip(words, named, strict=True)]
    return tuple(DraftTerm(Kind.CAUSE, text) for text in dict.fromkeys(texts))
