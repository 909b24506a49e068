"""Distances on the WGS 84 ellipsoid, for whole arrays at once.

Near pairs use Gauss's mid-latitude formulae (any textbook of geodesy; second-order terms kept),
within 0.2 m of the geodesic up to 200 km at latitudes below 80 degrees as measured against
``geopy.distance.geodesic``. Far or polar pairs use Andoyer and Lambert's formula (tens of metres
over thousands of kilometres), where no rule or score can tell the difference.
"""

from __future__ import annotations

import math

import numpy as np

from matching.columns import Doubles
from matching.errors import InvalidPoint
from matching.types import Point

EQUATOR_KM = 6378.137
FLATTENING = 1 / 298.257223563
SQUARED_ECCENTRICITY = FLATTENING * (2 - FLATTENING)
NEAR_KM = 250.0
POLAR_DEGREES = 80.0
RADIAN = math.pi / 180
KM_PER_DEGREE = 110.57  # the shortest degree of latitude, at the equator


def check_point(point: Point) -> None:
    """Raise InvalidPoint unless both coordinates are finite and in range."""
    latitude, longitude = point.latitude, point.longitude
    if not (math.isfinite(latitude) and math.isfinite(longitude)):
        raise InvalidPoint(f"{point}: leave the place out when it is not known")
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise InvalidPoint(f"{point}: latitude is -90 to 90, longitude -180 to 180")


def distances(
    latitude_a: Doubles, longitude_a: Doubles, latitude_b: Doubles, longitude_b: Doubles
) -> Doubles:
    """Kilometres between points given in degrees, float64, shapes broadcast together."""
    apart = longitude_b - longitude_a
    if np.abs(apart).max(initial=0) > 180:
        apart = (apart + 180) % 360 - 180
    both = latitude_a + latitude_b
    found = _mid_latitude(latitude_a, latitude_b, both, apart)
    if found.max(initial=0) > NEAR_KM or np.abs(both).max(initial=0) > 2 * POLAR_DEGREES:
        far = (found > NEAR_KM) | (np.abs(both) > 2 * POLAR_DEGREES)
        ends = np.broadcast_arrays(latitude_a, latitude_b, apart)
        found[far] = _andoyer_lambert(*(end[far] for end in ends))
    return found


def _mid_latitude(
    latitude_a: Doubles, latitude_b: Doubles, both: Doubles, apart: Doubles
) -> Doubles:
    north, east = (latitude_b - latitude_a) * RADIAN, apart * RADIAN
    sine = np.sin(both * (RADIAN / 2))
    sine *= sine
    cosine = 1 - sine  # both squared from here on
    flat = 1 - SQUARED_ECCENTRICITY * sine
    squared = east * east / 24
    north_squared = north * north
    wide = 1 - squared * sine + north_squared / 24
    tall = ((cosine - 3) * squared + 1) * (1 - SQUARED_ECCENTRICITY) / flat
    squared *= 24 * cosine
    squared *= wide * wide
    north_squared *= tall * tall
    squared += north_squared
    squared /= flat
    found: Doubles = EQUATOR_KM * np.sqrt(squared)
    return found


def _andoyer_lambert(latitude_a: Doubles, latitude_b: Doubles, apart: Doubles) -> Doubles:
    reduced = [
        np.arctan((1 - FLATTENING) * np.tan(np.radians(latitude)))
        for latitude in (latitude_a, latitude_b)
    ]
    mean, half = (reduced[0] + reduced[1]) / 2, (reduced[1] - reduced[0]) / 2
    east = np.sin(np.radians(apart) / 2) ** 2
    chord = np.sin(half) ** 2 + np.cos(reduced[0]) * np.cos(reduced[1]) * east
    angle = 2 * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))
    sine, cosine = np.maximum(np.sin(angle / 2) ** 2, 1e-30), np.cos(angle / 2) ** 2
    x = (angle - np.sin(angle)) * (np.sin(mean) * np.cos(half)) ** 2 / np.maximum(cosine, 1e-12)
    y = (angle + np.sin(angle)) * (np.cos(mean) * np.sin(half)) ** 2 / sine
    found: Doubles = EQUATOR_KM * (angle - FLATTENING / 2 * (x + y))
    return found
