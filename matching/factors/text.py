"""Whether a role's words answer the person's words. Helps, never overrules: its weight is small."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from matching.columns import Bools, Doubles, Floats, Ints, Ragged
from matching.pairs import Pairs
from matching.reasons import for_person
from matching.types import Reason


def score(pairs: Pairs) -> Floats:
    """Okapi-like, float32 (n,): the share of the person's words, weighed by rarity, that the role uses.

    NaN when the person gave no known word or the role has no text.
    """
    found = np.full(len(pairs), np.nan, np.float32)
    stated = pairs.people.words.counts[pairs.person] > 0
    stated &= pairs.roles.words.counts[pairs.role] > 0
    if stated.any():
        found[stated] = _answered(pairs if stated.all() else pairs.only(stated))
    return found


def _answered(pairs: Pairs) -> Doubles:
    """Look up the person's words when few people ask, the role's words when few roles answer."""
    who, person = pairs.who
    what, role = np.unique(pairs.role, return_inverse=True)
    size = len(pairs.meeting.catalogue.statistics.columns.idf)
    questions = _matrix(pairs.people.words, who, size)
    used = np.zeros(size, bool)
    used[questions.indices] = True
    answers = _matrix(pairs.roles.words, what, size, used)
    product = (questions @ answers.T).tocsr()
    return np.asarray(product[person, role]).ravel()


def _matrix(words: Ragged, rows: Ints, size: int, used: Bools | None = None) -> csr_array:
    positions, owners = words.expand(rows)
    terms = words.values[positions]
    if used is not None:
        keep = used[terms["term"]]
        terms, owners = terms[keep], owners[keep]
    shape = (len(rows), size)
    return csr_array((terms["weight"].astype(np.float64), (owners, terms["term"])), shape=shape)


def explain(pairs: Pairs, index: int, value: float | None) -> list[Reason]:
    """Only when it is worth saying."""
    return for_person("Its description answers your words", value) if value and value > 0.2 else []
