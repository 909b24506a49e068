"""How near the nearest places of both are."""

from __future__ import annotations

import numpy as np

from matching.columns import Floats
from matching.journeys import journey_words
from matching.pairs import KM_PER_MILE, Pairs
from matching.reasons import ORGANISATION_ONLY, against, for_person, miles_away, reason
from matching.records import FROM_HOME, HYBRID, NOT_AT_HOME, ONLY_AT_HOME
from matching.types import Reason

HALF_KM = 5.0  # about three miles: what halves the score when no limit was stated
BANDS_MILES = (2, 5, 10, 20, 50)


def score(pairs: Pairs) -> Floats:
    """2 ** -(distance / half), float32 (n,); NaN for roles done from home and places not stated.

    ``half`` is half the person's limit, so that a role at the limit scores a quarter, or HALF_KM.
    A role done from home scores 1 for somebody who asked for nothing else. For others it has the
    neutral value, below a role at the limit: who gave a place would rather go where it is near.
    """
    limit = pairs.people.within_km[pairs.person]
    half = np.where(np.isfinite(limit), np.maximum(limit / 2, 0.1), HALF_KM)
    found = np.exp2(-pairs.distance_km / half).astype(np.float32)
    wished = pairs.people.remote[pairs.person] == ONLY_AT_HOME
    found[wished & (pairs.roles.remote[pairs.role] == FROM_HOME)] = 1
    return found


def explain(pairs: Pairs, index: int, value: float | None) -> list[Reason]:
    """Miles for the person, a band for the organisation, what to ask when a place is not stated."""
    role, person = int(pairs.role[index]), int(pairs.person[index])
    remote = int(pairs.roles.remote[role])
    welcome = int(pairs.people.remote[person]) != NOT_AT_HOME
    reasons = []
    if remote == FROM_HOME:
        return for_person("Can be done from home", value)
    if remote == HYBRID and welcome:
        reasons += for_person("Can be done from home in part", value)
    if not pairs.roles.places.lengths(role):
        return reasons + against("Place not stated: ask", value)
    if value is None:
        return reasons
    kilometres, approximate = pairs.measure(index)
    miles = kilometres / KM_PER_MILE
    words = miles_away(miles, approximate)
    journey = journey_words(pairs, index)
    if journey:
        words = f"{words}, {journey}"
    reasons += for_person(words, value) if value >= 0.25 else against(words, value)
    return reasons + _band(miles)


def _band(miles: float) -> list[Reason]:
    """Never the distance itself, nor a score from which it could be worked out."""
    band = next((band for band in BANDS_MILES if miles <= band), None)
    if band is None:
        return []
    return [reason(f"Lives within {band} miles", True, None, ORGANISATION_ONLY)]
