"""How much of what a role asks for a person can do, rare skills first."""

from __future__ import annotations

import numpy as np

from matching.columns import Array, Doubles, Floats, greatest
from matching.pairs import Pairs, Strengths
from matching.reasons import against, listed, praise
from matching.types import Reason

PARTLY = 0.75  # the rest depends on how rare the rarest skill met is


def score(pairs: Pairs) -> Floats:
    """Weighted share of needs met, float32 (n,); NaN when either side names no skill.

    Each need weighs its importance times its rarity. A role that calls on a rare skill of the
    person scores above one that calls on a common skill, other things equal.
    """
    found = np.full(len(pairs), np.nan, np.float32)
    stated = pairs.people.skills.counts[pairs.person] > 0
    stated &= pairs.roles.needs.counts[pairs.role] > 0
    if stated.any():
        found[stated] = _shares(pairs if stated.all() else pairs.only(stated))
    return found


def _shares(pairs: Pairs) -> Doubles:
    lines = pairs.strengths
    weight = lines.needs["weight"].astype(np.float64)
    met = weight * lines.strength * enough(lines)
    share = np.bincount(lines.owner, met, len(pairs)) / np.bincount(lines.owner, weight, len(pairs))
    rarest = np.minimum(greatest(lines.owner, met), 1)
    return share * (PARTLY + (1 - PARTLY) * rarest)


def enough(lines: Strengths) -> Array:
    """Share of the level asked that is held, 1 where the role asks for none."""
    asked = lines.needs["level"]
    leveled = (asked > 0) & (lines.strength >= 1)
    share: Array = np.ones(len(asked), np.float32)
    share[leveled] = np.minimum(lines.level[leveled] / asked[leveled], 1)
    return share


def explain(pairs: Pairs, index: int, value: float | None) -> list[Reason]:
    """Which skills are used, which are near, which are missing."""
    if not pairs.people.skills.counts[pairs.person[index]]:
        return []
    lines, terms = pairs.strengths.of(index), pairs.meeting.catalogue.terms
    names = [terms.label(int(term)).lower() for term in lines.needs["term"]]
    full = [name for name, met in zip(names, lines.strength, strict=True) if met >= 1]
    part = [name for name, met in zip(names, lines.strength, strict=True) if 0 < met < 1]
    reasons = praise(f"Uses your {listed(full)}", f"Offers {listed(full)}", value) if full else []
    if part:
        said = listed(part)
        reasons += praise(f"Close to your skills: {said}", f"Close to {said}", value)
    missing = [name for name, met in zip(names, lines.strength, strict=True) if met == 0]
    if missing:
        reasons += against(f"Also asks for {listed(missing)}", value)
    return reasons
