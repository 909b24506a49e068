"""Stretches of text that many adverts repeat: found when statistics are fitted, without weight.

A stretch is six meaningful words in a row within a sentence, or a whole sentence of four or five.
It is boilerplate when at least five different texts hold it; the same text posted in many towns is
one text (see ``fingerprints.py``), so that posting often makes nothing common.
"""

from __future__ import annotations

import numpy as np

from matching.columns import Array, Bools, Ints
from matching.tokens import Hashes, Tokens

WIDTH, SHORTEST = 6, 4
REPEATED = 5
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # odd, so that no bits are lost


def stretches(found: Tokens) -> tuple[Ints, Ints, Hashes]:
    """Where each stretch begins, how many words it has, and its 64 bits; (s,) each."""
    start = np.flatnonzero(np.diff(found.sentence, prepend=-1))
    length = np.diff(np.append(start, len(found)))
    left = np.repeat(start + length, length) - np.arange(len(found))  # words to the sentence's end
    whole = np.repeat(length, length)
    width = np.minimum(whole, WIDTH)
    begins = np.flatnonzero((left >= width) & (whole >= SHORTEST))
    hashes, width = found.hashes, width[begins]
    mixed = width.astype(np.uint64)
    for turn in range(WIDTH):
        at = np.minimum(begins + turn, len(found) - 1)
        mixed = mixed * MULTIPLIER + np.where(turn < width, hashes[at], np.uint64(0))
        mixed ^= mixed >> np.uint64(29)
    return begins, width, mixed


def repeated(found: Tokens) -> Hashes:
    """Sorted 64 bits of the stretches that at least five of these different texts hold."""
    begins, _, hashes = stretches(found)
    owner = found.owner[begins]
    order = np.lexsort((owner, hashes))
    hashes, owner = hashes[order], owner[order]
    first = np.ones(len(order), bool)
    first[1:] = (hashes[1:] != hashes[:-1]) | (owner[1:] != owner[:-1])
    kinds, holders = np.unique(hashes[first], return_counts=True)
    return kinds[holders >= REPEATED]


def own_words(found: Tokens, boilerplate: Array) -> Bools:
    """Which words stand outside every known boilerplate stretch, bool (t,)."""
    kept = np.ones(len(found), bool)
    if not len(boilerplate) or not len(found):
        return kept
    begins, width, hashes = stretches(found)
    at = np.minimum(np.searchsorted(boilerplate, hashes), len(boilerplate) - 1)
    said = boilerplate[at] == hashes
    change = np.zeros(len(found) + 1, np.int64)
    np.add.at(change, begins[said], 1)
    np.add.at(change, begins[said] + width[said], -1)
    kept &= np.cumsum(change[:-1]) == 0
    return kept
