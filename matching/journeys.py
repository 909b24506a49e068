"""Journeys of pairs: how long by the person's own way of getting about, and whether too long.

The usual estimate depends on the distance alone, so a limit in minutes is a limit in kilometres
and is compiled as one; only a routing engine is asked about pairs.
"""

from __future__ import annotations

import numpy as np

from matching.columns import Array, Bools, Doubles
from matching.pairs import Pairs
from matching.records import FROM_HOME
from matching.travel import MODES, in_words
from matching.types import TravelMode

SLACK = 1e-6  # minutes that rounding may make of a limit


def minutes(pairs: Pairs) -> Doubles:
    """Minutes to the nearest place, float64 (n,); NaN without a mode or where there is no place."""
    found = np.full(len(pairs), np.inf)
    who, place = pairs.who
    positions, owners = pairs.roles.places.expand(pairs.role)
    ends = pairs.roles.places.values[positions]
    for number, person in enumerate(who):
        mode = mode_of(pairs.people.mode[person])
        if mode is None:
            continue
        mine = np.flatnonzero(place[owners] == number)
        for home in pairs.people.places.row(int(person)):
            taken = pairs.meeting.pool.travel.minutes(mode, _points(home), _points(ends[mine]))
            np.minimum.at(found, owners[mine], taken)
    unknown = pairs.roles.places.lengths(pairs.role) == 0
    unknown |= pairs.people.places.counts[pairs.person] == 0
    unknown |= (pairs.people.mode[pairs.person] == 0) | (
        pairs.roles.remote[pairs.role] == FROM_HOME
    )
    found[unknown] = np.nan
    return found


def takes_too_long(pairs: Pairs) -> Bools:
    """Whether a routing engine finds no journey within the minutes stated, bool (n,)."""
    late = np.zeros(len(pairs), bool)
    if pairs.meeting.pool.travel.by_distance:
        return late
    limit = pairs.people.within_minutes[pairs.person].astype(np.float64)
    near = np.flatnonzero(np.isfinite(limit) & ~pairs.beyond_limit)
    late[near] = minutes(pairs.only(near)) > limit[near] + SLACK
    return late


def too_long_words(pairs: Pairs, index: int) -> str:
    """Why a journey is too long; empty when it is not, or when no limit in minutes was stated."""
    limit = float(pairs.people.within_minutes[pairs.person[index]])
    taken = float(minutes(pairs.only(np.array([index])))[0]) if np.isfinite(limit) else np.nan
    if not taken > limit + SLACK:
        return ""
    said = _said(pairs, index, taken)
    return f"{said[0].upper()}{said[1:]}: more than your {limit:.0f}"


def journey_words(pairs: Pairs, index: int) -> str:
    """For example "about 25 minutes by bus (estimate)"; empty without a mode."""
    if not pairs.people.mode[pairs.person[index]]:
        return ""
    return _said(pairs, index, float(minutes(pairs.only(np.array([index])))[0]))


def _said(pairs: Pairs, index: int, taken: float) -> str:
    mode = mode_of(pairs.people.mode[pairs.person[index]])
    return in_words(taken, mode, pairs.meeting.pool.travel.note) if mode else ""


def mode_of(number: int) -> TravelMode | None:
    """How somebody gets about, None for not stated."""
    return MODES[number - 1] if number else None


def _points(places: Array) -> Doubles:
    """Latitude and longitude, float64 (..., 2)."""
    return np.stack([places["latitude"], places["longitude"]], axis=-1).astype(np.float64)
