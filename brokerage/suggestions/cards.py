"""One result, made from the role as it is now and the match that found it."""

from __future__ import annotations

import math

from brokerage.geography.located import Located
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.places import ShownPlace
from brokerage.suggestions import adapter
from brokerage.suggestions.index import Snapshot
from brokerage.suggestions.results import Card, Strip
from brokerage.suggestions.travel import journey
from matching.timetable import strip_windows, week_strip
from matching.types import Audience, Match, Reason, Volunteer


def card(
    rank: int,
    row: Opportunity,
    match: Match | None,
    person: Volunteer,
    located: Located | None,
    snapshot: Snapshot,
) -> Card:
    """What a volunteer reads of a role; without a match, just the role."""
    role = adapter.opportunity(row, snapshot.vocabulary, snapshot.today)
    reasons = _for_the_volunteer(match)
    return Card(
        rank=rank,
        opportunity=row,
        place=_nearest(row.shown_places, located),
        score=match.score if match else 0.0,
        distance_km=match.distance_km if match else None,
        approximate=match.approximate if match else False,
        journey=journey(person, role),
        reasons_for=tuple(r for r in reasons if r.supports),
        reasons_against=tuple(r for r in reasons if not r.supports),
        strip=Strip(
            week_strip(person.availability, role, snapshot.today, snapshot.calendar),
            strip_windows(person.availability, snapshot.today, snapshot.calendar),
        ),
    )


def _for_the_volunteer(match: Match | None) -> list[Reason]:
    if match is None:
        return []
    return [reason for reason in match.reasons if Audience.VOLUNTEER in reason.audiences]


def _nearest(places: list[ShownPlace], located: Located | None) -> ShownPlace | None:
    """The nearest of several places, near enough for choosing which name to show."""
    if not places or located is None:
        return places[0] if places else None

    def flat(place: ShownPlace) -> float:
        if place.latitude is None or place.longitude is None:
            return math.inf
        narrowing = math.cos(math.radians(located.latitude))
        return math.hypot(
            place.latitude - located.latitude, (place.longitude - located.longitude) * narrowing
        )

    return min(places, key=flat)
