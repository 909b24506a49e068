"""British National Grid (OSGB36) to latitude and longitude (WGS84).

Method: Ordnance Survey, *A guide to coordinate systems in Great Britain*, annexes B and C:
the inverse transverse Mercator projection on Airy 1830, then the seven-parameter Helmert
transformation, which Ordnance Survey states to be good to about 5 metres. Its exact successor
(OSTN15) needs a grid file of several megabytes; nothing here turns on the difference.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

AIRY = (6377563.396, 6356256.909)  # semi-axes in metres
WGS84 = (6378137.0, 6356752.314245)
SCALE, NORTH0, EAST0 = 0.9996012717, -100_000.0, 400_000.0
LAT0, LON0 = np.radians(49.0), np.radians(-2.0)
SHIFT = np.array([446.448, -125.157, 542.060])  # metres
TURN = np.radians(np.array([0.1502, 0.2470, 0.8421]) / 3600)
STRETCH = 1 - 20.4894e-6


def to_wgs84(eastings: ArrayLike, northings: ArrayLike) -> tuple[Floats, Floats]:
    """Metres on the grid, each of shape (n,), to degrees of latitude and longitude, each (n,)."""
    east = np.asarray(eastings, dtype=np.float64)
    north = np.asarray(northings, dtype=np.float64)
    latitude, longitude = _unproject(east, north)
    return _from_cartesian(_helmert(_to_cartesian(latitude, longitude)))


def _arc(latitude: Floats) -> Floats:
    """Length of the meridian from the true origin, in metres."""
    a, b = AIRY
    n = (a - b) / (a + b)
    minus, plus = latitude - LAT0, latitude + LAT0
    series: Floats = (
        (1 + n + 1.25 * n**2 + 1.25 * n**3) * minus
        - (3 * n + 3 * n**2 + 2.625 * n**3) * np.sin(minus) * np.cos(plus)
        + (1.875 * n**2 + 1.875 * n**3) * np.sin(2 * minus) * np.cos(2 * plus)
        - 35 / 24 * n**3 * np.sin(3 * minus) * np.cos(3 * plus)
    )
    return b * SCALE * series


def _unproject(east: Floats, north: Floats) -> tuple[Floats, Floats]:
    a, b = AIRY
    foot = np.full_like(north, LAT0)
    for _ in range(8):  # converges to well under a millimetre
        foot = foot + (north - NORTH0 - _arc(foot)) / (a * SCALE)
    e2 = 1 - b * b / (a * a)
    bend = 1 - e2 * np.sin(foot) ** 2
    nu = a * SCALE / np.sqrt(bend)
    rho = nu * (1 - e2) / bend
    tan, sec, eta2 = np.tan(foot), 1 / np.cos(foot), nu / rho - 1
    d = east - EAST0
    vii = tan / (2 * rho * nu)
    viii = tan / (24 * rho * nu**3) * (5 + 3 * tan**2 + eta2 - 9 * tan**2 * eta2)
    ix = tan / (720 * rho * nu**5) * (61 + 90 * tan**2 + 45 * tan**4)
    x = sec / nu
    xi = sec / (6 * nu**3) * (nu / rho + 2 * tan**2)
    xii = sec / (120 * nu**5) * (5 + 28 * tan**2 + 24 * tan**4)
    xiia = sec / (5040 * nu**7) * (61 + 662 * tan**2 + 1320 * tan**4 + 720 * tan**6)
    latitude = foot - vii * d**2 + viii * d**4 - ix * d**6
    return latitude, LON0 + x * d - xi * d**3 + xii * d**5 - xiia * d**7


def _to_cartesian(latitude: Floats, longitude: Floats) -> Floats:
    a, b = AIRY
    e2 = 1 - b * b / (a * a)
    nu = a / np.sqrt(1 - e2 * np.sin(latitude) ** 2)
    flat = nu * np.cos(latitude)
    return np.stack(
        [flat * np.cos(longitude), flat * np.sin(longitude), (1 - e2) * nu * np.sin(latitude)]
    )


def _helmert(xyz: Floats) -> Floats:
    rx, ry, rz = TURN
    turn = np.array([[STRETCH, -rz, ry], [rz, STRETCH, -rx], [-ry, rx, STRETCH]])
    moved: Floats = SHIFT[:, None] + turn @ xyz
    return moved


def _from_cartesian(xyz: Floats) -> tuple[Floats, Floats]:
    a, b = WGS84
    e2 = 1 - b * b / (a * a)
    x, y, z = xyz
    flat = np.hypot(x, y)
    latitude = np.arctan2(z, flat * (1 - e2))
    for _ in range(6):
        nu = a / np.sqrt(1 - e2 * np.sin(latitude) ** 2)
        latitude = np.arctan2(z + e2 * nu * np.sin(latitude), flat)
    return np.degrees(latitude), np.degrees(np.arctan2(y, x))
