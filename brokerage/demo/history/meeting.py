"""Who was introduced to what, on a day long ago: mostly newcomers, to a role of their centre."""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from brokerage.demo.chance import happens
from brokerage.demo.desk.cast import Offer, Person
from brokerage.demo.desk.pairs import km
from brokerage.volunteers.choices import YOUNGEST

NEW = 40  # days for which somebody is a newcomer
NEWCOMERS = 0.75
KNOWN_FOR = 3  # days at least
LOOKED_AT = 8
FAR_KM = 25
MOST = 4  # introductions of one person
BUCKET = 30  # days
PREFERS_FREE = 0.7  # km are counted this much shorter to a role without fixed times


class Meeting:
    """Knows who was on the books and which roles were live; remembers who has met what."""

    def __init__(
        self,
        people: Sequence[Person],
        offers: Sequence[Offer],
        gone: Mapping[int, date],
        met: set[tuple[int, int]],
        today: date,
        rng: random.Random,
    ) -> None:
        able = (one for one in people if one.point and one.age_band != "under-16")
        self._people = sorted(able, key=lambda one: (one.since, one.id))
        self._since = [one.since for one in self._people]
        self._gone, self._met, self._today, self._rng = gone, met, today, rng
        self._busy = Counter(person for person, _role in met)
        self._live: dict[tuple[int, int], list[Offer]] = defaultdict(list)
        for offer in offers:
            for bucket in _buckets(offer, today):
                self._live[offer.centre_id, bucket].append(offer)

    def on(self, day: date) -> tuple[Person, Offer] | None:
        """Two that had not met; None if chance finds none."""
        person = self._somebody(day)
        if person is None or self._busy[person.id] >= MOST or not self.still_here(person, day):
            return None
        live = self._live[person.centre_id, (self._today - day).days // BUCKET]
        drawn = self._rng.sample(live, min(LOOKED_AT, len(live)))
        likely = [one for one in drawn if self._suits(person, one, day)]
        offer = min(likely, key=lambda one: _far(person, one), default=None)
        return (person, offer) if offer and km(person, offer) <= FAR_KM else None

    def note(self, person: Person, offer: Offer) -> None:
        """They have met."""
        self._met.add((person.id, offer.id))
        self._busy[person.id] += 1

    def still_here(self, person: Person, day: date) -> bool:
        """Whether somebody had not left by a day."""
        left = self._gone.get(person.id)
        return left is None or day < left

    def _somebody(self, day: date) -> Person | None:
        known = bisect_right(self._since, day - timedelta(days=KNOWN_FOR))
        new = bisect_left(self._since, day - timedelta(days=NEW))
        first = new if new < known and happens(self._rng, NEWCOMERS) else 0
        return self._people[self._rng.randrange(first, known)] if known else None

    def _suits(self, person: Person, offer: Offer, day: date) -> bool:
        age = YOUNGEST.get(person.age_band or "", 35)
        return (
            offer.point is not None
            and offer.published + timedelta(days=KNOWN_FOR) <= day
            and (offer.ended is None or day + timedelta(days=KNOWN_FOR) < offer.ended)
            and (person.id, offer.id) not in self._met
            and (offer.youngest or 0) <= age <= (offer.oldest or 200)
        )


def _far(person: Person, offer: Offer) -> float:
    return km(person, offer) * (PREFERS_FREE if offer.free else 1)


def _buckets(offer: Offer, today: date) -> Iterator[int]:
    first = (today - (offer.ended or today)).days // BUCKET
    return iter(range(first, (today - offer.published).days // BUCKET + 1))
