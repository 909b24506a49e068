"""One pair's score as a sum: what each factor found, weighed and added."""

from __future__ import annotations

from matching.factors import FACTORS
from matching.scoring import Scored, Weights, stated
from matching.types import Contribution


def contributions(scored: Scored, index: int, weights: Weights) -> tuple[Contribution, ...]:
    """One line a factor that has a weight; ``adds`` make up the score (to its six decimals)."""
    whole = sum(weights.values())
    found = []
    for factor in FACTORS:
        if factor.name in scored.values:
            score = stated(scored.values[factor.name], index)
            counted = factor.neutral if score is None else score
            weight = weights[factor.name] / whole
            found.append(Contribution(factor.name, weight, score, counted, weight * counted))
    return tuple(found)
