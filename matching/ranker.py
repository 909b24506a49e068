"""Candidates -> eligible pairs -> scored -> ordered -> explained, in both directions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from matching.catalogue import Catalogue, Pool
from matching.columns import Array, Bools, Ints
from matching.eligibility import exclusion, judge
from matching.errors import UnknownOpportunity
from matching.factors import DEFAULT_WEIGHTS, FACTORS
from matching.ordering import person_order, role_order
from matching.pairing import eligible, joined, judged, meetings, person_pool
from matching.pairs import Meeting, Pairs
from matching.relaxing import relaxations
from matching.scoring import Scored, Weights, check_weights, match, matches, score_pairs, stated
from matching.selection import Allowed, allowed_lines, spread
from matching.similarity import LIKENESS, likenesses
from matching.types import (
    Account,
    Calendar,
    Exclusion,
    Match,
    Opportunity,
    Ranking,
    Relaxation,
    Volunteer,
)

BLOCK = 32  # people scored together in a digest


class Ranker:
    """Ranks with fixed weights.

    ``weights`` by factor name; a factor left out counts nothing. See ``factors.DEFAULT_WEIGHTS``.

    Raises:
        InvalidWeights: unknown factor, negative or all zero.
    """

    def __init__(self, weights: Weights = DEFAULT_WEIGHTS) -> None:
        check_weights(weights)
        self.weights = dict(weights)

    def rank(
        self,
        volunteer: Volunteer,
        catalogue: Catalogue,
        limit: int = 20,
        *,
        offset: int = 0,
        today: date | None = None,
        allowed: Allowed = None,
        exposure: Array | None = None,
    ) -> Ranking:
        """Roles for one person, best first.

        ``allowed``: ids, or a bool mask aligned with ``catalogue.ids``, that may compete.
        ``exposure``: numbers aligned with ``catalogue.ids``; among equals the smaller comes first.
        ``today`` seeds the rotation of equals (default: the catalogue's today); dates themselves
        are always counted from the catalogue's today.

        Raises:
            InvalidInput: the person's record cannot be used.
            MisalignedInput: mask or exposure of another length than ``catalogue.ids``.
        """
        pool = person_pool(volunteer, catalogue)
        masks = allowed_lines(catalogue, allowed)
        shown = [None] * len(masks) if exposure is None else spread(catalogue, exposure, 0)
        scored, fallen = self._one_person(pool, catalogue, masks)
        order = role_order(scored, shown, today or catalogue.today, offset + limit)
        return self._ranking(scored, order[offset:], fallen)

    def _one_person(
        self, pool: Pool, catalogue: Catalogue, masks: Sequence[Bools | None]
    ) -> tuple[list[Scored], Counter[str]]:
        fallen: Counter[str] = Counter()
        scored = []
        for meeting, mask in zip(meetings(pool, catalogue), masks, strict=True):
            pairs, lost = eligible(meeting, np.zeros(1, np.int64), mask)
            fallen.update(lost)
            scored.append(score_pairs(pairs, self.weights))
        return scored, fallen

    def _ranking(
        self, scored: Sequence[Scored], order: Sequence[tuple[int, int]], fallen: Counter[str]
    ) -> Ranking:
        total = sum(len(part.total) for part in scored)
        return Ranking(tuple(matches(scored, order, self.weights)), total, dict(fallen))

    def shortlist(
        self,
        opportunity: Opportunity,
        pool: Pool,
        limit: int = 50,
        *,
        offset: int = 0,
        today: date | None = None,
        calendar: Calendar | None = None,
        allowed: Allowed = None,
    ) -> Ranking:
        """People for one role, best first, by the same rules and factors.

        Raises:
            InvalidInput: the role cannot be used.
        """
        catalogue = Catalogue.build(
            [opportunity],
            pool.statistics,
            taxonomy=pool.terms.taxonomy,
            calendar=calendar,
            today=today,
        )
        fallen: Counter[str] = Counter()
        scored = []
        masks = allowed_lines(pool, allowed)
        for meeting, mask in zip(meetings(pool, catalogue), masks, strict=True):
            alive = meeting.person_part.alive
            people = np.flatnonzero(alive if mask is None else alive & mask)
            pairs, lost = judged(Pairs(meeting, people, np.zeros(len(people), np.int64)))
            fallen.update(lost)
            scored.append(score_pairs(pairs, self.weights))
        order = person_order(scored, catalogue.today, offset + limit)
        return self._ranking(scored, order[offset:], fallen)

    def digest(
        self, pool: Pool, catalogue: Catalogue, limit: int = 10
    ) -> Iterator[tuple[str, Ranking]]:
        """Every person's best roles, in the pool's order: (volunteer id, ranking), in blocks."""
        shape = len(catalogue.parts)
        together = meetings(pool, catalogue)
        for first in range(0, len(together), shape):
            group = together[first : first + shape]
            rows = group[0].person_part.rows
            for start in range(0, len(rows), BLOCK):
                yield from self._block(group, rows[start : start + BLOCK], limit)

    def _block(
        self, group: Sequence[Meeting], people: Ints, limit: int
    ) -> Iterator[tuple[str, Ranking]]:
        scored, fallen = [], []
        for meeting in group:
            judged = [eligible(meeting, person[None], None) for person in people]
            scored.append(score_pairs(joined([pairs for pairs, _ in judged]), self.weights))
            fallen.append([lost for _, lost in judged])
        today = group[0].catalogue.today
        for turn, person in enumerate(people):
            mine = [part.only(np.flatnonzero(part.pairs.person == person)) for part in scored]
            lost = sum((lines[turn] for lines in fallen), Counter[str]())
            order = role_order(mine, [None] * len(mine), today, limit)
            yield group[0].people.id.text(int(person)), self._ranking(mine, order, lost)

    def explain(self, volunteer: Volunteer, opportunity_id: str, catalogue: Catalogue) -> Account:
        """The full account of one pair, also of one that is out.

        Raises:
            UnknownOpportunity: no such id in the catalogue.
        """
        found = catalogue.locate(opportunity_id)
        if found is None:
            raise UnknownOpportunity(f"{opportunity_id!r} is not in this catalogue")
        pool = person_pool(volunteer, catalogue)
        meeting = next(one for one in meetings(pool, catalogue) if one.role_part is found[0])
        pairs = Pairs(meeting, np.zeros(1, np.int64), np.array([found[1]]))
        scored = score_pairs(pairs, self.weights)
        values = {factor.name: scored.values.get(factor.name) for factor in FACTORS}
        factors = {name: None if v is None else stated(v, 0) for name, v in values.items()}
        return Account(match(scored, 0, self.weights), exclusion(pairs, 0), factors)

    def excluded(
        self, volunteer: Volunteer, catalogue: Catalogue, limit: int = 20
    ) -> list[Exclusion]:
        """Roles that a rule keeps out, those first that would have fitted best otherwise."""
        pool = person_pool(volunteer, catalogue)
        scored = []
        for meeting in meetings(pool, catalogue):
            rows = meeting.role_part.rows
            pairs = Pairs(meeting, np.zeros(len(rows), np.int64), rows)
            alive, _ = judge(pairs)
            scored.append(score_pairs(pairs.only(~alive), self.weights))
        order = role_order(scored, [None] * len(scored), catalogue.today, limit)
        told = (exclusion(scored[part].pairs, line) for part, line in order)
        return [one for one in told if one is not None]

    def nearly(self, volunteer: Volunteer, catalogue: Catalogue) -> list[Relaxation]:
        """Which single change would open most roles, most first."""
        return relaxations(volunteer, catalogue)

    def similar(self, opportunity_id: str, catalogue: Catalogue, limit: int = 6) -> list[Match]:
        """Other open roles like this one, by skills, causes, words and nearness.

        Raises:
            UnknownOpportunity: no such id in the catalogue.
        """
        scored = likenesses(opportunity_id, catalogue)
        order = role_order(scored, [None] * len(scored), catalogue.today, limit)
        found = matches(scored, order, LIKENESS)
        return [replace(one, reasons=()) for one in found]  # they are worded for a person
