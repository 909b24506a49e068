"""How far a term on a person's side serves a term on a role's side.

Skills: a narrower skill serves a broader need in full (who drives minibuses drives); a broader
skill serves a narrower need by half a step down. Causes: who cares about animals cares about cats
in large part; who cares about cats cares about animals in part. A term that the taxonomy calls a
synonym serves nearly in full, in both directions, and serves a must-have.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matching.columns import Array, Floats, Ints, Ragged
from matching.terms import Terms, chain

RELATED = np.dtype([("term", "i4"), ("strength", "f4")])
SKILL_UP, SKILL_DOWN = 1.0, 0.5  # per step
CAUSE_UP, CAUSE_DOWN = 0.5, 0.8
SYNONYM = 0.875  # two taxonomies seldom mean quite the same
SERVES = SYNONYM  # a must-have is met by no less
LARGEST_TABLE = 4_000_000


@dataclass(frozen=True)
class Related:
    """How far each term of ``mine`` (a pool's) serves those of ``theirs`` (a catalogue's)."""

    mine: Terms
    theirs: Terms
    up: float
    down: float

    @property
    def width(self) -> int:
        """Terms in the catalogue."""
        return len(self.theirs.uris)

    @cached_property
    def links(self) -> Ragged:
        """RELATED, one row per term of the pool."""
        rows: list[list[tuple[int, float]]] = [[] for _ in self.mine.uris]
        for number in self._serving():
            rows[number] = self.of(number)
        return Ragged.of(rows, RELATED)

    def _serving(self) -> Iterable[int]:
        """All terms of the pool that may serve any; few where the catalogue has few."""
        mine, theirs = self.mine, self.theirs
        if mine.taxonomy is not theirs.taxonomy or mine.taxonomy.synonyms:
            return range(len(mine.uris))
        shared = [uri for uri in theirs.uris if uri in mine.numbers]
        below = {number for uri in shared for number, _ in mine.below(uri)}
        return below.union(mine.numbers[uri] for uri in shared)

    def of(self, term: int) -> list[tuple[int, float]]:
        """(number, strength) of all that a term of the pool serves."""
        return _links(self.mine.uris[term], self.theirs, self.up, self.down)

    def meet(self, held: Ragged, who: Ints, place: Ints, terms: Array) -> tuple[Floats, Floats]:
        """Best strength and level with which people's terms serve others, float32 (m,) each.

        ``held`` are people's terms (numbers, or records with term and level); line i asks how
        the person ``who[place[i]]`` serves the catalogue's term ``terms[i]``. Levels that are not
        stated count as 1.
        """
        column, width, asked = self._columns(len(who), terms)
        positions, owners = held.expand(who)
        mine = held.values[positions]
        numbers = mine["term"] if mine.dtype.names else mine
        at, line = self.links.expand(numbers)
        links = self.links.values[at]
        columns = links["term"] if column is None else column[links["term"]]
        keep = columns >= 0
        cell = owners[line[keep]] * width + columns[keep]
        strength = np.zeros(len(who) * width, np.float32)
        np.maximum.at(strength, cell, links["strength"][keep])
        level = np.ones(0, np.float32)
        lines = place * width + asked
        if mine.dtype.names:
            full = links["strength"][keep] >= SERVES
            level = np.zeros(len(who) * width, np.float32)
            np.maximum.at(level, cell[full], mine["level"][line[keep]][full])
            level = level[lines]
        return strength[lines], level

    def _columns(self, people: int, terms: Array) -> tuple[Array | None, int, Array]:
        """A column for each term of the catalogue, or for the terms asked alone when many ask."""
        if people * self.width <= LARGEST_TABLE:
            return None, self.width, terms
        used, asked = np.unique(terms, return_inverse=True)
        column = np.full(self.width, -1, np.int64)
        column[used] = np.arange(len(used))
        return column, len(used), asked


def relate_skills(held: Terms, asked: Terms) -> Related:
    """Strengths between skills."""
    return Related(held, asked, SKILL_UP, SKILL_DOWN)


def relate_causes(stated: Terms, offered: Terms) -> Related:
    """Strengths between causes."""
    return Related(stated, offered, CAUSE_UP, CAUSE_DOWN)


def _links(uri: str, theirs: Terms, up: float, down: float) -> list[tuple[int, float]]:
    """Kept for the next person with the same term; ``theirs`` may have grown since."""
    key = (uri, up, down, len(theirs.uris))
    if key not in theirs.links:
        theirs.links[key] = [
            *((number, up**steps) for number, steps in theirs.above(uri)),
            *((number, down**steps) for number, steps in theirs.below(uri)),
            *((number, SYNONYM) for number in _synonyms(theirs, uri)),
        ]
    return theirs.links[key]


def _synonyms(theirs: Terms, uri: str) -> set[int]:
    """Synonyms of a term and of the terms above it: who drives minibuses also chauffeurs."""
    if not theirs.taxonomy.synonyms:
        return set()
    near = {term for step in chain(uri, theirs.taxonomy) for term in theirs.synonyms(step)}
    return near - {number for number, _ in theirs.above(uri)}
