"""Make the shipped gazetteer again: ``python -m brokerage.geography.derive SOURCE_FOLDER``.

SOURCE_FOLDER holds tables worked out from OS Code-Point Open and GeoNames:
``kent_medway_districts.csv``, ``postcode_sector_centroids.csv``, ``outward_code_centroids.csv``
and ``kent_medway_places_geonames.csv``. Only figures derived from them are written.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from brokerage.geography.gazetteer import AREAS, DISTRICTS, PLACES, SHIPPED

APART = {"E06000035": "Medway"}  # a unitary council beside the county's twelve districts
CODES_SINCE = "2009-01-01"  # when the nine-character ONS codes came into force
SOURCE = "ONS codes; centre of its postcodes in OS Code-Point Open, October 2025"
# GeoNames gives this part of Broadstairs the population of the whole district round it.
WRONG_POPULATIONS = {"Saint Peters"}
OTHER_NAMES = {
    "Royal Tunbridge Wells": ["Tunbridge Wells"],
    "Hoo": ["Hoo St Werburgh"],
    "Grain": ["Isle of Grain"],
    "Westgate on Sea": ["Westgate"],
    "Birchington-on-Sea": ["Birchington"],
    "Leysdown-on-Sea": ["Leysdown"],
}

Rows = list[dict[str, str]]


@click.command()
@click.argument("source", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), default=SHIPPED)
def derive(source: Path, into: Path) -> None:
    """Write districts.csv, areas.csv and places.csv from the tables in SOURCE."""
    into.mkdir(parents=True, exist_ok=True)
    districts = _read(source / "kent_medway_districts.csv")
    codes = {row["district"]: row["code"] for row in districts}
    sectors = _read(source / "postcode_sector_centroids.csv")
    outwards = _read(source / "outward_code_centroids.csv")
    places = _read(source / "kent_medway_places_geonames.csv")
    tables = {
        DISTRICTS: [_district(row) for row in districts],
        AREAS: [_area(row, codes) for row in outwards + sectors if _is_ours(row)],
        PLACES: [line for row in places for line in _places(row)],
    }
    for name, rows in tables.items():
        _write(into / name, rows)
        click.echo(f"{name}: {len(rows)} rows")


def _district(row: dict[str, str]) -> dict[str, Any]:
    return {
        "code": row["code"],
        "name": row["district"],
        "slug": row["district"].lower().replace(" ", "-"),
        **_point(row),
        "counted_with": APART.get(row["code"], "Kent"),
        "valid_from": CODES_SINCE,
        "valid_to": "",
        "source": SOURCE,
    }


def _area(row: dict[str, str], codes: dict[str, str]) -> dict[str, Any]:
    return {
        "code": row["code"],
        **_point(row),
        "radius_km": row["radius_p90_km"],
        "district_code": codes.get(row["main_district"], ""),
    }


def _places(row: dict[str, str]) -> Iterable[dict[str, Any]]:
    population = "0" if row["name"] in WRONG_POPULATIONS else row["population"]
    for name in [row["name"], *OTHER_NAMES.get(row["name"], [])]:
        yield {
            "name": name,
            **_point(row),
            "population": population,
            "district_code": row["district_code"],
        }


def _is_ours(row: dict[str, str]) -> bool:
    return float(row["kent_medway_share"]) > 0


def _point(row: dict[str, str]) -> dict[str, str]:
    return {name: f"{float(row[name]):.4f}" for name in ("latitude", "longitude")}


def _read(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _write(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    derive()
