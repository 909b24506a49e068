"""What a label or a question is made of: stems of all its words, and runs of letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from matching.columns import Array, Doubles, Floats, Ints, Ragged, stable_hashes, totals
from matching.stemming import stem
from matching.tokens import Hashes

PIECE = re.compile(r"[^\W\d_]+|\d+")
SHORTEST, LONGEST = 3, 5
ANSWER = np.dtype([("at", "i4"), ("weight", "f4")])


def pieces(text: str) -> list[str]:
    """Words and numbers in lower case; common words stay, for labels are short."""
    return PIECE.findall(text.lower().replace("'", "").replace("’", ""))


def stems(text: str) -> Counter[str]:
    """How often each stem occurs."""
    return Counter(map(stem, pieces(text)))


def letters(text: str) -> Counter[str]:
    """How often each run of three to five letters occurs within a word, its ends marked."""
    found = Counter[str]()
    for piece in pieces(text):
        marked = f" {piece} "
        for length in range(SHORTEST, min(LONGEST, len(marked)) + 1):
            found.update(marked[at : at + length] for at in range(len(marked) - length + 1))
    return found


@dataclass(frozen=True)
class Features:
    """One kind of feature, f of them in the order of ``hashes`` (uint64, ascending).

    ``weight`` float32 (f,) is high for a rare one. ``skills`` and ``labels`` tell for each which
    skills (labels) hold it, and how much of the skill's (label's) unit length it makes (ANSWER).
    """

    hashes: Hashes
    weight: Floats
    skills: Ragged
    labels: Ragged

    def question(self, counts: Counter[str]) -> tuple[Ints, Doubles]:
        """Known features of a question, ascending, and their shares of its unit length."""
        hashes = stable_hashes(counts)
        at = np.searchsorted(self.hashes, hashes)
        known = at < len(self.hashes)
        known[known] = self.hashes[at[known]] == hashes[known]
        at, counted = at[known], np.fromiter(counts.values(), float, len(counts))[known]
        order = np.argsort(at)
        return at[order], unit(counted[order] * self.weight[at[order]])


def unit(values: Array) -> Doubles:
    """Scaled to length 1; zeros stay."""
    scaled: Doubles = values / (np.sqrt((values * values).sum()) or 1.0)
    return scaled


def answered(table: Ragged, features: Ints, weights: Doubles, size: int) -> Doubles:
    """Sum over the features asked of question's weight times answer's weight, float64 (size,)."""
    positions, owners = table.expand(features)
    found = table.values[positions]
    return totals(found["at"], weights[owners] * found["weight"], size)


def numbered(rows: Iterable[Counter[str]]) -> tuple[Sequence[str], Ints, Ints, Doubles]:
    """All features met, and for each occurrence its row, its number and its count."""
    numbers = dict[str, int]()
    owner, number, count = list[int](), list[int](), list[int]()
    for row, counts in enumerate(rows):
        for name, times in counts.items():
            owner.append(row)
            number.append(numbers.setdefault(name, len(numbers)))
            count.append(times)
    return list(numbers), np.array(owner, int), np.array(number, int), np.array(count, float)
