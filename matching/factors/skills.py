"""How much of what a role asks for a person can do, rare skills first."""

from __future__ import annotations

import numpy as np

from matching.columns import Array, Doubles, Floats, greatest
from matching.pairs import Pairs, Strengths
from matching.reasons import against, inside, praise, some_of
from matching.relations import SERVES
from matching.types import Reason

BEST = 0.6  # one need met says most; the share of all needs met says the rest
PARTLY = 0.75  # the rest depends on how rare the rarest skill met is
UNVERIFIED = 0.95  # only where a level is asked: elsewhere a person's word is enough


def score(pairs: Pairs) -> Floats:
    """Best need met and weighted share of needs met, float32 (n,); NaN when a side names no skill.

    Each need weighs its importance times its rarity. A role that calls on a rare skill of the
    person scores above one that calls on a common skill, other things equal. A skill that is used
    lifts a role also where it asks for many more.
    """
    found = np.full(len(pairs), np.nan, np.float32)
    stated = pairs.people.skills.counts[pairs.person] > 0
    stated &= pairs.roles.needs.lengths(pairs.role) > 0
    if stated.any():
        found[stated] = _shares(pairs if stated.all() else pairs.only(stated))
    return found


def _shares(pairs: Pairs) -> Doubles:
    lines = pairs.strengths
    weight = lines.needs["weight"].astype(np.float64)
    strength = lines.strength * enough(lines)
    met, best = weight * strength, greatest(lines.owner, strength).astype(np.float64)
    share = np.bincount(lines.owner, met, len(pairs)) / np.bincount(lines.owner, weight, len(pairs))
    rarest = np.minimum(greatest(lines.owner, met), 1)
    return (BEST * best + (1 - BEST) * share) * (PARTLY + (1 - PARTLY) * rarest)


def enough(lines: Strengths) -> Array:
    """Share of the level asked that is held, 1 where the role asks for none.

    A level that nobody has verified counts slightly less than one that somebody has.
    """
    leveled = _leveled(lines)
    asked = lines.needs["level"][leveled]
    said = np.minimum(lines.level[leveled] / asked, 1) * UNVERIFIED
    share: Array = np.ones(len(leveled), np.float32)
    share[leveled] = np.maximum(said, np.minimum(lines.proved[leveled] / asked, 1))
    return share


def _leveled(lines: Strengths) -> Array:
    """Needs that ask for a level of a skill that is held."""
    found: Array = (lines.needs["level"] > 0) & (lines.strength >= SERVES)
    return found


def explain(pairs: Pairs, index: int, value: float | None) -> list[Reason]:
    """Which skills are used, which are near, which are missing."""
    if not pairs.people.skills.counts[pairs.person[index]]:
        return []
    lines, terms = pairs.strengths.of(index).weightiest_first(), pairs.meeting.catalogue.terms
    names = [inside(terms.label(int(term))) for term in lines.needs["term"]]
    full = [name for name, met in zip(names, lines.strength, strict=True) if met >= SERVES]
    part = [name for name, met in zip(names, lines.strength, strict=True) if 0 < met < SERVES]
    reasons = praise(f"Uses your {some_of(full)}", f"Offers {some_of(full)}", value) if full else []
    if part:
        said = some_of(part)
        reasons += praise(f"Close to your skills: {said}", f"Close to {said}", value)
    missing = [name for name, met in zip(names, lines.strength, strict=True) if met == 0]
    if missing:
        reasons += against(f"Also asks for {some_of(missing)}", value)
    return reasons + _levels(lines, names, value)


def _levels(lines: Strengths, names: list[str], value: float | None) -> list[Reason]:
    """What is held below the level asked, and what is yet to be verified."""
    asked, best = lines.needs["level"], np.maximum(lines.level, lines.proved)
    below = _leveled(lines) & (best < asked)
    unseen = _leveled(lines) & ~below & (lines.proved < asked)
    reasons = []
    if below.any():
        said = some_of([name for name, low in zip(names, below, strict=True) if low])
        reasons += against(f"Asks for more experience of {said}", value)
    if unseen.any():
        said = some_of([name for name, new in zip(names, unseen, strict=True) if new])
        reasons += against(f"Not yet verified: {said}", value)
    return reasons
