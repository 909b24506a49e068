"""Pairs that passed the rules, with every factor's score and the weighted whole."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matching.columns import Array, Doubles, Floats, Ints
from matching.conditions import conditions
from matching.errors import InvalidWeights
from matching.factors import FACTORS
from matching.pairs import Pairs
from matching.types import Match, Reason

DECIMALS = 6  # scores that agree this far are equal: a sum must not depend on its order
UNSCORED = 0.4  # where a reason without a score stands among the others
Weights = Mapping[str, float]


@dataclass(frozen=True)
class Scored:
    """``values`` by factor, float32 (n,) with NaN for not stated; ``total`` float64 (n,)."""

    pairs: Pairs
    values: Mapping[str, Floats]
    total: Doubles

    def only(self, which: Ints) -> Scored:
        """Some of the pairs."""
        values = {name: value[which] for name, value in self.values.items()}
        return Scored(self.pairs.only(which), values, self.total[which])


def check_weights(weights: Weights) -> None:
    """Raise InvalidWeights unless they name known factors and add up to something."""
    unknown = set(weights) - {factor.name for factor in FACTORS}
    if unknown:
        raise InvalidWeights(f"no such factor: {', '.join(sorted(unknown))}")
    if not all(math.isfinite(weight) and weight >= 0 for weight in weights.values()):
        raise InvalidWeights(f"weights must be finite and not negative: {dict(weights)}")
    if not sum(weights.values()) > 0:
        raise InvalidWeights("at least one weight must be above 0")


def score_pairs(pairs: Pairs, weights: Weights) -> Scored:
    """Score by every factor that has a weight; a factor left out of the weights counts nothing."""
    values, total = {}, np.zeros(len(pairs))
    for factor in FACTORS:
        weight = weights.get(factor.name, 0.0)
        if weight:
            value = values[factor.name] = factor.score(pairs)
            total += weight * np.where(np.isnan(value), factor.neutral, value)
    return Scored(pairs, values, np.round(total / sum(weights.values()), DECIMALS))


def matches(
    scored: Sequence[Scored], order: Sequence[tuple[int, int]], weights: Weights
) -> list[Match]:
    """The pairs at the given (part, line), in that order; only these are put into words."""
    told = [
        iter([match(some, index, weights) for index in range(len(some.total))])
        for some in (
            _valued(part, chosen, weights)
            for part, chosen in zip(scored, _lines(scored, order), strict=True)
        )
    ]
    return [next(told[part]) for part, _ in order]


def unexplained(scored: Sequence[Scored], order: Sequence[tuple[int, int]]) -> list[Match]:
    """The pairs at the given (part, line), in that order, without reasons."""
    told = [iter(_plain(*both)) for both in zip(scored, _lines(scored, order), strict=True)]
    return [next(told[part]) for part, _ in order]


def _lines(scored: Sequence[Scored], order: Sequence[tuple[int, int]]) -> list[Ints]:
    """The chosen lines of each part, in the order given."""
    return [
        np.array([line for at, line in order if at == part], int) for part in range(len(scored))
    ]


def _plain(scored: Scored, lines: Ints) -> list[Match]:
    """Matches without reasons."""
    pairs = scored.pairs.only(lines)
    who, place = pairs.who
    names = list(pairs.people.id.texts(who))
    return [
        Match(opportunity, names[person], score, far, approximate, ())
        for opportunity, person, score, (far, approximate) in zip(
            pairs.roles.id.texts(pairs.role),
            place.tolist(),
            scored.total[lines].tolist(),
            pairs.measures(),
            strict=True,
        )
    ]


def _valued(scored: Scored, lines: Ints, weights: Weights) -> Scored:
    """Some of the pairs with their values, which a scan of very many leaves out."""
    if scored.values:
        return scored.only(lines)
    return score_pairs(scored.pairs.only(lines), weights)


def match(scored: Scored, index: int, weights: Weights) -> Match:
    """One pair with its reasons: for, weightiest first; then against."""
    pairs = scored.pairs
    role, person = int(pairs.role[index]), int(pairs.person[index])
    distance, approximate = None, False
    if not math.isnan(pairs.distance_km[index]):
        distance, approximate = pairs.measure(index)
    return Match(
        opportunity_id=pairs.roles.id.text(role),
        volunteer_id=pairs.people.id.text(person),
        score=float(scored.total[index]),
        distance_km=distance,
        approximate=approximate,
        reasons=tuple(_reasons(scored, index, weights)),
    )


def _reasons(scored: Scored, index: int, weights: Weights) -> list[Reason]:
    found: list[Reason] = []
    for factor in FACTORS:
        if factor.name in scored.values:
            value = stated(scored.values[factor.name], index)
            given = factor.explain(scored.pairs, index, value)
            weight = weights[factor.name]
            found += [_by(one, factor.name, weight) for one in given]
    asked = [_by(one, "conditions", one.weight) for one in conditions(scored.pairs, index)]
    return sorted(found + asked, key=_importance)


def _by(one: Reason, factor: str, weight: float) -> Reason:
    return Reason(factor, one.text, one.supports, weight, one.score, one.audiences)


def _importance(reason: Reason) -> tuple[bool, float]:
    score = UNSCORED if reason.score is None else reason.score
    return not reason.supports, -reason.weight * score


def stated(values: Array, index: int) -> float | None:
    """One factor's score of one pair, None for not stated."""
    value = float(values[index])
    return None if math.isnan(value) else value
