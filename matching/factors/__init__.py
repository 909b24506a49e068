"""The factors that order pairs: one file each, listed here with weight and neutral value.

A factor has ``score(pairs) -> float32 (n_pairs,)``, 0 to 1, NaN for *not stated*, and
``explain(pairs, index, value) -> reasons``. The neutral value takes NaN's place while the weight
stays, so that what is not stated neither wins nor loses outright.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from matching.columns import Floats
from matching.factors import availability, distance, interests, skills, text
from matching.pairs import Pairs
from matching.types import Reason


@dataclass(frozen=True)
class Factor:
    """``weight`` beside the other factors; ``neutral`` 0 to 1 stands for not stated.

    Only the proportions of weights matter (scores are divided by their sum), so a new factor needs
    no other line changed.
    """

    name: str
    weight: float
    neutral: float
    score: Callable[[Pairs], Floats]
    explain: Callable[[Pairs, int, float | None], list[Reason]]


FACTORS = (
    Factor("availability", 0.32, 0.3, availability.score, availability.explain),
    Factor("skills", 0.24, 0.35, skills.score, skills.explain),
    Factor("distance", 0.24, 0.2, distance.score, distance.explain),
    Factor("interests", 0.12, 0.2, interests.score, interests.explain),
    Factor("text", 0.08, 0.0, text.score, text.explain),
)
DEFAULT_WEIGHTS = {factor.name: factor.weight for factor in FACTORS}
