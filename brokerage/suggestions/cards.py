"""One result, made from the role as it is now and the match that found it."""

from __future__ import annotations

import math
from collections.abc import Mapping

from brokerage.geography.located import Located
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.places import ShownPlace
from brokerage.opportunities.service import is_open
from brokerage.suggestions import adapter
from brokerage.suggestions.ordering import ranker
from brokerage.suggestions.results import Card, Other, Strip
from brokerage.suggestions.travel import journey
from brokerage.suggestions.understanding import Understood
from matching.cautions import CONFIRMED
from matching.timetable import strip_windows, week_strip
from matching.types import Audience, Match, Reason


def card(rank: int, row: Opportunity, match: Match | None, question: Understood) -> Card:
    """What a volunteer reads of a role; without a match, just the role."""
    snapshot, free = question.snapshot, question.person.availability
    role = adapter.opportunity(row, snapshot.vocabulary, snapshot.today)
    reasons = for_the_volunteer(match)
    return Card(
        rank=rank,
        opportunity=row,
        place=_nearest(row.shown_places, question.located),
        score=match.score if match else 0.0,
        distance_km=match.distance_km if match else None,
        approximate=match.approximate if match else False,
        journey=journey(question.person, role),
        reasons_for=tuple(r for r in reasons if r.supports),
        reasons_against=tuple(r for r in reasons if not r.supports),
        strip=Strip(
            week_strip(free, role, snapshot.today, snapshot.calendar),
            strip_windows(free, snapshot.today, snapshot.calendar),
        ),
        also=match.also if match else (),
        elsewhere=match.elsewhere if match else "",
        for_brokers=for_brokers(match),
    )


def others(rows: Mapping[str, Opportunity], question: Understood) -> dict[str, Other]:
    """Roles by name with the place and distance of each; what closed since is left out."""
    names = list(rows)
    catalogue = question.snapshot.catalogue
    found = ranker.rank(question.person, catalogue, len(names), allowed=names, explained=False)
    return {
        match.opportunity_id: Other(
            rows[match.opportunity_id],
            _nearest(rows[match.opportunity_id].shown_places, question.located),
            match.distance_km,
            match.approximate,
        )
        for match in found
        if is_open(rows[match.opportunity_id], question.today)
    }


def for_the_volunteer(match: Match | None) -> list[Reason]:
    """The reasons that the public's pages may show."""
    if match is None:
        return []
    return [reason for reason in match.reasons if Audience.VOLUNTEER in reason.audiences]


def for_brokers(match: Match | None) -> tuple[Reason, ...]:
    """What a broker has to know of the role itself: never on a page of the public."""
    told = match.reasons if match else ()
    return tuple(reason for reason in told if reason.factor == CONFIRMED)


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
