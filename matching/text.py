"""Words: the one analyser that roles, people and the fitted vocabulary share.

Lower case, letters only, common English words left out, and a small suffix stripper so that
"gardens", "gardening" and "gardened" meet. It is lighter than Porter's on purpose: it only has to
map forms of one word together, and never needs to be read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from matching.columns import Array, Ragged

WORD = re.compile(r"[^\W\d_]{2,}")
TERM = np.dtype([("term", "i4"), ("weight", "f4")])
POSTING = np.dtype([("role", "i4"), ("weight", "f4")])
STOP_WORDS = """
    a about after all also am an and any are as at be been before being both but by can could
    did do does doing each etc every for from get had has have having he her here him his how if
    in into is it its just like make may me more most much must my no not of off on once one
    only or other our out over own per please she should so some such than that the their them
    then there these they this those through to too under until up upon us use very was we were
    what when where which while who whom why will with within would you your yours
"""
STOP = frozenset(STOP_WORDS.split())
SATURATION, LENGTH_SHARE = 0.9, 0.5  # as k1 and b of Okapi BM25; short adverts, so both mild


def words(text: str) -> list[str]:
    """Stems of the words that carry meaning, in order, repeated as often as they occur."""
    return [stem(word) for word in WORD.findall(text.lower().replace("'", "")) if word not in STOP]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Strip plural, -ing and -ed: gardens, gardening, gardened -> garden; stories -> story."""
    word = _singular(word)
    for suffix in ("ing", "ed"):
        root = word.removesuffix(suffix)
        if root != word and len(root) >= 3 and any(letter in "aeiouy" for letter in root):
            word = _undoubled(root)
            break
    return word.removesuffix("e") if len(word) > 4 else word


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1]


def _undoubled(root: str) -> str:
    if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "lsz":
        return root[:-1]
    return root


def role_terms(
    title: str, body: str, vocabulary: Mapping[str, int], typical_length: float
) -> list[tuple[int, float]]:
    """(term, weight 0 to 1) of a role, ascending by term: saturating counts, the title twice."""
    heading, rest = words(title), words(body)
    counts = Counter(heading + heading + rest)
    length = (len(heading) + len(rest)) / max(typical_length, 1)
    scale = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length)
    known = ((vocabulary[word], n) for word, n in counts.items() if word in vocabulary)
    return sorted((term, n / (n + scale)) for term, n in known)


def query_terms(text: str, vocabulary: Mapping[str, int], idf: Array) -> list[tuple[int, float]]:
    """(term, share of the question's weight) of a person's words, ascending; shares sum to 1."""
    known = sorted({vocabulary[word] for word in words(text) if word in vocabulary})
    total = sum(float(idf[term]) for term in known)
    return [(term, float(idf[term]) / total) for term in known]


def build_postings(roles: Ragged, vocabulary: int) -> Ragged:
    """Turn words of roles (TERM) round: for each word the roles that use it (POSTING)."""
    order = np.argsort(roles.values["term"], kind="stable")
    owners = np.repeat(np.arange(len(roles), dtype=np.int32), roles.counts)
    values = np.empty(len(order), POSTING)
    values["role"], values["weight"] = owners[order], roles.values["weight"][order]
    counts = np.bincount(roles.values["term"], minlength=vocabulary)
    return Ragged(np.concatenate(([0], np.cumsum(counts))), values)
