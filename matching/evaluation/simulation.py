"""Twelve weeks of visits on one world: lists shown, roles asked for, places taken.

With and without a fair turn, the same dice fall for the same visit, place in the list and role, so
that two runs differ only by the order of lists.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np

from matching.columns import Bools, Doubles, Ints
from matching.evaluation.world import Behaviour, Visit, World
from matching.exposure import attention, need, standing
from matching.ordering import Hashes, best, rotation
from matching.scoring import DECIMALS

REMEMBERED = 28  # days whose introductions and showings count towards a fair turn


@dataclass
class Tally:
    """What happened, by role: arrays (n,), and introductions by (week, role)."""

    introductions: Ints
    showings: Ints
    taken: Ints
    fit: list[float] = field(default_factory=list)  # of introductions
    shown_fit: list[float] = field(default_factory=list)  # of whole lists, mean


class Run:
    """One run of one world. ``weight`` None ranks without exposure at all."""

    def __init__(self, world: World, behaviour: Behaviour, weight: float | None, seed: int) -> None:
        count = len(world.capacity)
        self.world, self.behaviour, self.weight, self.seed = world, behaviour, weight, seed
        self.tally = Tally(
            np.zeros((behaviour.weeks, count), np.int64),
            np.zeros(count, np.int64),
            np.zeros(count, np.int64),
        )
        self.asked = np.zeros((REMEMBERED, count))  # the last days, as a ring
        self.seen = np.zeros((REMEMBERED, count))
        self.answers: dict[int, list[tuple[int, bool]]] = {}  # by day: role, whether it suits
        columns = world.catalogue.parts[0].columns
        self.key_hash, self.id_hash = columns.key_hash, columns.id_hash

    def whole(self) -> Tally:
        """Every day in turn."""
        by_day: dict[int, list[tuple[int, Visit]]] = {}
        for number, visit in enumerate(self.world.visits):
            by_day.setdefault(visit.day, []).append((number, visit))
        for day in range(7 * self.behaviour.weeks):
            self._day(day, by_day.get(day, []))
        return self.tally

    def _day(self, day: int, visits: list[tuple[int, Visit]]) -> None:
        self.asked[day % REMEMBERED] = self.seen[day % REMEMBERED] = 0
        for role, suits in self.answers.pop(day, []):
            if suits and self.tally.taken[role] < self.world.capacity[role]:
                self.tally.taken[role] += 1
        live, turn = self.live(day), self.turn(day)
        needs = self.needs(live)
        for number, visit in visits:
            lines = self.listed(visit, live, needs, turn)
            self._visit(number, visit, lines)

    def live(self, day: int) -> Bools:
        """Roles that may be shown on a day, bool (n,)."""
        world = self.world
        open_: Bools = self.tally.taken < world.capacity
        return (world.begins <= day) & (day < world.ends) & open_

    def needs(self, live: Bools) -> Doubles | None:
        """How much each role needs a turn, as known at the start of a day; live roles only."""
        if self.weight is None:
            return None
        needs = np.ones(len(live))
        open_ = (self.world.capacity - self.tally.taken)[live].astype(float)
        asked, seen = self.asked.sum(axis=0)[live], self.seen.sum(axis=0)[live]
        needs[live] = need(open_, asked, seen)
        return needs

    def turn(self, day: int) -> Hashes:
        """The rotation of equals on a day."""
        return rotation(self.key_hash, self.world.catalogue.today + timedelta(days=day))

    def listed(self, visit: Visit, live: Bools, needs: Doubles | None, turn: Hashes) -> Ints:
        """Places in the visit's roles of those shown, best first: what the ranker shows."""
        chosen = np.flatnonzero(live[visit.roles])
        roles, scores = visit.roles[chosen], visit.scores[chosen]
        mine = None
        if needs is not None and self.weight is not None:
            mine = needs[roles]
            scores = np.round(standing(scores, mine, self.weight), DECIMALS)
        order = best(scores, mine, turn[roles], self.id_hash[roles], self.behaviour.shown)
        return chosen[order]

    def _visit(self, number: int, visit: Visit, lines: Ints) -> None:
        if not len(lines):
            return
        how, day = self.behaviour, visit.day
        roles, fits = visit.roles[lines], visit.scores[lines]
        self.tally.showings[roles] += 1
        self.seen[day % REMEMBERED, roles] += attention(len(roles))
        self.tally.shown_fit.append(float(fits.mean()))
        dice = np.random.default_rng([self.seed, 2, number])
        read = dice.random(how.shown)[: len(roles)] < np.arange(1, len(roles) + 1) ** -how.bias
        chance = how.keenness * fits**how.choosiness * self.world.attraction[roles]
        wants = dice.random(len(self.world.capacity))[roles] < chance
        suits = dice.random(len(self.world.capacity)) < how.accepted
        for place in np.flatnonzero(read & wants)[: how.most].tolist():
            role = int(roles[place])
            self.tally.introductions[day // 7, role] += 1
            self.asked[day % REMEMBERED, role] += 1
            self.tally.fit.append(float(fits[place]))
            due = day + how.answer_days
            self.answers.setdefault(due, []).append((role, bool(suits[role])))
