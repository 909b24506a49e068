"""The gazetteer that ships with the product: districts, postcode areas and places.

Any folder with the same three tables can stand in for it: another county is other data.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.errors import Invalid
from brokerage.geography.folding import fold
from brokerage.geography.models import District, Place, PostcodeArea
from brokerage.geography.upserting import upsert

SHIPPED = Path(__file__).parent / "data"
DISTRICTS, AREAS, PLACES = "districts.csv", "areas.csv", "places.csv"

# The licences ask for these sentences wherever the figures are shown.
ATTRIBUTION = (
    "Contains Ordnance Survey data © Crown copyright and database right 2025.",
    "Contains Royal Mail data © Royal Mail copyright and database right 2025.",
    "Contains National Statistics data © Crown copyright and database right 2025.",
    "Licensed under the Open Government Licence v3.0.",
    "Place names: GeoNames, CC BY 4.0.",
)


def is_gazetteer(folder: Path) -> bool:
    """Whether a folder holds the three tables."""
    return all((folder / name).is_file() for name in (DISTRICTS, AREAS, PLACES))


def load_gazetteer(session: Session, folder: Path = SHIPPED) -> dict[str, int]:
    """Add the tables, or bring what is there up to date; gives how many rows each has.

    Districts and areas are known by code, a place by its name and district. A second run
    changes nothing. Raises Invalid with file and line where a table cannot be read.
    """
    districts = list(_read(folder / DISTRICTS, _district))
    areas = list(_read(folder / AREAS, _area))
    places = list(_read(folder / PLACES, _place))
    upsert(session, District, districts)
    upsert(session, PostcodeArea, areas)
    _keep_places(session, places)
    return {"districts": len(districts), "areas": len(areas), "places": len(places)}


def _keep_places(session: Session, places: list[dict[str, Any]]) -> None:
    stored = {(p.folded, p.district_code): p for p in session.scalars(select(Place))}
    for facts in places:
        known = stored.get((facts["folded"], facts["district_code"]))
        if known is None:
            session.add(Place(**facts))
            continue
        for name, value in facts.items():
            setattr(known, name, value)
    session.flush()


def _read(path: Path, convert: Any) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        for row in reader:
            try:
                yield convert(row)
            except (KeyError, TypeError, ValueError) as problem:
                where = f"{path.name}, line {reader.line_num}"
                raise Invalid(f"{where}: {problem!r}", field="file") from problem


def _district(row: dict[str, str]) -> dict[str, Any]:
    return {
        "code": row["code"],
        "name": row["name"],
        "slug": row["slug"],
        "latitude": float(row["latitude"]),
        "longitude": float(row["longitude"]),
        "counted_with": row["counted_with"],
        "valid_from": _date(row["valid_from"]),
        "valid_to": _date(row["valid_to"]),
        "source": row["source"],
    }


def _area(row: dict[str, str]) -> dict[str, Any]:
    return {
        "code": row["code"],
        "latitude": float(row["latitude"]),
        "longitude": float(row["longitude"]),
        "radius_km": float(row["radius_km"]),
        "district_code": row["district_code"] or None,
    }


def _place(row: dict[str, str]) -> dict[str, Any]:
    return {
        "name": row["name"],
        "folded": fold(row["name"]),
        "latitude": float(row["latitude"]),
        "longitude": float(row["longitude"]),
        "population": int(row["population"]),
        "district_code": row["district_code"],
    }


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
