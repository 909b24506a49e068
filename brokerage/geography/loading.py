"""Bring unit postcodes in from a file: the whole of it, or (the caller rolls back) nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.errors import Invalid
from brokerage.geography.areas import AreaTally
from brokerage.geography.models import District, Postcode, PostcodeArea
from brokerage.geography.nationalgrid import to_wgs84
from brokerage.geography.sources.reading import Line, read_postcodes
from brokerage.geography.sources.rows import LeftOut, Refused, Row
from brokerage.geography.upserting import upsert

CHUNK = 5_000
DECIMALS = 5  # of a degree: about a metre, finer than the sources are
ELSEWHERE = "outside the districts known here"
SEEN = "this postcode stands on an earlier line; that one is kept"


@dataclass
class LoadReport:
    """What became of every line of a file."""

    source: str = ""
    loaded: int = 0
    with_decile: int = 0
    areas_added: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    refused: list[Refused] = field(default_factory=list)


def load_postcodes(
    session: Session,
    path: Path,
    deciles: Mapping[str, int] | None = None,
    everywhere: bool = False,
    progress: Callable[[int], object] = lambda lines: None,
) -> LoadReport:
    """Add or update every postcode of ``path`` in a known district, or ``everywhere``.

    A decile or district that a file does not state leaves the stored one as it is. Raises
    Invalid where the file is not of a known kind, or where no district was loaded yet.
    """
    districts = set(session.scalars(select(District.code)))
    if not districts and not everywhere:
        raise Invalid("There are no districts yet: load the gazetteer first.", field="file")
    report = LoadReport()
    tally = AreaTally(set(session.scalars(select(PostcodeArea.code))))
    wanted = _sift(read_postcodes(path), None if everywhere else districts, report, progress)
    while chunk := list(islice(wanted, CHUNK)):
        rows = _as_columns(chunk, report.source, deciles or {})
        upsert(session, Postcode, rows, keep=("district_code", "deprivation_decile"))
        _count(report, tally, rows)
    areas = tally.rows()
    upsert(session, PostcodeArea, areas)
    report.areas_added = len(areas)
    return report


def _sift(
    lines: Iterator[Line],
    districts: Collection[str] | None,
    report: LoadReport,
    progress: Callable[[int], object],
) -> Iterator[Row]:
    """The rows to store; all others are counted in the report."""
    seen: set[str] = set()
    for count, line in enumerate(lines, start=1):
        report.source, outcome = line.source, line.outcome
        if count % CHUNK == 0:
            progress(CHUNK)
        if isinstance(outcome, Refused):
            report.refused.append(outcome)
        elif isinstance(outcome, LeftOut):
            report.left_out[outcome.reason] += 1
        elif districts is not None and outcome.district_code not in districts:
            report.left_out[ELSEWHERE] += 1
        elif outcome.code in seen:
            report.refused.append(Refused(line.number, "postcode", outcome.code, SEEN, line.part))
        else:
            seen.add(outcome.code)
            yield outcome


def _as_columns(rows: list[Row], source: str, deciles: Mapping[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "code": row.code,
            "latitude": round(latitude, DECIMALS),
            "longitude": round(longitude, DECIMALS),
            "district_code": row.district_code,
            "deprivation_decile": deciles.get(row.lsoa_code or ""),
            "source": source,
        }
        for row, (latitude, longitude) in zip(rows, _degrees(rows), strict=True)
    ]


def _degrees(rows: list[Row]) -> list[tuple[float, float]]:
    points = [(row.y, row.x) for row in rows]
    on_grid = [i for i, row in enumerate(rows) if row.on_grid]
    if on_grid:
        latitudes, longitudes = to_wgs84([rows[i].x for i in on_grid], [rows[i].y for i in on_grid])
        for i, latitude, longitude in zip(on_grid, latitudes, longitudes, strict=True):
            points[i] = (float(latitude), float(longitude))
    return points


def _count(report: LoadReport, tally: AreaTally, rows: list[dict[str, Any]]) -> None:
    report.loaded += len(rows)
    for row in rows:
        report.with_decile += row["deprivation_decile"] is not None
        tally.add(row["code"], row["latitude"], row["longitude"], row["district_code"])
