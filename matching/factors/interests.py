"""Whether a role serves a cause the person cares about."""

from __future__ import annotations

import numpy as np

from matching.columns import Doubles, Floats, Ragged, greatest
from matching.pairs import Pairs
from matching.reasons import inside, listed, praise
from matching.types import Reason

BEST = 0.75  # one cause met says most; the share of all causes met says the rest


def score(pairs: Pairs) -> Floats:
    """Best cause met and share of the person's causes met, float32 (n,); NaN when not stated.

    Broader and narrower causes count in part.
    """
    found = np.full(len(pairs), np.nan, np.float32)
    stated = pairs.people.interests.counts[pairs.person] > 0
    stated &= pairs.roles.causes.lengths(pairs.role) > 0
    if stated.any():
        found[stated] = _met(pairs if stated.all() else pairs.only(stated))
    return found


def _met(pairs: Pairs) -> Doubles:
    best, total = np.zeros(len(pairs)), np.zeros(len(pairs))
    for turn in range(pairs.people.interests.longest):
        met = _met_one(pairs, turn)
        best = np.maximum(best, met)
        total += met
    share = total / pairs.people.interests.counts[pairs.person]
    return BEST * best + (1 - BEST) * share


def _met_one(pairs: Pairs, turn: int) -> Doubles:
    """How well the role's causes meet each person's interest number ``turn``."""
    interests, (who, place) = pairs.people.interests, pairs.who
    has = np.flatnonzero(interests.counts[who] > turn)
    terms = interests.values[interests.offsets[who[has]] + turn]
    counts = (interests.counts[who] > turn).astype(np.int64)
    single = Ragged(np.concatenate(([0], np.cumsum(counts))), terms)
    positions, owners = pairs.roles.causes.expand(pairs.role)
    causes = pairs.roles.causes.values[positions]
    everyone = np.arange(len(who))
    strength, _ = pairs.meeting.causes.meet(single, everyone, place[owners], causes)
    return greatest(owners, strength).astype(np.float64)


def explain(pairs: Pairs, index: int, value: float | None) -> list[Reason]:
    """Which of the person's causes are met."""
    if not value:
        return []
    mine = pairs.people.interests.row(int(pairs.person[index]))
    causes = set(pairs.roles.causes.row(int(pairs.role[index])).tolist())
    links, terms = pairs.meeting.causes.links, pairs.meeting.pool.terms
    met = [
        inside(terms.label(int(term)))
        for term in mine
        if causes.intersection(links.row(int(term))["term"].tolist())
    ]
    said = listed(met)
    return praise(f"You said you care about {said}", f"Cares about {said}", value) if met else []
