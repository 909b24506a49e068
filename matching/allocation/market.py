"""What is to be allocated: eligible pairs, what each is worth, and how many a role can take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.columns import Array, Ints
from matching.errors import InvalidMarket

UNIT = 1_000_000  # scores are told to six decimals; whole millionths add up exactly
GREATEST = 1000.0  # so that a score less a price still fits 32 bits
BLOCK = 64  # people looked at together: their pairs stay in the cache
Micros = NDArray[np.int32]


@dataclass(frozen=True)
class Market:
    """Pairs of n people and m roles, grouped by person.

    ``offsets`` int64 (n + 1,): person i's pairs are ``offsets[i]`` to ``offsets[i + 1]``;
    ``role`` int32 (pairs,); ``score`` int32 (pairs,) in millionths; ``places`` int64 (m,).
    Eight bytes a pair: 62 MB for 10,000 people with 776 eligible roles each.
    """

    offsets: Ints
    role: NDArray[np.int32]
    score: Micros
    places: Ints

    @classmethod
    def of_pairs(
        cls, people: int, person: Array, role: Array, score: Array, places: Array
    ) -> Market:
        """From one line per eligible pair, in any order.

        ``person`` and ``role``: whole numbers from 0; ``score``: -1000 to 1000, kept to six
        decimals (a pair at or below 0 is never chosen); ``places``: whole numbers, one per role.

        Raises:
            InvalidMarket: NaN or too great a score, negative places, a pair twice, or a pair of
                somebody or something that is not there.
        """
        places = _checked(people, person, role, score, places)
        open_to_all = places[role] > 0  # nobody can be sent where there is no place
        if not open_to_all.all():
            person, role, score = person[open_to_all], role[open_to_all], score[open_to_all]
        person, role, score = _grouped(person, role, score)
        if np.any((person[1:] == person[:-1]) & (role[1:] == role[:-1])):
            raise InvalidMarket("the same pair comes twice: send each pair once")
        counts = np.bincount(person, minlength=people)
        offsets = np.concatenate(([0], np.cumsum(counts)))
        micros = np.rint(score * UNIT).astype(np.int32)
        return cls(offsets, role.astype(np.int32), micros, places)

    @classmethod
    def of_matrix(cls, scores: Array, places: Array) -> Market:
        """From a matrix, shape (people, roles), where NaN means not eligible.

        Raises:
            InvalidMarket: as :meth:`of_pairs`.
        """
        person, role = np.nonzero(~np.isnan(scores))
        return cls.of_pairs(len(scores), person, role, scores[person, role], places)

    @property
    def people(self) -> int:
        """How many people there are, with or without an eligible role."""
        return len(self.offsets) - 1

    @property
    def roles(self) -> int:
        """How many roles there are."""
        return len(self.places)

    @cached_property
    def counts(self) -> Ints:
        """Eligible roles of each person, int64 (n,)."""
        return np.diff(self.offsets)

    def person_of(self, pairs: Ints) -> Ints:
        """Whose pairs these are."""
        return np.searchsorted(self.offsets, pairs, side="right") - 1

    def blocks(self) -> Iterator[tuple[int, int, slice]]:
        """First person, last person (exclusive) and pairs of one block after another."""
        for first in range(0, self.people, BLOCK):
            last = min(first + BLOCK, self.people)
            yield first, last, slice(int(self.offsets[first]), int(self.offsets[last]))


def _checked(people: int, person: Array, role: Array, score: Array, places: Array) -> Ints:
    """Places as whole numbers, when all is well."""
    whole = np.asarray(places)
    if whole.ndim != 1 or (whole.size and not np.issubdtype(whole.dtype, np.integer)):
        raise InvalidMarket("places must be whole numbers, one for each role")
    if np.any(whole < 0):
        raise InvalidMarket(f"role {int(np.argmax(whole < 0))} has fewer than 0 places")
    if not len(person) == len(role) == len(score):
        raise InvalidMarket("person, role and score must be equally long")
    for name, numbers, end in (("person", person, people), ("role", role, len(whole))):
        if len(numbers) and not (numbers.min() >= 0 and numbers.max() < end):
            raise InvalidMarket(f"{name} must be 0 to {end - 1} in every pair")
    if not _usable(score):
        raise InvalidMarket(f"scores must be finite and between {-GREATEST:g} and {GREATEST:g}")
    return whole.astype(np.int64)


def _grouped(person: Array, role: Array, score: Array) -> tuple[Array, Array, Array]:
    """By person, then role; millions of pairs usually come so and need no sorting."""
    later, same = person[1:] > person[:-1], person[1:] == person[:-1]
    if np.all(later | (same & (role[1:] >= role[:-1]))):
        return person, role, score
    order = np.lexsort((role, person))
    return person[order], role[order], score[order]


def _usable(score: Any) -> bool:
    return bool(np.all(np.abs(score) <= GREATEST))  # False for NaN, too
