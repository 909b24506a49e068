"""What the map beside the list draws: no tiles, only places we hold ourselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.geography.models import District, Place, PostcodeArea
from brokerage.suggestions.results import Card, Found
from brokerage.suggestions.travel import reach_km

MOST_NUMBERS = 3  # roles at one place named on a marker; the rest are counted


@dataclass(frozen=True)
class MapOfResults:
    """The roles of a page that have a place, and where the person is."""

    markers: tuple[dict[str, Any], ...]
    home: dict[str, Any] | None

    @property
    def data(self) -> dict[str, Any]:
        """For the page's script."""
        return {"markers": list(self.markers), "home": self.home}


def draw_map(found: Found) -> MapOfResults:
    """The map of an answer."""
    home = found.located and {
        "latitude": round(found.located.latitude, 4),
        "longitude": round(found.located.longitude, 4),
        "label": found.located.label,
        "within_km": reach_km(found.search.profile),
    }
    return MapOfResults(tuple(_markers(found.cards)), home or None)


def _markers(cards: Iterable[Card]) -> Iterable[dict[str, Any]]:
    """One marker a place, with the numbers of its roles; a private home stands for an area."""
    places: dict[tuple[float, float], list[Card]] = {}
    for card in cards:
        place = card.place
        remote = card.opportunity.attendance == "remote"
        if place is None or remote or place.latitude is None or place.longitude is None:
            continue
        places.setdefault((round(place.latitude, 4), round(place.longitude, 4)), []).append(card)
    for (latitude, longitude), here in places.items():
        yield {
            "latitude": latitude,
            "longitude": longitude,
            "label": label([card.rank for card in here]),
            "title": "; ".join(f"{card.rank}. {card.opportunity.title}" for card in here),
            "card": f"role-{here[0].rank}",
            "approximate": any(card.place and card.place.approximate for card in here),
        }


def label(ranks: list[int]) -> str:
    """The numbers on a marker: "3", "3, 7", "3, 7, 9 +4"."""
    text = ", ".join(str(rank) for rank in ranks[:MOST_NUMBERS])
    more = len(ranks) - MOST_NUMBERS
    return f"{text} +{more}" if more > 0 else text


def background(session: Session) -> dict[str, Any]:
    """The county as a map without tiles draws it: districts and towns by name, and where people
    live as the discs of its postcode sectors. [latitude, longitude, ...] in each row."""
    districts = session.execute(
        select(District.latitude, District.longitude, District.name).order_by(District.name)
    )
    towns = session.execute(
        select(Place.latitude, Place.longitude, Place.name, Place.population).order_by(
            Place.population.desc(), Place.name
        )
    )
    sectors = session.execute(
        select(PostcodeArea.latitude, PostcodeArea.longitude, PostcodeArea.radius_km)
        .where(PostcodeArea.code.contains(" "))
        .order_by(PostcodeArea.code)
    )
    return {
        "districts": [list(row) for row in districts],
        "towns": [list(row) for row in towns],
        "sectors": [list(row) for row in sectors],
    }
