"""Pairs of people and roles, and what rules and factors both need of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from geopy.distance import geodesic

from matching.catalogue import Catalogue, PersonPart, Pool, RolePart
from matching.columns import Array, Bools, Doubles, Floats, Ints
from matching.geodesy import distances
from matching.records import FROM_HOME, PersonColumns, RoleColumns
from matching.relations import Related, relate_causes, relate_skills
from matching.timetable.overlap import Day, Overlap, overlap_of

KM_PER_MILE = 1.609344
LIMIT_BAND_KM = 0.001  # nearer than this to a limit, the distance is measured again


@dataclass(frozen=True)
class Meeting:
    """One part of a pool and one part of a catalogue, with what belongs to both."""

    pool: Pool
    catalogue: Catalogue
    person_part: PersonPart
    role_part: RolePart

    @property
    def people(self) -> PersonColumns:
        """Columns that ``Pairs.person`` points into."""
        return self.person_part.columns

    @property
    def roles(self) -> RoleColumns:
        """Columns that ``Pairs.role`` points into."""
        return self.role_part.columns

    @cached_property
    def day(self) -> Day:
        """The catalogue's today."""
        return Day(self.catalogue.today.toordinal(), self.catalogue.holidays)

    @cached_property
    def skills(self) -> Related:
        """How far each skill held anywhere in the pool serves each skill asked for."""
        return relate_skills(self.pool.terms, self.catalogue.terms)

    @cached_property
    def causes(self) -> Related:
        """How near each interest stated in the pool is to each cause."""
        return relate_causes(self.pool.terms, self.catalogue.terms)


