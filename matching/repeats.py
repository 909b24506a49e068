"""Adverts posted in several towns, over a whole catalogue: told and counted once.

``Ranker.rank(fold=True)`` folds one ranking. Counts beside a list, roles left out and lists in
another order must fold alike, or their numbers would not agree with what is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matching.catalogue import Catalogue
from matching.columns import Bools, Doubles, Ints
from matching.fingerprints import ALONE
from matching.folding import elsewhere
from matching.pairing import meetings, person_pool
from matching.pairs import Pairs
from matching.travel import STRAIGHT_LINE, Travel
from matching.types import Volunteer


@dataclass(frozen=True)
class Repeats:
    """Which roles of ``catalogue`` are one advert.

    ``numbers`` int64 (roles,), aligned with ``catalogue.ids``: equal for one advert in several
    towns, -1 for a role of its own. Masks below are bool (roles,), aligned alike.
    """

    catalogue: Catalogue
    numbers: Ints

    @classmethod
    def of(cls, catalogue: Catalogue) -> Repeats:
        """As the ranker folds them."""
        both = zip(catalogue.adverts, catalogue.parts, strict=True)
        return cls(catalogue, np.concatenate([lines[part.rows] for lines, part in both]))

    @cached_property
    def rows(self) -> Ints:
        """Roles that are not the only posting of their advert."""
        return np.flatnonzero(self.numbers != ALONE)

    def count(self, among: Bools) -> int:
        """How many different adverts."""
        repeated = self.numbers[self.rows[among[self.rows]]]
        return int(np.count_nonzero(among)) - len(repeated) + len(np.unique(repeated))

    def family(self, row: int) -> Bools:
        """The postings of one role's advert, itself among them."""
        if self.numbers[row] != ALONE:
            own: Bools = self.numbers == self.numbers[row]
        else:
            own = np.arange(len(self.numbers)) == row
        return own

    def first_of_each(self, rows: Iterable[int]) -> list[int]:
        """Roles in the order given, each advert once."""
        seen = set[int]()
        kept = []
        for row in rows:
            number = int(self.numbers[row])
            if number == ALONE or number not in seen:
                kept.append(row)
                seen.add(number)
        return kept

    def once(
        self, volunteer: Volunteer, among: Bools, fits: Bools, travel: Travel = STRAIGHT_LINE
    ) -> Bools:
        """Of each advert one posting: the nearest that ``fits``; where none does, the nearest.

        Raises:
            InvalidInput: the person's record cannot be used.
        """
        rows = self.rows[among[self.rows]]
        if not len(rows):
            return among
        far = self._kilometres(volunteer, travel)[rows]
        order = np.lexsort((far, ~fits[rows], self.numbers[rows]))
        first = np.unique(self.numbers[rows][order], return_index=True)[1]
        kept = among.copy()
        kept[rows] = False
        kept[rows[order[first]]] = True
        return kept

    def told(self, row: int, among: Bools) -> tuple[tuple[str, ...], str]:
        """The other postings of one role's advert: their ids, and "and in 6 other places"."""
        others = np.flatnonzero(self.family(row) & among)
        others = others[others != row]
        spots = self._spots(others) - self._spots(np.array([row]))
        ids = tuple(self.catalogue.ids[int(other)] for other in others)
        return ids, elsewhere(len(spots), len(ids))

    def _kilometres(self, volunteer: Volunteer, travel: Travel) -> Doubles:
        """Distances of the repeated roles; NaN for the others and where there is none."""
        pool = person_pool(volunteer, self.catalogue, travel)
        found: list[Doubles] = []
        for meeting in meetings(pool, self.catalogue):
            first = sum(len(each) for each in found)
            lines = meeting.role_part.rows
            some = np.flatnonzero(self.numbers[first : first + len(lines)] != ALONE)
            far = np.full(len(lines), np.nan)
            far[some] = Pairs(meeting, np.zeros(len(some), np.int64), lines[some]).distance_km
            found.append(far)
        return np.concatenate(found)

    def _spots(self, rows: Ints) -> set[tuple[float, float]]:
        """The places of some roles, to about a hundred metres."""
        spots = set[tuple[float, float]]()
        first = 0
        for part in self.catalogue.parts:
            here = rows[(rows >= first) & (rows < first + len(part.rows))] - first
            places = part.columns.places
            values = places.values[places.expand(part.rows[here])[0]]
            both = zip(values["latitude"].tolist(), values["longitude"].tolist(), strict=True)
            spots |= {(round(north, 3), round(east, 3)) for north, east in both}
            first += len(part.rows)
        return spots
