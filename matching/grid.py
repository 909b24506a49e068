"""Which roles have a place near a point: places sorted by cells of a tenth of a degree.

A circle is covered by rows of cells, each row a run (two across the antimeridian) of the sorted
cells, found by bisection. The cover is never smaller than the circle; the rules measure exactly.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matching.columns import Array, Doubles, Ints, Ragged
from matching.geodesy import KM_PER_DEGREE
from matching.types import Point

CELLS_PER_DEGREE = 10
ROWS, COLUMNS = 180 * CELLS_PER_DEGREE, 360 * CELLS_PER_DEGREE


@dataclass(frozen=True)
class Grid:
    """``cells`` int32 (places,) ascending; ``roles`` int32 (places,): whose place it is."""

    cells: Array
    roles: Array


def build_grid(places: Ragged) -> Grid:
    """Sort all places of all roles by cell."""
    cells = _row(places.values["latitude"]) * COLUMNS + _column(places.values["longitude"])
    order = np.argsort(cells, kind="stable")
    owners = np.repeat(np.arange(len(places)), places.counts)
    return Grid(cells[order].astype(np.int32), owners[order].astype(np.int32))


def _row(latitude: Doubles) -> Ints:
    return np.clip((latitude + 90) * CELLS_PER_DEGREE, 0, ROWS - 1).astype(np.int64)


def _column(longitude: Doubles) -> Ints:
    return ((longitude + 180) * CELLS_PER_DEGREE).astype(np.int64) % COLUMNS


def near(grid: Grid, point: Point, kilometres: float) -> Ints:
    """Rows of roles with a place in the cells that cover the circle; may repeat, unsorted."""
    runs = np.array(list(_runs(point, kilometres)), np.int64).reshape(-1, 2)
    starts = np.searchsorted(grid.cells, runs[:, 0], "left")
    ends = np.searchsorted(grid.cells, runs[:, 1], "right")
    found = [grid.roles[start:end] for start, end in zip(starts, ends, strict=True) if end > start]
    return np.concatenate(found).astype(np.int64) if found else np.zeros(0, np.int64)


def _runs(point: Point, kilometres: float) -> Iterator[tuple[int, int]]:
    height = kilometres * 1.001 / KM_PER_DEGREE  # a hair more than the ellipsoid needs
    south, north = point.latitude - height, point.latitude + height
    width = _half_width(point.latitude, height)
    first, last = (int(_row(np.array(edge))) for edge in (south, north))
    for row in range(first, last + 1):
        for start, end in _columns(point.longitude, width):
            yield row * COLUMNS + start, row * COLUMNS + end


def _half_width(latitude: float, height: float) -> float:
    """Degrees of longitude either side that a circle of ``height`` degrees reaches."""
    if abs(latitude) + height >= 89.9:
        return 180.0
    reach = math.sin(math.radians(height)) / math.cos(math.radians(latitude))
    return math.degrees(math.asin(reach)) * 1.01 if reach < 1 else 180.0


def _columns(longitude: float, width: float) -> Iterator[tuple[int, int]]:
    if width >= 179.8:
        yield 0, COLUMNS - 1
        return
    west, east = (int(_column(np.array(longitude + side))) for side in (-width, width))
    if west <= east:
        yield west, east
    else:
        yield west, COLUMNS - 1
        yield 0, east
