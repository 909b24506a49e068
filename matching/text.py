"""Words of roles and of people, weighed: Okapi BM25 as a sparse dot product.

A role's side saturates with a word's count and is milder in a long advert; a person's side is each
word's share of what all their words weigh. Source: S. Robertson and H. Zaragoza, "The Probabilistic
Relevance Framework: BM25 and Beyond", 2009, with the title counted twice as in its BM25F.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from itertools import takewhile

import numpy as np

from matching.boilerplate import own_words
from matching.columns import Array, Ragged
from matching.tokens import Tokens, tokens, words

__all__ = [
    "POSTING",
    "TERM",
    "Vocabulary",
    "build_postings",
    "query_terms",
    "role_terms",
    "role_words",
    "words",
]

TERM = np.dtype([("term", "i4"), ("weight", "f4")])
POSTING = np.dtype([("role", "i4"), ("weight", "f4")])
SATURATION, LENGTH_SHARE = 0.9, 0.5  # as k1 and b of Okapi BM25; short adverts, so both mild
KIN_PREFIX, KIN_SHARE, KIN_WEIGHT, MOST_KIN = 4, 0.6, 0.4, 8
NOTHING = np.zeros(0, np.uint64)


class Vocabulary(dict[str, int]):
    """Number of each known stem, the stems in alphabetical order."""

    @classmethod
    def of(cls, stems: Iterable[str]) -> Vocabulary:
        """Number stems from 0 in alphabetical order."""
        return cls((one, number) for number, one in enumerate(sorted(set(stems))))

    @cached_property
    def _stems(self) -> list[str]:
        return list(self)

    def kin(self, stem: str) -> list[int]:
        """Numbers of at most eight other stems that begin alike: the same four letters at least,
        and three fifths of the longer word; nearest first."""
        stems, beginning = self._stems, stem[:KIN_PREFIX]
        if len(beginning) < KIN_PREFIX:
            return []
        first = bisect_left(stems, beginning)
        alike = takewhile(lambda at: stems[at].startswith(beginning), range(first, len(stems)))
        shares = ((_shared(stem, stems[at]), at) for at in alike if stems[at] != stem)
        near = sorted((-share, at) for share, at in shares if share >= KIN_SHARE)
        return [at for _, at in near[:MOST_KIN]]


def _shared(one: str, other: str) -> float:
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _ in alike) / max(len(one), len(other))


def role_words(
    titles: Tokens,
    texts: Tokens,
    vocabulary: dict[str, int],
    typical_length: float,
    boilerplate: Array = NOTHING,
) -> Ragged:
    """Known words of n roles (TERM), ascending by term, weights above 0 and below 1.

    The title counts twice; words within ``boilerplate`` (sorted uint64, see ``boilerplate.py``)
    count nothing, and not towards the length either.
    """
    heading = titles.without_numbers()
    body = texts.only(own_words(texts, boilerplate)).without_numbers()
    headed, said = (part.stems.places(vocabulary)[part.number] for part in (heading, body))
    rows = np.concatenate((heading.owner, heading.owner, body.owner))
    length = (heading.counts() + body.counts()) / max(typical_length, 1)
    return _weighed(rows, np.concatenate((headed, headed, said)), length, len(vocabulary))


def _weighed(rows: Array, terms: Array, length: Array, size: int) -> Ragged:
    known = terms >= 0
    places, counts = np.unique(rows[known] * size + terms[known], return_counts=True)
    owner = places // size if size else places
    scale = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length[owner])
    values = np.empty(len(places), TERM)
    values["term"] = places - owner * size
    values["weight"] = counts / (counts + scale)
    ends = np.cumsum(np.bincount(owner, minlength=len(length)))
    return Ragged(np.concatenate(([0], ends)), values)


def role_terms(
    title: str,
    body: str,
    vocabulary: dict[str, int],
    typical_length: float,
    boilerplate: Array = NOTHING,
) -> list[tuple[int, float]]:
    """(term, weight 0 to 1) of one role, ascending by term; see :func:`role_words`."""
    one, other = tokens([title]), tokens([body])
    table = role_words(one, other, vocabulary, typical_length, boilerplate)
    terms: list[tuple[int, float]] = table.row(0).tolist()
    return terms


def query_terms(text: str, vocabulary: Vocabulary, idf: Array) -> list[tuple[int, float]]:
    """(term, share of the question's weight) of a person's words, ascending.

    Shares of the words themselves sum to 1. Kin of a word (see :meth:`Vocabulary.kin`) come on top
    with two fifths of its weight, or of their own where that is less; of a word that no role uses,
    they are all there is, and share what the heaviest of them weighs.
    """
    direct, kin = dict[int, float](), dict[int, float]()
    total = 0.0
    for word in sorted(set(words(text))):
        number = vocabulary.get(word, -1)
        near = [(other, float(idf[other])) for other in vocabulary.kin(word)]
        own = float(idf[number]) if number >= 0 else max((w for _, w in near), default=0.0)
        total += own
        if number >= 0:
            direct[number] = own
        for other, weight in near:
            kin[other] = max(kin.get(other, 0.0), KIN_WEIGHT * min(weight, own))
    found = {**kin, **direct}
    return [(term, found[term] / total) for term in sorted(found)]


def build_postings(roles: Ragged, vocabulary: int) -> Ragged:
    """Turn words of roles (TERM) round: for each word the roles that use it (POSTING)."""
    order = np.argsort(roles.values["term"], kind="stable")
    owners = np.repeat(np.arange(len(roles), dtype=np.int32), roles.counts)
    values = np.empty(len(order), POSTING)
    values["role"], values["weight"] = owners[order], roles.values["weight"][order]
    counts = np.bincount(roles.values["term"], minlength=vocabulary)
    return Ragged(np.concatenate(([0], np.cumsum(counts))), values)
