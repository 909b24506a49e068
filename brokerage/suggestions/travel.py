"""How long a journey takes (an estimate), and the limits on it, as a person reads them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from brokerage.suggestions.queries import Profile
from brokerage.templating import KM_PER_MILE
from matching import types
from matching.travel import BY, STRAIGHT_LINE, Travel, in_words, limit_km

HOUR = 60
LIMITS = ("within", "within_km", "within_minutes")  # answers that limit a journey
STEP = 5  # minutes; nobody can say it nearer without a timetable


@dataclass(frozen=True)
class Journey:
    """Minutes from door to door by the person's own way, and the same in words."""

    minutes: int
    text: str


def journey(
    person: types.Volunteer, role: types.Opportunity, travel: Travel = STRAIGHT_LINE
) -> Journey | None:
    """To the nearest place of a role; None without a way of travelling, or somewhere to go."""
    taken = minutes_taken(person, role, travel)
    if person.travel_mode is None or taken is None:
        return None
    words = in_words(taken, types.TravelMode(person.travel_mode), travel.note)
    return Journey(max(STEP, STEP * round(taken / STEP)), words)


def minutes_taken(
    person: types.Volunteer, role: types.Opportunity, travel: Travel = STRAIGHT_LINE
) -> float | None:
    """Minutes of the shortest journey, not rounded; None where there is none to tell."""
    if person.travel_mode is None or not person.places or not role.places:
        return None
    mode = types.TravelMode(person.travel_mode)
    ends = np.array([_point(place) for place in role.places])
    taken = min(
        float(travel.minutes(mode, np.array(_point(home)), ends).min()) for home in person.places
    )
    return taken if math.isfinite(taken) else None


def _point(place: types.Place) -> tuple[float, float]:
    return place.point.latitude, place.point.longitude


def limit_in_words(profile: Profile) -> str:
    """ "10 miles", "30 minutes by bus", or both; empty for no limit."""
    limits = [distance(profile.within_km)] if profile.within_km else []
    if profile.within_minutes and profile.travel_mode:
        by = BY[types.TravelMode(profile.travel_mode)]
        limits.append(f"{minutes_in_words(profile.within_minutes)} {by}")
    return " and ".join(limits)


def reach_km(profile: Profile) -> float | None:
    """The farthest that a role may lie in a straight line; None for no limit."""
    limits = types.Volunteer(
        "somebody who asks",
        within_km=profile.within_km,
        travel_mode=profile.travel_mode,
        within_minutes=profile.within_minutes,
    )
    reach = limit_km(limits, STRAIGHT_LINE)
    return reach if math.isfinite(reach) else None


def distance(km: float) -> str:
    """A limit as it was asked for: whole miles where they are, else to a tenth."""
    miles = round(km / KM_PER_MILE, 1)
    return f"{miles:g} {'mile' if miles == 1 else 'miles'}"


def minutes_in_words(minutes: int) -> str:
    """ "30 minutes", "1 hour", "90 minutes", "3 hours 45 minutes"."""
    if minutes < 2 * HOUR:
        return "1 hour" if minutes == HOUR else f"{minutes} minutes"
    hours, rest = divmod(minutes, HOUR)
    return f"{hours} hours {rest} minutes" if rest else f"{hours} hours"
