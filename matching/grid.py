"""Cells of a tenth of a degree, numbered row by row, and the runs of cells that cover a circle.

A circle is covered by rows of cells, each row a run (two across the antimeridian) of consecutive
numbers. The cover is never smaller than the circle; the rules measure exactly.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from matching.columns import Doubles, Ints
from matching.geodesy import KM_PER_DEGREE
from matching.types import Point

CELLS_PER_DEGREE = 10
ROWS, COLUMNS = 180 * CELLS_PER_DEGREE, 360 * CELLS_PER_DEGREE


def cells_of(latitude: Doubles, longitude: Doubles) -> Ints:
    """Number of the cell of each point in degrees, int64."""
    rows = np.clip((latitude + 90) * CELLS_PER_DEGREE, 0, ROWS - 1).astype(np.int64)
    columns = ((longitude + 180) * CELLS_PER_DEGREE).astype(np.int64) % COLUMNS
    cells: Ints = rows * COLUMNS + columns
    return cells


def cover(point: Point, kilometres: float) -> Iterator[tuple[int, int]]:
    """(first cell, last cell) of each run that covers the circle."""
    yield from cover_all((point.latitude,) * 2, (point.longitude,) * 2, kilometres)


def cover_all(
    latitudes: tuple[float, float], longitudes: tuple[float, float], kilometres: float
) -> Iterator[tuple[int, int]]:
    """The same for circles round all points of a box, from south and west to north and east."""
    height = kilometres * 1.001 / KM_PER_DEGREE  # a hair more than the ellipsoid needs
    first, last = _row(latitudes[0] - height), _row(latitudes[1] + height)
    width = _half_width(max(latitudes, key=abs), height)
    columns = list(_columns(*longitudes, width))
    for row in range(first, last + 1):
        for start, end in columns:
            yield row * COLUMNS + start, row * COLUMNS + end


def _row(latitude: float) -> int:
    return min(max(int((latitude + 90) * CELLS_PER_DEGREE), 0), ROWS - 1)


def _column(longitude: float) -> int:
    return int((longitude + 180) * CELLS_PER_DEGREE) % COLUMNS


def _half_width(latitude: float, height: float) -> float:
    """Degrees of longitude either side that a circle of ``height`` degrees reaches."""
    if abs(latitude) + height >= 89.9:
        return 180.0
    reach = math.sin(math.radians(height)) / math.cos(math.radians(latitude))
    return math.degrees(math.asin(reach)) * 1.01 if reach < 1 else 180.0


def _columns(first: float, last: float, width: float) -> Iterator[tuple[int, int]]:
    if 2 * width + last - first >= 359.6:
        yield 0, COLUMNS - 1
        return
    west, east = _column(first - width), _column(last + width)
    if west <= east:
        yield west, east
    else:
        yield west, COLUMNS - 1
        yield 0, east


def boxes(latitude: Doubles, longitude: Doubles, kilometres: Doubles) -> tuple[Ints, Ints]:
    """First and last row, and column, of cells round many circles, int64 (n, 2) each.

    Only for circles that stay clear of the poles and of the antimeridian.
    """
    height = kilometres * 1.001 / KM_PER_DEGREE
    reach = np.sin(np.radians(height)) / np.cos(np.radians(latitude))
    width = np.degrees(np.arcsin(reach)) * 1.01
    rows = np.stack((latitude - height + 90, latitude + height + 90), axis=1)
    columns = np.stack((longitude - width + 180, longitude + width + 180), axis=1)
    return _whole(rows), _whole(columns)


def _whole(degrees: Doubles) -> Ints:
    return np.array(degrees * CELLS_PER_DEGREE, np.int64)
