"""How long a journey takes: an interface, and a rough estimate behind it.

A routing engine (OpenTripPlanner, Valhalla, a bus timetable) can take the estimate's place by
offering the same three things; see ``Ranker(travel=...)`` and ``Pool.build(travel=...)``. Distances
stay geodesic whatever the engine says.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from matching.columns import Doubles
from matching.errors import InvalidTravel
from matching.geodesy import distances
from matching.types import TravelMode, Volunteer

MODES: tuple[TravelMode, ...] = tuple(TravelMode)
BY = {
    TravelMode.WALK: "on foot",
    TravelMode.CYCLE: "by bicycle",
    TravelMode.BUS: "by bus",
    TravelMode.CAR: "by car",
}


class Travel(Protocol):
    """Minutes of a journey from door to door."""

    @property
    def note(self) -> str:
        """How it knows, said in brackets after every time: "estimate"; empty for nothing."""

    @property
    def by_distance(self) -> bool:
        """Whether minutes depend on the distance alone, so that no pair need be asked about."""

    def minutes(self, mode: TravelMode, start: NDArray[np.float64], ends: Doubles) -> Doubles:
        """Minutes by ``mode`` from ``start`` (latitude, longitude) to each of ``ends`` (n, 2).

        float64 (n,); infinity where there is no way.
        """

    def reach_km(self, mode: TravelMode, minutes: float) -> float:
        """As the crow flies, the farthest that anybody gets in this time; never too little."""


@dataclass(frozen=True)
class Pace:
    """``ready`` minutes before and after (bus stops, parking), then ``kmh`` along a road that is
    ``detour`` times as long as the straight line."""

    ready: float
    kmh: float
    detour: float


# Rough on purpose. Detour: roads are about 1.3 times the straight line (Boscoe, Henry and Zdeb,
# "A Nationwide Comparison of Driving Distance Versus Straight-Line Distance", 2012, find 1.417 to
# hospitals in the United States; dense networks give less); a bus goes farther round. Speeds are
# our own round figures: a brisk walk 4.8 km/h, a steady bicycle 14 km/h, a local bus 18 km/h with
# stops after ten minutes of walking and waiting, a car 40 km/h in a county of lanes and towns.
PACES = {
    TravelMode.WALK: Pace(0, 4.8, 1.25),
    TravelMode.CYCLE: Pace(2, 14.0, 1.3),
    TravelMode.BUS: Pace(10, 18.0, 1.4),
    TravelMode.CAR: Pace(4, 40.0, 1.35),
}


@dataclass(frozen=True)
class StraightLine:
    """The estimate that needs no map: paces over the geodesic distance."""

    note: str = "estimate"
    by_distance: bool = True

    def minutes(self, mode: TravelMode, start: NDArray[np.float64], ends: Doubles) -> Doubles:
        """Minutes by ``mode``, float64 (n,)."""
        pace = PACES[mode]
        apart = distances(np.full(len(ends), start[0]), np.full(len(ends), start[1]), *ends.T)
        taken: Doubles = pace.ready + apart * pace.detour / pace.kmh * 60
        return taken

    def reach_km(self, mode: TravelMode, minutes: float) -> float:
        """Kilometres in a straight line; 0 when the time does not even get one ready."""
        pace = PACES[mode]
        return max(0.0, minutes - pace.ready) * pace.kmh / pace.detour / 60


STRAIGHT_LINE = StraightLine()


def in_words(minutes: float, mode: TravelMode, note: str = STRAIGHT_LINE.note) -> str:
    """For example "about 25 minutes by bus (estimate)"; five minutes at least."""
    if not math.isfinite(minutes):
        return f"no way {BY[mode]}"
    said = f"about {max(5, 5 * round(minutes / 5))} minutes {BY[mode]}"
    return f"{said} ({note})" if note else said


def mode_number(mode: str | None) -> int:
    """0 for not stated, else 1 more than its place in :data:`MODES`."""
    return 0 if mode is None else 1 + MODES.index(TravelMode(mode))


def limit_km(person: Volunteer, travel: Travel) -> float:
    """The farthest that a role may lie in a straight line, by miles and by minutes stated."""
    limit = math.inf if person.within_km is None else person.within_km
    if person.travel_mode is None or person.within_minutes is None:
        return limit
    return min(limit, travel.reach_km(TravelMode(person.travel_mode), person.within_minutes))


def check_travel(mode: str | None, minutes: float | None) -> None:
    """Raise InvalidTravel for a mode nobody knows, or a time that cannot be or has no mode."""
    if mode is not None and mode not in BY:
        raise InvalidTravel(f"{mode!r}: travel_mode is one of {', '.join(BY)}, or left out")
    if minutes is not None and not (minutes > 0 and math.isfinite(minutes)):
        raise InvalidTravel("within_minutes must be above 0; leave it out for no limit")
    if minutes is not None and mode is None:
        raise InvalidTravel("within_minutes needs a travel_mode: 30 minutes on foot or by car?")
