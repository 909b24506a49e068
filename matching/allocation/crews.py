"""Roles that need a crew: at least so many people, or they do not run at all.

A mixed-integer programme (HiGHS through ``scipy.optimize.milp``): whether each such role runs is
whole, who goes where follows (a transport problem has whole vertices).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack, vstack

from matching.allocation.gathering import explained as with_reasons
from matching.allocation.gathering import gather, index_of, told
from matching.allocation.market import UNIT, Market
from matching.allocation.opening import opening
from matching.allocation.results import Allocation
from matching.allocation.rounds import solve
from matching.allocation.surge import UNSTATED_PLACES
from matching.catalogue import Catalogue, Pool
from matching.columns import Array, Bools, Doubles, Ints
from matching.errors import InvalidMarket
from matching.ranker import Ranker

ALL = 50_000  # up to so many pairs all are candidates
WANTED = 10
SECONDS = 10.0


@dataclass(frozen=True)
class Crewed:
    """``pairs`` int64 of the market, ``runs`` bool (m,), ``total`` and ``bound`` in scores."""

    pairs: Ints
    runs: Bools
    total: float
    bound: float


def allocate_crews(
    pool: Pool,
    catalogue: Catalogue,
    crews: Mapping[str, int],
    *,
    ranker: Ranker | None = None,
    choices: int = 1,
    places: Mapping[str, int] | None = None,
    unstated: int | None = UNSTATED_PLACES,
    limit_per_person: int = WANTED,
    seconds: float = SECONDS,
    explained: int = 0,
) -> Allocation:
    """As :func:`allocate`, where each role in ``crews`` has at least so many people or none.

    Stops after ``seconds`` of search with the best found; ``gap`` then says by how much another
    could be better, at most. Up to 50,000 eligible pairs all are searched; beyond that about
    ``limit_per_person`` roles a person are, and the bound (that of the allocation without crews)
    still holds for all.

    Raises:
        InvalidMarket: a crew below 1 or greater than the role's places, no time.
        UnknownOpportunity: a crew for a role that is not in the catalogue.
    """
    ranker = ranker or Ranker()
    gathered = gather(pool, catalogue, ranker, places, unstated)
    least = np.zeros(gathered.market.roles, np.int64)
    for name, number in crews.items():
        at = index_of(catalogue, name)
        if not 1 <= number <= gathered.market.places[at]:
            room = gathered.market.places[at]
            raise InvalidMarket(f"role {name!r} has {room} places: its crew cannot be {number}")
        least[at] = number
    found = solve_crews(
        gathered.market, least, choices=choices, wanted=limit_per_person, seconds=seconds
    )
    allocation = told(gathered, found.pairs, found.total, found.bound)
    running = tuple(name for name in crews if found.runs[index_of(catalogue, name)])
    idle = tuple(name for name in crews if name not in running)
    allocation = replace(allocation, running=running, idle=idle)
    return with_reasons(allocation, pool, catalogue, ranker, explained)


def solve_crews(
    market: Market,
    least: Ints,
    *,
    choices: int = 1,
    wanted: int = WANTED,
    seconds: float = SECONDS,
    everything: int = ALL,
) -> Crewed:
    """The best allocation in which each role has ``least`` people, int64 (m,), or none.

    Raises:
        InvalidMarket: no time, or ``choices`` below 1.
    """
    if not seconds > 0:
        raise InvalidMarket("the search needs more than 0 seconds")
    free = solve(market, choices=choices)  # without crews: its total bounds every other
    if np.all((_filled(market, free.pairs) >= least) | (_filled(market, free.pairs) == 0)):
        return _crewed(market, free.pairs, free.bound)
    at, bound = np.arange(len(market.role)), free.bound
    if len(at) > everything:
        at = np.union1d(opening(market, choices, wanted, everything).candidates, free.pairs)
    programme = Programme.of(market, at, least, choices)
    answer = programme.search(seconds)
    if len(at) == len(market.role) and answer.mip_dual_bound is not None:
        bound = min(bound, -float(answer.mip_dual_bound) / UNIT)
    runs = np.zeros(len(programme.crewed)) if answer.x is None else np.rint(answer.x[len(at) :])
    return _crewed(market, at[programme.places_people(runs)], bound)


def _filled(market: Market, pairs: Ints) -> Ints:
    return np.bincount(market.role[pairs], minlength=market.roles)


def _crewed(market: Market, pairs: Ints, bound: float) -> Crewed:
    total = int(market.score[pairs].sum(dtype=np.int64)) / UNIT
    return Crewed(pairs, _filled(market, pairs) > 0, total, max(bound, total))


@dataclass(frozen=True)
class Programme:
    """Columns: each pair from 0 to 1, then each crewed role, which runs (1) or does not (0)."""

    score: Doubles
    rows: Any
    highest: Doubles
    crewed: Ints

    @classmethod
    def of(cls, market: Market, at: Ints, least: Ints, choices: int) -> Programme:
        """People have up to ``choices`` roles; roles no more than places, no fewer than crews."""
        crewed = np.flatnonzero(least > 1)
        person = _incidence(market.person_of(at), market.people)
        role = _incidence(market.role[at], market.roles)
        column = np.arange(len(crewed))
        shape = (market.roles, len(crewed))
        most = csr_array((-market.places[crewed].astype(float), (crewed, column)), shape=shape)
        fewest = csr_array(
            (least[crewed].astype(float), (column, column)), shape=(len(crewed),) * 2
        )
        rows = vstack(
            [
                hstack([person, csr_array((market.people, len(crewed)))]),
                hstack([role, most]),
                hstack([-role[crewed], fewest]),
            ],
            format="csr",
        )
        places = market.places.astype(float)
        places[crewed] = 0.0
        highest = np.concatenate((np.full(market.people, choices), places, np.zeros(len(crewed))))
        return cls(market.score[at].astype(float), rows, highest, crewed)

    def search(self, seconds: float) -> Any:
        """HiGHS's answer within so much time."""
        whole = np.concatenate((np.zeros(len(self.score)), np.ones(len(self.crewed))))
        return self._solve(Bounds(0, 1), whole, seconds)

    def places_people(self, runs: Doubles) -> Ints:
        """The pairs chosen when just these roles run: the vertex of what is left, so whole."""
        ends = np.concatenate((np.zeros(len(self.score)), runs))
        tops = np.concatenate((np.ones(len(self.score)), runs))
        answer = self._solve(Bounds(ends, tops), np.zeros(len(tops)), np.inf)
        return np.flatnonzero(answer.x[: len(self.score)] > 0.5)

    def _solve(self, bounds: Bounds, whole: Array, seconds: float) -> Any:
        cost = np.concatenate((-self.score, np.zeros(len(self.crewed))))
        limits = LinearConstraint(self.rows, -np.inf, self.highest)
        options: Any = {"time_limit": seconds, "mip_rel_gap": 0.0}
        return milp(cost, integrality=whole, bounds=bounds, constraints=limits, options=options)


def _incidence(owner: Array, size: int) -> Any:
    """One row per owner, one column per pair."""
    ones = np.ones(len(owner))
    return csr_array((ones, (owner, np.arange(len(owner)))), shape=(size, len(owner)))
