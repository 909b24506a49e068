"""Who is introduced to what: a role with room and, among people near it, one whom it may suit."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import product

from brokerage.demo.desk.cast import Cast, Offer, Person, Point
from brokerage.demo.desk.stories import ON_THE_WAY, Step
from brokerage.geography.coordinates import roughly_km
from brokerage.introductions.states import HOLDS_A_PLACE, State
from brokerage.opportunities.models import State as RoleState
from brokerage.volunteers.choices import YOUNGEST
from brokerage.volunteers.models import VolunteerState

CELL = 0.12  # degrees: a role's nine cells hold everybody within about 8 km, and more
LOOKED_AT = 12
FAR_KM = 14
TRIES = 40
KM_PER_MILE = 1.609344
OVER = frozenset({RoleState.CLOSED, RoleState.EXPIRED})
LOOKING = frozenset({VolunteerState.REGISTERED, VolunteerState.ACTIVE})
ROLES_FOR: dict[State, frozenset[RoleState]] = {
    State.WAITING: frozenset({RoleState.FILLED}),
    State.ROLE_CLOSED: OVER,
    State.STARTED: frozenset({RoleState.LIVE, RoleState.FILLED}) | OVER,
    State.ENDED: frozenset({RoleState.LIVE}) | OVER,
}
OTHERWISE = frozenset({RoleState.LIVE})


class Pairs:
    """Gives people to roles; remembers who has met what and how many places are gone."""

    def __init__(self, cast: Cast, rng: random.Random) -> None:
        self._cast, self._rng = cast, rng
        self._met: set[tuple[int, int]] = set()
        self.placed: Counter[int] = Counter()
        self._busy: Counter[int] = Counter()  # introductions of a person
        self._cells: dict[tuple[int, int], list[Person]] = defaultdict(list)
        for person in cast.people:
            if person.point and person.age_band != "under-16":
                self._cells[_cell(person.point)].append(person)
        self._near: dict[tuple[int, int], list[Person]] = {}
        self._by_centre: dict[int, list[Offer]] = defaultdict(list)
        for offer in cast.offers:
            self._by_centre[offer.centre_id].append(offer)

    def offers_at(self, centre_id: int, state: State) -> list[Offer]:
        """The roles of a centre in which a way may end like that."""
        wanted = ROLES_FOR.get(state, OTHERWISE)
        return [
            one
            for one in self._by_centre[centre_id]
            if one.state in wanted and one.point and (one.needs.checks or state is not State.CHECKS)
        ]

    def person_for(
        self, offer: Offer, steps: Sequence[Step], wanted: Person | None = None
    ) -> Person | None:
        """Somebody near who was with us by then, or nobody."""
        last = steps[-1].state
        began = self._cast.today - timedelta(days=steps[0].days_ago + 3)
        if not self._fits(offer, steps, began) or offer.point is None:
            return None
        around = [wanted] if wanted else self._around(offer.point)
        drawn = self._rng.sample(around, min(LOOKED_AT, len(around)))
        likely = [one for one in drawn if self._suits(one, offer, last, began)]
        likely = [one for one in likely if wanted or km(one, offer) <= FAR_KM]
        if not likely:
            return None
        found = min(likely, key=lambda one: (self._busy[one.id] // 2, km(one, offer)))
        self.note(found, offer, last)
        return found

    def note(self, person: Person, offer: Offer, last: State) -> None:
        """They have met."""
        self._met.add((person.id, offer.id))
        self._busy[person.id] += 1
        self.placed[offer.id] += last in HOLDS_A_PLACE

    def has_met(self, person: Person, offer: Offer) -> bool:
        """Whether they were introduced before."""
        return (person.id, offer.id) in self._met

    def _fits(self, offer: Offer, steps: Sequence[Step], began: date) -> bool:
        """Published by then, not over before it started, and with a place where one is held."""
        last = steps[-1].state
        if began < offer.published or (last in HOLDS_A_PLACE and not self._has_place(offer)):
            return False
        if offer.ended is None:
            return True
        before = [one for one in steps if one.state not in (State.ENDED, State.ROLE_CLOSED)]
        placed = self._cast.today - timedelta(days=before[-1].days_ago)
        closing = self._cast.today - timedelta(days=steps[-1].days_ago)
        return placed < offer.ended and (last is not State.ROLE_CLOSED or closing >= offer.ended)

    def _has_place(self, offer: Offer) -> bool:
        return offer.offered is None or self.placed[offer.id] < offer.taken

    def _suits(self, person: Person, offer: Offer, last: State, began: date) -> bool:
        looking = person.state in LOOKING or last not in ON_THE_WAY
        age = YOUNGEST.get(person.age_band or "", 35)
        return (
            looking
            and person.centre_id == offer.centre_id
            and person.since <= began
            and not self.has_met(person, offer)
            and self._busy[person.id] < 4
            and (offer.youngest or 0) <= age <= (offer.oldest or 200)
        )

    def _around(self, point: Point) -> list[Person]:
        """Everybody in the nine cells, put together once for each cell."""
        row, column = here = _cell(point)
        if here not in self._near:
            nine = product((row - 1, row, row + 1), (column - 1, column, column + 1))
            self._near[here] = [one for cell in nine for one in self._cells.get(cell, ())]
        return self._near[here]


def km(person: Person, offer: Offer) -> float:
    """As the crow flies; both have a place."""
    assert person.point  # noqa: S101 - only such people are in a cell
    assert offer.point  # noqa: S101 - only such roles are given to people
    return roughly_km(person.point, offer.point)


def miles_in_words(person: Person, offer: Offer) -> str:
    """About how far, since people are known by the first half of their postcode."""
    miles = round(km(person, offer) / KM_PER_MILE)
    return f"About {miles} {'mile' if miles == 1 else 'miles'} away" if miles else "Close by"


def _cell(point: Point) -> tuple[int, int]:
    return int(point[0] // CELL), int(point[1] // CELL)
