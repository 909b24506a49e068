"""Where to begin: rough prices, and the few pairs that matter at such prices.

A role that many want has a price; a pair is worth its score less the price. Rough prices come from
a smoothed allocation (Sinkhorn's iteration: Cuturi, "Sinkhorn Distances", 2013) among a few hundred
people, then among everybody's best pairs. They decide how long the exact method takes, never what
it finds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matching.allocation.market import GREATEST, UNIT, Market, Micros
from matching.columns import Floats, Ints

SAMPLE = 500
WIDE = (0.2, 0.1, 0.05, 0.05, 0.05, 0.03, 0.03, 0.03)  # how much better is clearly better, falling
CLOSE = (0.02,) * 5 + (0.01,) * 10
SMALL = 20_000  # up to so many pairs all are candidates
LEAST = 1e-3  # people; keeps a price finite where nobody asks


@dataclass(frozen=True)
class Opening:
    """``candidates`` int64, ascending places in the market's pairs; ``prices`` int32 (m,)."""

    candidates: Ints
    prices: Micros


def opening(market: Market, choices: int, wanted: int, small: int = SMALL) -> Opening:
    """Rough prices and about ``wanted`` candidates a person."""
    free = np.zeros(market.roles, np.int32)
    if len(market.role) <= max(small, wanted * market.people):
        return Opening(np.arange(len(market.role)), free)
    sample, others = _sample(market, 0), _sample(market, 1)  # prices flatter those they come from
    at = _pairs_of(market, sample)
    prices = _smoothed(market, at, free, WIDE, choices * market.people / len(sample))
    at = near(market, prices, _margin(market, others, prices, wanted * 8 // 5))
    prices = _smoothed(market, at, prices, CLOSE, choices)
    return Opening(near(market, prices, _margin(market, others, prices, wanted)), prices)


def near(market: Market, prices: Micros, margin: int) -> Ints:
    """Pairs worth no less than the person's best (or nothing) less the margin, ascending."""
    found = []
    for first, last, span in market.blocks():
        worth = market.score[span] - prices.take(market.role[span])
        best = _best(worth, market.offsets[first : last + 1] - span.start)
        least = np.repeat(best - np.int32(margin), market.counts[first:last])
        found.append(span.start + np.flatnonzero(worth >= least))
    return np.concatenate(found)


def _best(worth: Micros, offsets: Ints) -> Micros:
    """Each person's greatest worth, or 0 where all are below or there are none."""
    best = np.zeros(len(offsets) - 1, np.int32)
    some = np.flatnonzero(np.diff(offsets))
    if len(some):
        best[some] = np.maximum(np.maximum.reduceat(worth, offsets[some]), 0)
    return best


def _sample(market: Market, seed: int) -> Ints:
    """A few hundred people who have eligible roles, equal in every run."""
    some = np.flatnonzero(market.counts)
    dice = np.random.default_rng(seed)
    return np.sort(dice.choice(some, min(SAMPLE, len(some)), replace=False))


def _pairs_of(market: Market, people: Ints) -> Ints:
    spans = [np.arange(market.offsets[one], market.offsets[one + 1]) for one in people]
    return np.concatenate(spans)


def _margin(market: Market, sample: Ints, prices: Micros, wanted: int) -> int:
    """The margin at which the sampled people have ``wanted`` pairs on average."""
    at = _pairs_of(market, sample)
    worth = market.score[at] - prices[market.role[at]]
    counts = market.counts[sample]
    best = _best(worth, np.concatenate(([0], np.cumsum(counts))))
    behind = np.repeat(best, counts) - worth
    rank = min(wanted * len(sample), len(behind) - 1)
    return max(int(np.partition(behind, rank)[rank]), 0)


def _smoothed(
    market: Market, at: Ints, prices: Micros, heats: tuple[float, ...], weight: float
) -> Micros:
    """Prices at which about as many ask for a role as it has places.

    Each person asks for roles in proportion to exp(worth / heat), ``weight`` in all, and for none
    in proportion to 1; a price moves by heat times the logarithm of asked over places, and stays
    where none of these pairs leads.
    """
    role, score = market.role[at], _in_scores(market.score[at])
    who = market.person_of(at)
    starts = np.flatnonzero(np.diff(who, prepend=-1))
    owner = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(who))))
    cost = _in_scores(prices)
    places = np.maximum(market.places, LEAST)
    for heat in np.array(heats, np.float32):
        worth = (score - cost.take(role)) / heat
        best = np.maximum(np.maximum.reduceat(worth, starts), 0)
        share = np.exp(worth - best.take(owner))
        share /= (np.add.reduceat(share, starts) + np.exp(-best)).take(owner)
        asked = np.bincount(role, share, market.roles) * weight
        moved = cost + heat * np.log(np.maximum(asked, LEAST) / places)
        cost = np.where(asked > 0, np.maximum(moved, 0), cost).astype(np.float32)
    micros: Micros = np.rint(np.minimum(cost, GREATEST) * UNIT).astype(np.int32)
    return micros


def _in_scores(micros: Micros) -> Floats:
    """Millionths as float32: half as wide as float64, and rough prices need no more."""
    return micros.astype(np.float32) / np.float32(UNIT)
