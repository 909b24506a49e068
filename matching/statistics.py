"""What is common and what is rare among roles: fitted apart, passed in, saved as arrays.

Keeping statistics fixed between fits means that one new role never shifts the order of others. A
fit depends on the roles alone, never on their order.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from matching.boilerplate import own_words, repeated
from matching.columns import (
    Array,
    Bools,
    Ints,
    Ragged,
    load_meta,
    load_table,
    save_meta,
    save_table,
    stable_hashes,
)
from matching.fingerprints import NOT_FOLDED, body_prints, fingerprints, place_names
from matching.terms import chain
from matching.text import Vocabulary
from matching.tokens import Tokens, tokens
from matching.types import Opportunity, Taxonomy

VERSION = 2
LARGEST_VOCABULARY = 50_000


@dataclass(frozen=True)
class StatisticsColumns:
    """``rarity`` float32 (skills,) and ``idf`` float32 (words,), beside their UTF-8 names.

    ``boilerplate`` uint64 (b,): stretches of text that weigh nothing (see ``boilerplate.py``);
    ``places`` uint64 (p,): words of places' names, which tell no adverts apart. Both sorted.
    """

    skills: Ragged
    rarity: Array
    words: Ragged
    idf: Array
    boilerplate: Array
    places: Array


@dataclass(frozen=True)
class Statistics:
    """Rarity of skills and weight of words; ``typical_length`` in words of an advert."""

    columns: StatisticsColumns
    typical_length: float = 50.0

    @classmethod
    def fit(
        cls, opportunities: Sequence[Opportunity], taxonomy: Taxonomy | None = None
    ) -> Statistics:
        """Count over many roles; no roles give statistics under which everything is rare.

        An advert posted in many towns counts once among words. One or two microseconds a word:
        a job's work, not a request's.
        """
        skills = _rarities(opportunities, taxonomy or Taxonomy())
        fitted = fit_words(opportunities)
        columns = StatisticsColumns(
            Ragged.of_strings(skills),
            np.array(list(skills.values()), np.float32),
            Ragged.of_strings(fitted.vocabulary),
            fitted.idf,
            fitted.boilerplate,
            fitted.places,
        )
        return cls(columns, fitted.typical_length)

    @cached_property
    def _rarity(self) -> dict[str, float]:
        return dict(zip(self.columns.skills.texts(), self.columns.rarity.tolist(), strict=True))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Number of each known word."""
        return Vocabulary.of(self.columns.words.texts())

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


@dataclass(frozen=True)
class Words:
    """What is fitted of words; the arrays as in :class:`StatisticsColumns`."""

    vocabulary: Vocabulary
    idf: Array
    boilerplate: Array
    places: Array
    typical_length: float


def fit_words(roles: Sequence[Opportunity]) -> Words:
    """Vocabulary, weights and boilerplate of the roles' texts."""
    titles, texts = tokens(role.title for role in roles), tokens(role.text for role in roles)
    names = place_names(roles)
    places = np.unique(names.stems.hashes)
    turn = np.argsort(stable_hashes(role.key for role in roles), kind="stable")
    different = _one_of_each(body_prints(texts, names, places), turn)
    boilerplate = repeated(texts.only(different[texts.owner]))
    body = texts.only(own_words(texts, boilerplate)).without_numbers()
    heading = titles.without_numbers()
    counted = _one_of_each(fingerprints(titles, texts, names, places), turn)
    vocabulary, idf = _weights((heading, body), counted)
    lengths = heading.counts() + body.counts()
    typical = float(np.median(lengths[lengths > 0])) if lengths.any() else 50.0
    return Words(vocabulary, idf, boilerplate, places, typical)


def _one_of_each(prints: Array, turn: Ints) -> Bools:
    """One line of each print, whichever comes first in ``turn``; every line whose print is 0."""
    chosen: Bools = prints == NOT_FOLDED
    _, first = np.unique(prints[turn], return_index=True)
    chosen[turn[first]] = True
    return chosen


def _weights(said: Sequence[Tokens], counted: Bools) -> tuple[Vocabulary, Array]:
    """Known stems and the weight of each, float32, by how many of the adverts counted use it."""
    everything = Vocabulary.of(one for part in said for one in part.stems.names)
    size = max(len(counted), 1)
    lines = [part.stems.places(everything)[part.number] * size + part.owner for part in said]
    pairs = np.unique(np.concatenate(lines))
    pairs = pairs[counted[pairs % size]]
    adverts = np.bincount(pairs // size, minlength=len(everything))
    used = sorted((-n, one) for n, one in zip(adverts.tolist(), everything, strict=True) if n)
    frequency = {one: -n for n, one in used[:LARGEST_VOCABULARY]}
    vocabulary = Vocabulary.of(frequency)
    shared = np.array([frequency[one] for one in vocabulary], np.float64)
    # Minus the floor, so that a word in every advert ("volunteer") weighs next to nothing.
    idf = np.log((1 + len(np.unique(pairs % size))) / (0.5 + shared))
    return vocabulary, np.maximum(idf, 0.01).astype(np.float32)
