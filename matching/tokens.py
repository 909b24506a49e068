"""Many texts as numbers at once: which stem stands where, and in which sentence.

The one way from text to words, shared by roles, people, the fitted statistics and fingerprints.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matching.columns import Bools, Ints, stable_hashes
from matching.stemming import stem

Hashes = NDArray[np.uint64]

STOP_WORDS = """
    a about after all also am an and any are as at be been before being both but by can could
    did do does doing each etc every for from get had has have having he her here him his how if
    in into is it its just like make may me more most much must my no not of off on once one
    only or other our out over own per please she should so some such than that the their them
    then there these they this those through to too under until up upon us use very was we were
    what when where which while who whom why will with within would you your yours
"""
STOP = frozenset(STOP_WORDS.split())
PIECE = re.compile(r"\w+|[.!?;:\n\r•]")
POSTCODE_HALF = re.compile(r"[a-z]{1,2}\d[a-z\d]?(\d[a-z]{2})?|\d[a-z]{2}")  # says where, not what
END, DROPPED = -1, -2


@dataclass(frozen=True)
class Stems:
    """The different stems of some texts; what holds a digit stands among them as it is."""

    names: Sequence[str]

    def __len__(self) -> int:
        return len(self.names)

    @cached_property
    def is_word(self) -> Bools:
        """False for what holds a digit, bool (stems,)."""
        return np.array([one.isalpha() for one in self.names], bool)

    @cached_property
    def hashes(self) -> Hashes:
        """64 bits of each, uint64 (stems,), equal in every process."""
        return stable_hashes(self.names)

    def places(self, numbers: Mapping[str, int]) -> Ints:
        """Number of each stem in a vocabulary, int64 (stems,), -1 where it is not known there."""
        return np.array([numbers.get(one, -1) for one in self.names], np.int64)


@dataclass(frozen=True)
class Tokens:
    """Words of n texts in order, stop words left out.

    ``number`` int64 (t,) points into ``stems``; ``owner`` int64 (t,), ascending, is the text;
    ``sentence`` int64 (t,), ascending, differs between sentences.
    """

    stems: Stems
    number: Ints
    owner: Ints
    sentence: Ints
    texts: int

    def __len__(self) -> int:
        return len(self.number)

    @property
    def hashes(self) -> Hashes:
        """64 bits of each word in place, uint64 (t,)."""
        return self.stems.hashes[self.number]

    def only(self, which: Bools) -> Tokens:
        """Some of the words, of the same texts."""
        kept = self.number[which], self.owner[which], self.sentence[which]
        return Tokens(self.stems, *kept, self.texts)

    def without_numbers(self) -> Tokens:
        """Words only."""
        return self.only(self.stems.is_word[self.number])

    def counts(self) -> Ints:
        """Words of each text, int64 (n,)."""
        return np.bincount(self.owner, minlength=self.texts)


class _Numbers(dict[str, int]):
    """From a piece of text as written to the number of its stem; grows as pieces are met."""

    def __init__(self) -> None:
        self.stems: dict[str, int] = {}

    def __missing__(self, piece: str) -> int:
        number = self[piece] = self._of(piece)
        return number

    def _of(self, piece: str) -> int:
        if not piece.isalnum():
            return DROPPED if "_" in piece else END
        if piece in STOP or (len(piece) == 1 and piece.isalpha()) or POSTCODE_HALF.fullmatch(piece):
            return DROPPED
        return self.stems.setdefault(stem(piece), len(self.stems))


def pieces(text: str) -> list[str]:
    """Words, numbers and ends of sentences, in lower case and without apostrophes."""
    return PIECE.findall(text.lower().replace("'", "").replace("’", ""))


def tokens(texts: Iterable[str]) -> Tokens:
    """Take texts apart; each text begins a sentence of its own."""
    numbers, flat, lengths = _Numbers(), array("q"), list[int]()
    for text in texts:
        before = len(flat)
        flat.extend(map(numbers.__getitem__, pieces(text)))
        flat.append(END)
        lengths.append(len(flat) - before)
    number = np.array(flat, np.int64)
    owner = np.repeat(np.arange(len(lengths)), lengths)
    sentence = np.cumsum(number == END)
    whole = Tokens(Stems(list(numbers.stems)), number, owner, sentence, len(lengths))
    return whole.only(number >= 0)


def words(text: str) -> list[str]:
    """Stems of the words that carry meaning, in order, repeated as often as they occur."""
    numbers = _Numbers()
    found = [numbers[piece] for piece in pieces(text)]
    names = list(numbers.stems)
    return [names[number] for number in found if number >= 0 and names[number].isalpha()]
