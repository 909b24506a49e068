"""The words for the numbers: every measure's definition, and every place's name and code."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.evaluation.areas import Areas
from brokerage.evaluation.definitions import Measure, measures
from brokerage.evaluation.exporting.columns import MEASURE, VERSION, table, text
from brokerage.evaluation.packaging.tables import Table
from brokerage.geography.models import District

_SAID = {
    "title": "Title",
    "kind": "What the number is",
    "definition": "What it means",
    "numerator": "What is counted",
    "denominator": "Out of",
    "exclusions": "Left out",
    "groups": "Groups",
    "owner": "Who answers for it",
}


def definitions() -> Table:
    """All measures in words, as they are counted today."""
    fields = [text(name, title, f"{title}, in words") for name, title in _SAID.items()]
    rows = [
        (one.id, one.version, *_said(one), "; ".join(one.fields)) for one in measures().values()
    ]
    return table(
        "definitions",
        "Definitions",
        "What each measure counts. Where a figure has another version, it was counted by an older "
        "definition.",
        (MEASURE, VERSION, *fields, text("fields", "Fields", "Where it is read from")),
        ("measure",),
        rows,
    )


def _said(one: Measure) -> list[str | None]:
    return [str(getattr(one, name)) or None for name in _SAID]


def areas_table(session: Session, areas: Areas) -> Table:
    """Every place that figures are told of."""
    official = {}
    for district in session.scalars(select(District)):
        *_, code = areas.of_district[district.code]
        official[code] = (district.code, district.counted_with)
    rows = [
        (area.code, area.kind, area.name, *official.get(area.code, (None, None)))
        for area in areas.areas.values()
    ]
    return table(
        "areas",
        "Areas",
        "The places: centres, districts, and the larger ones they add up to.",
        (
            text("area", "Area", "How it is named in the other tables", needed=True),
            text("kind", "Kind", "all, county, centre or district", needed=True),
            text("name", "Name", "As it is called today", needed=True),
            text("ons_code", "ONS code", "Of a district"),
            text("counted_with", "Counted with", "The county that a district counts in"),
        ),
        ("area",),
        rows,
    )
