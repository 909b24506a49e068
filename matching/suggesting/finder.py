"""The skills that somebody's words most likely mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np

from matching.columns import (
    Array,
    Doubles,
    Ints,
    Ragged,
    load_meta,
    load_table,
    save_meta,
    save_table,
    totals,
)
from matching.suggesting.features import Features, answered, letters, pieces, stems, unit

VERSION = 1
# Chosen on one half of ESCO's skills, measured on the other: see evaluation/words.py.
WORDS, LABEL, COVERED, KIN = 0.4, 0.5, 0.4, 0.7
BEST_POSSIBLE = (1 + WORDS) * (1 + LABEL) + COVERED + KIN
LEAST = 0.3  # on ESCO, the best guess is right one time in seven below it, nine in ten above 0.6
LONG = 8  # a question of more words than this is also taken clause by clause
CLAUSE = re.compile(r"[.,;:!?\n\r•]|\band\b")


@dataclass(frozen=True)
class Suggestion:
    """A skill, 0 to 1 how well the words meet it, and the label of it that is nearest to them."""

    uri: str
    score: float
    because: str


@dataclass(frozen=True)
class FinderColumns:
    """n skills with l labels. ``owner`` int64 (l,), ascending, is the skill of each label.

    ``kin``: for each stem, stems that stand for much the same in this taxonomy (ANSWER).
    """

    uris: Ragged
    labels: Ragged
    owner: Array
    words: Features
    letters: Features
    kin: Ragged


@dataclass(frozen=True)
class SkillFinder:
    """Finds skills by their labels. Fitting is for jobs; suggesting needs NumPy alone."""

    columns: FinderColumns

    @classmethod
    def fit(cls, labels_by_uri: Mapping[str, Sequence[str]]) -> Self:
        """Learn a taxonomy's labels, preferred and other; about a second per 10,000 labels."""
        from matching.suggesting.fitting import fit_features, fit_kin  # SciPy: for fitting only

        unique = [list(dict.fromkeys(map(str.strip, some))) for some in labels_by_uri.values()]
        labels = [label for some in unique for label in some]
        owner = np.repeat(np.arange(len(unique)), [len(some) for some in unique])
        words, held = fit_features(labels, owner, len(unique), stems)
        runs, _ = fit_features(labels, owner, len(unique), letters)
        uris, texts = Ragged.of_strings(labels_by_uri), Ragged.of_strings(labels)
        return cls(FinderColumns(uris, texts, owner, words, runs, fit_kin(held)))

    @cached_property
    def _starts(self) -> Ints:
        """The first label of each skill that has one."""
        return np.flatnonzero(np.diff(self.columns.owner, prepend=-1))

    def suggest(self, text: str, limit: int = 5, *, least: float = LEAST) -> list[Suggestion]:
        """The most likely skills, best first; none that scores ``least`` or less.

        Equals come in the order of their uris.
        """
        scores, nearest = self.scores(text)
        found = np.flatnonzero(scores > least)
        if limit < len(found):
            edge = np.sort(scores[found])[len(found) - limit] if limit > 0 else np.inf
            found = found[scores[found] >= edge]
        told = [self._told(int(at), float(scores[at]), int(nearest[at])) for at in found]
        return sorted(told, key=lambda one: (-one.score, one.uri))[:limit]

    def _told(self, skill: int, score: float, label: int) -> Suggestion:
        return Suggestion(self.columns.uris.text(skill), score, self.columns.labels.text(label))

    def scores(self, text: str) -> tuple[Doubles, Ints]:
        """Score of every skill, float64 (n,), 0 to 1; and its label nearest to the words, (n,)."""
        best, nearest = self._scores(text)
        if len(pieces(text)) > LONG:
            for clause in CLAUSE.split(text):
                score, label = self._scores(clause)
                better = score > best
                best[better], nearest[better] = score[better], label[better]
        return best, nearest

    def _scores(self, text: str) -> tuple[Doubles, Ints]:
        columns, skills, labels = self.columns, len(self.columns.uris), len(self.columns.labels)
        word, share = columns.words.question(stems(text))
        run, run_share = columns.letters.question(letters(text))
        whole = answered(columns.letters.skills, run, run_share, skills)
        whole += WORDS * answered(columns.words.skills, word, share, skills)
        whole += COVERED * self._covered(word) + KIN * self._by_kin(word, share)
        each = answered(columns.letters.labels, run, run_share, labels)
        each += WORDS * answered(columns.words.labels, word, share, labels)
        top, nearest = self._nearest(each)
        return (whole + LABEL * top) / BEST_POSSIBLE, nearest

    def _covered(self, word: Ints) -> Doubles:
        """Share of the words, by rarity, that a skill's labels hold at all."""
        columns = self.columns.words
        rarity = columns.weight[word] - 1.0
        positions, owners = columns.skills.expand(word)
        at = columns.skills.values[positions]["at"]
        total = rarity.sum() or 1.0
        return totals(at, rarity[owners], len(self.columns.uris)) / total

    def _by_kin(self, word: Ints, share: Doubles) -> Doubles:
        """How a skill answers the words that are kin to those asked."""
        columns = self.columns
        near = answered(columns.kin, word, share, len(columns.words.hashes))
        kin = np.flatnonzero(near)
        weighed = unit(near[kin] * columns.words.weight[kin])
        return answered(columns.words.skills, kin, weighed, len(columns.uris))

    def _nearest(self, each: Doubles) -> tuple[Doubles, Ints]:
        """Of each skill its best label's score, and which label that is."""
        top, nearest = np.zeros(len(self.columns.uris)), np.zeros(len(self.columns.uris), int)
        if len(each):
            skill = self.columns.owner[self._starts]
            top[skill] = np.maximum.reduceat(each, self._starts)
            hits = np.flatnonzero(each == top[self.columns.owner])[::-1]
            nearest[self.columns.owner[hits]] = hits
        return top, nearest

    def save(self, folder: Path) -> None:
        """Write arrays and a small ``meta.json`` into a folder; nothing is pickled."""
        folder.mkdir(parents=True, exist_ok=True)
        save_table(folder, "skills", self.columns)
        save_meta(folder, {"version": VERSION})

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Map a saved finder into memory; many processes share one copy.

        Raises:
            UnreadableSnapshot: nothing there, or another version's.
        """
        load_meta(folder, VERSION)
        return cls(load_table(folder, "skills", FinderColumns))
