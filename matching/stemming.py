"""Forms of one word meet: gardens, gardening, gardened; organise, organisation, organizer.

M. F. Porter, "An algorithm for suffix stripping", Program 14 (3), 1980, as published, but for two
things: "bus", "focus" and "crisis" keep their s, and the British -ise is treated like -ize.
Stems only have to meet; nobody reads them.
"""

from __future__ import annotations

import re
from functools import lru_cache

_C, _V = "[^aeiou][^aeiouy]*", "[aeiouy][aeiou]*"
SOME = re.compile(f"({_C})?{_V}{_C}")  # at least one vowel-consonant sequence (Porter's m > 0)
ONE = re.compile(f"({_C})?{_V}{_C}({_V})?$")  # exactly one
SEVERAL = re.compile(f"({_C})?{_V}{_C}{_V}{_C}")  # more than one
VOWEL = re.compile(f"({_C})?[aeiouy]")
SHORT = re.compile(f"{_C}[aeiouy][^aeiouwxy]$")  # ends consonant, vowel, consonant: hop, fil

PLURALS = {"children": "child", "men": "man", "women": "woman", "people": "person"}
TO_SIMPLER = (
    ("ational", "ate"), ("ization", "ize"), ("isation", "ise"), ("iveness", "ive"),
    ("fulness", "ful"), ("ousness", "ous"), ("tional", "tion"), ("biliti", "ble"),
    ("entli", "ent"), ("ousli", "ous"), ("ation", "ate"), ("alism", "al"), ("aliti", "al"),
    ("iviti", "ive"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("iser", "ise"),
    ("alli", "al"), ("ator", "ate"), ("logi", "log"), ("bli", "ble"), ("eli", "e"),
)  # fmt: skip
TO_SHORTER = (
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("alise", "al"), ("iciti", "ic"),
    ("ical", "ic"), ("ness", ""), ("ful", ""),
)  # fmt: skip
DROPPED = (
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous",
    "ive", "ize", "ise", "ion", "al", "er", "ic", "ou",
)  # fmt: skip


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of one lower-case word; words of other alphabets come back as they are."""
    if len(word) < 3 or not word.isascii():
        return word
    word = PLURALS.get(word, word)
    word = f"Y{word[1:]}" if word[0] == "y" else word  # there it is a consonant
    word = _without_past(_singular(word))
    if word.endswith("y") and VOWEL.match(word[:-1]):
        word = f"{word[:-1]}i"
    word = _swapped(_swapped(word, TO_SIMPLER), TO_SHORTER)
    return _tidied(_without_ending(word)).lower()


def _singular(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return word[:-1]


def _without_past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if SOME.match(word[:-3]) else word
    for ending in ("ed", "ing"):
        root = word.removesuffix(ending)
        if root != word:
            return _mended(root) if VOWEL.match(root) else word
    return word


def _mended(root: str) -> str:
    """What -ed and -ing left: hopp -> hop, fil -> file, organis -> organise."""
    if root.endswith(("at", "bl", "iz", "is")):
        return f"{root}e"
    if len(root) > 1 and root[-1] == root[-2] and root[-1] not in "aeiouylsz":
        return root[:-1]
    return f"{root}e" if ONE.match(root) and SHORT.match(root) else root


def _swapped(word: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for ending, other in pairs:
        if word.endswith(ending):
            root = word[: -len(ending)]
            return f"{root}{other}" if SOME.match(root) else word
    return word


def _without_ending(word: str) -> str:
    for ending in DROPPED:
        if word.endswith(ending):
            root = word[: -len(ending)]
            kept = not SEVERAL.match(root) or (ending == "ion" and root[-1] not in "st")
            return word if kept else root
    return word


def _tidied(word: str) -> str:
    if word.endswith("e"):
        root = word[:-1]
        if SEVERAL.match(root) or (ONE.match(root) and not SHORT.match(root)):
            word = root
    return word[:-1] if word.endswith("ll") and SEVERAL.match(word) else word
