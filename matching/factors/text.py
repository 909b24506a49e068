"""Whether a role's words answer the person's words. Helps, never overrules: its weight is small."""

from __future__ import annotations

import numpy as np

from matching.columns import Doubles, Floats, Ints, totals
from matching.pairs import Pairs
from matching.reasons import for_person
from matching.types import Reason

FEW = 64  # tables are made for no more people, or roles, than this at once
WORTH_SAYING = 0.2


def score(pairs: Pairs) -> Floats:
    """Share of the person's words, weighed by rarity, that the role answers, float32 (n,).

    Okapi-like: a word's answer saturates with its count and is milder in a long advert.
    NaN when the person gave no known word or the role has no text.
    """
    found = np.full(len(pairs), np.nan, np.float32)
    stated = pairs.people.words.counts[pairs.person] > 0
    stated &= pairs.roles.words.lengths(pairs.role) > 0
    if stated.any():
        answered = _answered(pairs if stated.all() else pairs.only(stated))
        found[stated] = np.minimum(answered, 1.0)  # kin may come on top of the words themselves
    return found


def _answered(pairs: Pairs) -> Doubles:
    if len(pairs.who[0]) <= FEW:
        return _by_postings(pairs)
    what, role = np.unique(pairs.role, return_inverse=True)
    if len(what) <= FEW:
        return _by_role(pairs, what, role)
    middle = np.arange(len(pairs)) < len(pairs) // 2
    return np.concatenate((_answered(pairs.only(middle)), _answered(pairs.only(~middle))))


def _by_postings(pairs: Pairs) -> Doubles:
    """From each word asked to the roles that use it."""
    who, place = pairs.who
    positions, owners = pairs.people.words.expand(who)
    asked = pairs.people.words.values[positions]
    postings = pairs.meeting.role_part.postings
    at, line = postings.expand(asked["term"])
    use = postings.values[at]
    roles = len(pairs.roles.id)
    weight = use["weight"].astype(np.float64) * asked["weight"][line]
    total = totals(owners[line] * roles + use["role"], weight, len(who) * roles)
    answered: Doubles = total[place * roles + pairs.role]
    return answered


def _by_role(pairs: Pairs, what: Ints, role: Ints) -> Doubles:
    """From each role's words to the people who ask for them."""
    positions, owners = pairs.roles.words.expand(what)
    used = pairs.roles.words.values[positions]
    size = len(pairs.meeting.role_part.postings)
    weight = np.zeros((len(what), size))
    weight[owners, used["term"]] = used["weight"]
    positions, owners = pairs.people.words.expand(pairs.person)
    asked = pairs.people.words.values[positions]
    answer = weight[role[owners], asked["term"]] * asked["weight"]
    return totals(owners, answer, len(pairs))


def explain(pairs: Pairs, index: int, value: float | None) -> list[Reason]:
    """Only when it is worth saying."""
    if value is None or value < WORTH_SAYING:
        return []
    return for_person("Its description answers your words", value)
