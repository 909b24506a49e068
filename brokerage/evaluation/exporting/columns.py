"""Columns that several tables of a figures package have in common, and their places in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter

from brokerage.evaluation.areas import Areas
from brokerage.evaluation.packaging.tables import Field, Table, Type, Value

NO_CENTRE, NO_DISTRICT, ALL_GROUPS = "no_centre", "no_district", "all"
_NEEDED = {"required": True}

MEASURE = Field(
    "measure", Type.STRING, "Measure", "Which measure; see the table of definitions", _NEEDED
)
VERSION = Field(
    "version", Type.INTEGER, "Version", "Of the measure's definition", _NEEDED | {"minimum": 1}
)
PLACE = (
    Field(
        "centre", Type.STRING, "Centre", f"As in areas; {NO_CENTRE} where none is known", _NEEDED
    ),
    Field("district", Type.STRING, "District", f"As in areas; or {NO_DISTRICT}", _NEEDED),
    Field("group", Type.STRING, "Group", f"Inside the measure; {ALL_GROUPS}: not divided", _NEEDED),
)
PLACE_NAMES = (
    Field("centre_name", Type.STRING, "Centre’s name", "As it is called today"),
    Field("district_name", Type.STRING, "District’s name", "As it is called today"),
)
SUMS = (
    Field("numerator", Type.INTEGER, "Numerator", "What was counted: people, minutes or pence"),
    Field("denominator", Type.INTEGER, "Denominator", "Of a share: out of how many"),
    Field("unknown", Type.INTEGER, "Not known", "How many could not be counted: nobody has said"),
)


def text(name: str, title: str, description: str, *, needed: bool = False) -> Field:
    """A column of words."""
    return Field(name, Type.STRING, title, description, _NEEDED if needed else {})


def table(
    name: str,
    title: str,
    description: str,
    fields: Sequence[Field],
    key: Sequence[str],
    rows: Iterable[Sequence[Value]],
) -> Table:
    """A table of rows that are few enough to be put in order here."""
    names = [field.name for field in fields]
    by_key = itemgetter(*(names.index(one) for one in key))
    ordered = sorted(rows, key=by_key)
    return Table(name, title, description, tuple(fields), tuple(key), lambda: ordered)


def place_of(
    areas: Areas, centre_id: int | None, district_code: str | None, group: str
) -> tuple[str, str, str]:
    """Centre, district and group as they stand in the files."""
    districts = areas.of_district.get(district_code or "")
    centre = areas.of_centre[centre_id] if centre_id is not None else NO_CENTRE
    return centre, districts[-1] if districts else NO_DISTRICT, group or ALL_GROUPS


def names_of(areas: Areas, centre: str, district: str) -> tuple[str | None, str | None]:
    """What the two are called; None for those that are not known."""
    known = {area.code: area.name for area in map(areas.areas.get, (centre, district)) if area}
    return known.get(centre), known.get(district)
