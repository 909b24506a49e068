"""What is common and what is rare among roles: fitted apart, passed in, saved as arrays.

Keeping statistics fixed between fits means that one new role never shifts the order of others.
scikit-learn is imported inside :meth:`Statistics.fit` only, so that processes which rank never
load it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from matching.columns import Array, Ragged, load_meta, load_table, save_meta, save_table
from matching.terms import chain
from matching.text import words
from matching.types import Opportunity, Taxonomy

VERSION = 1
LARGEST_VOCABULARY = 50_000


@dataclass(frozen=True)
class StatisticsColumns:
    """``rarity`` float32 (skills,) and ``idf`` float32 (words,), beside their UTF-8 names."""

    skills: Ragged
    rarity: Array
    words: Ragged
    idf: Array


@dataclass(frozen=True)
class Statistics:
    """Rarity of skills and weight of words; ``typical_length`` in words of an advert."""

    columns: StatisticsColumns
    typical_length: float = 50.0

    @classmethod
    def fit(
        cls, opportunities: Sequence[Opportunity], taxonomy: Taxonomy | None = None
    ) -> Statistics:
        """Count over many roles; no roles give statistics under which everything is rare."""
        skills = _rarities(opportunities, taxonomy or Taxonomy())
        texts = [f"{role.title}\n{role.title}\n{role.text}" for role in opportunities]
        vocabulary, idf, typical = _vocabulary([text for text in texts if text.strip()])
        columns = StatisticsColumns(
            Ragged.of_strings(skills),
            np.array(list(skills.values()), np.float32),
            Ragged.of_strings(vocabulary),
            idf,
        )
        return cls(columns, typical)

    @cached_property
    def _rarity(self) -> dict[str, float]:
        return dict(zip(self.columns.skills.texts(), self.columns.rarity.tolist(), strict=True))

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """Number of each known word."""
        return {word: number for number, word in enumerate(self.columns.words.texts())}

    def rarity(self, uri: str) -> float:
        """0 to 1; 1 for a skill that no role asked for when the statistics were fitted."""
        return self._rarity.get(uri, 1.0)

    def save(self, folder: Path) -> None:
        """Write arrays and a small ``meta.json`` into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        save_table(folder, "statistics", self.columns)
        save_meta(folder, {"version": VERSION, "typical_length": self.typical_length})

    @classmethod
    def load(cls, folder: Path) -> Statistics:
        """Map saved statistics into memory.

        Raises:
            UnreadableSnapshot: nothing there, or another version's.
        """
        meta = load_meta(folder, VERSION)
        columns = load_table(folder, "statistics", StatisticsColumns)
        return cls(columns, float(meta["typical_length"]))


def _rarities(opportunities: Iterable[Opportunity], taxonomy: Taxonomy) -> dict[str, float]:
    """Smoothed inverse document frequency, scaled so that a skill nobody asks for has 1."""
    asked: Counter[str] = Counter()
    total = 0
    for role in opportunities:
        total += 1
        asked.update({term for skill in role.skills for term in chain(skill.uri, taxonomy)})
    most = 1 + math.log(1 + total)
    return {
        uri: (1 + math.log((1 + total) / (1 + count))) / most
        for uri, count in sorted(asked.items())
    }


def _vocabulary(texts: list[str]) -> tuple[list[str], Array, float]:
    if not any(words(text) for text in texts):
        return [], np.zeros(0, np.float32), 50.0
    from sklearn.feature_extraction.text import CountVectorizer  # slow to import: here only

    vectorizer = CountVectorizer(analyzer=words, max_features=LARGEST_VOCABULARY)
    counts = vectorizer.fit_transform(texts)
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    # Minus the floor, so that a word in every advert ("volunteer") weighs next to nothing.
    idf = np.log((1 + len(texts)) / (0.5 + frequency)).astype(np.float32)
    typical = float(np.median(np.asarray(counts.sum(axis=1))))
    return list(vectorizer.get_feature_names_out()), np.maximum(idf, 0.01), typical