@dataclass(frozen=True)
class Pairs:
    """``person`` and ``role`` int64 (n,), grouped by person."""

    meeting: Meeting
    person: Ints
    role: Ints

    def __len__(self) -> int:
        return len(self.role)

    @property
    def people(self) -> PersonColumns:
        """Columns that ``person`` points into."""
        return self.meeting.people

    @property
    def roles(self) -> RoleColumns:
        """Columns that ``role`` points into."""
        return self.meeting.roles

    def only(self, which: Bools | Ints) -> Pairs:
        """Some of the pairs; what was measured is not measured again."""
        some = Pairs(self.meeting, self.person[which], self.role[which])
        if "distance_km" in self.__dict__:
            some.__dict__["distance_km"] = self.distance_km[which]
        return some

    @cached_property
    def who(self) -> tuple[Ints, Ints]:
        """The different people, and for each pair the place of its person among them."""
        if len(self.person) and (self.person == self.person[0]).all():
            return self.person[:1], np.zeros(len(self.person), np.int64)
        who, place = np.unique(self.person, return_inverse=True)
        return who, place

    @cached_property
    def distance_km(self) -> Doubles:
        """Kilometres between the nearest places of each pair, NaN where there is none."""
        people, roles = self.people.places, self.roles.places
        if len(roles.values) == len(roles) == people.longest == 1:
            return self._from_one_role()
        found = np.full(len(self), np.inf)
        positions, owners = roles.expand(self.role)
        for turn in range(people.longest):
            has = people.counts[self.person[owners]] > turn
            at, owner = positions[has], owners[has]
            home = people.values[people.offsets[self.person[owner]] + turn]
            apart = _between(home, roles.values[at])
            if roles.longest > 1:
                np.minimum.at(found, owner, apart)
            else:
                found[owner] = np.minimum(found[owner], apart)
        found[np.isinf(found) | (self.roles.remote[self.role] == FROM_HOME)] = np.nan
        return found

    def _from_one_role(self) -> Doubles:
        """The same for one role of one place and people of one home at most, who may be many."""
        found = np.full(len(self), np.nan)
        if self.roles.remote[0] != FROM_HOME:
            latitude, longitude = (column[self.person] for column in self.meeting.person_part.homes)
            has, place = np.flatnonzero(~np.isnan(latitude)), self.roles.places.values[0]
            there = place["latitude"], place["longitude"]
            found[has] = distances(latitude[has], longitude[has], *there)
        return found

    @cached_property
    def beyond_limit(self) -> Bools:
        """Whether the pair lies farther apart than the person wishes; exact to the geodesic."""
        limit = self.people.within_km[self.person]
        beyond: Bools = self.distance_km > limit
        close = np.flatnonzero(np.abs(self.distance_km - limit) < LIMIT_BAND_KM)
        for pair in close:
            beyond[pair] = self.geodesic(int(pair))[0] > limit[pair]
        return beyond

    @cached_property
    def _measured(self) -> dict[int, tuple[float, bool]]:
        return {}

    def measures(self) -> list[tuple[float | None, bool]]:
        """:meth:`measure` of each pair; kilometres are None where there are none."""
        apart = self.distance_km
        there = np.flatnonzero(~np.isnan(apart))
        several, rough = np.zeros(len(self), bool), np.zeros(len(self), bool)
        for places, rows in (
            (self.people.places, self.person[there]),
            (self.roles.places, self.role[there]),
        ):
            several[there] |= places.lengths(rows) > 1
            rough[there] |= places.values["approximate"][places.offsets[rows]]
        found = list(zip(apart.tolist(), rough.tolist(), strict=True))
        return [
            (None, False) if one[0] != one[0] else self.measure(line) if more else one
            for line, (more, one) in enumerate(zip(several.tolist(), found, strict=True))
        ]

    def measure(self, pair: int) -> tuple[float, bool]:
        """Kilometres of one pair, and whether a place is only approximate."""
        homes = self.people.places.row(int(self.person[pair]))
        places = self.roles.places.row(int(self.role[pair]))
        rough = [bool(some.any()) for some in (homes["approximate"], places["approximate"])]
        if len(homes) == len(places) == 1 or not any(rough):
            return float(self.distance_km[pair]), any(rough)
        apart = _between(np.repeat(homes, len(places)), np.tile(places, len(homes)))
        home, place = divmod(int(np.argmin(apart)), len(places))
        approximate = bool(homes[home]["approximate"] or places[place]["approximate"])
        return float(apart.min()), approximate

    def geodesic(self, pair: int) -> tuple[float, bool]:
        """As :meth:`measure`, by geopy: seventy times as slow, for pairs close to a limit."""
        if pair not in self._measured:
            self._measured[pair] = self._measure(pair)
        return self._measured[pair]

    def _measure(self, pair: int) -> tuple[float, bool]:
        options = [
            (
                float(geodesic(_degrees(mine), _degrees(theirs)).km),
                bool(mine["approximate"] or theirs["approximate"]),
            )
            for mine in self.people.places.row(int(self.person[pair]))
            for theirs in self.roles.places.row(int(self.role[pair]))
        ]
        return min(options)

    @cached_property
    def overlap(self) -> Overlap:
        """The pairs' sessions against each person's stated times, for telling which fit."""
        people, roles = self.people.times, self.roles.times
        return overlap_of(people, roles, self.person, self.role, self.meeting.day, any_time=False)

    @cached_property
    def strengths(self) -> Strengths:
        """How well each person's skills serve each need of the pair's role."""
        positions, owners = self.roles.needs.expand(self.role)
        needs = self.roles.needs.values[positions]
        who, place = self.who
        related = self.meeting.skills
        strength, level = related.meet(self.people.skills, who, place[owners], needs["term"])
        proved = np.zeros(len(owners), np.float32)
        leveled = np.flatnonzero(needs["level"] > 0)
        if len(leveled):
            seen, asked = self.people.verified_skills, needs["term"][leveled]
            _, proved[leveled] = related.meet(seen, who, place[owners[leveled]], asked)
        return Strengths(owners, needs, strength, level, proved)


def _between(mine: Array, theirs: Array) -> Doubles:
    return distances(mine["latitude"], mine["longitude"], theirs["latitude"], theirs["longitude"])


def _degrees(place: Array) -> tuple[float, float]:
    return float(place["latitude"]), float(place["longitude"])


@dataclass(frozen=True)
class Strengths:
    """Needs of pairs, one line per pair and need: whose, what, how strongly met, at what level.

    ``proved`` is the level that somebody has verified, 0 where none or where no level is asked.
    """

    owner: Ints
    needs: Array
    strength: Floats
    level: Floats
    proved: Floats

    def of(self, pair: int) -> Strengths:
        """The lines of one pair."""
        begin, end = self.owner.searchsorted((pair, pair + 1)).tolist()
        return self._only(slice(begin, end))

    def weightiest_first(self) -> Strengths:
        """The same lines, what matters most first."""
        return self._only(np.argsort(-self.needs["weight"], kind="stable"))

    def _only(self, lines: Ints | slice) -> Strengths:
        return Strengths(
            self.owner[lines],
            self.needs[lines],
            self.strength[lines],
            self.level[lines],
            self.proved[lines],
        )
