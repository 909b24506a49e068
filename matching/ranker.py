"""Candidates -> eligible pairs -> scored -> ordered -> explained, in both directions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import numpy as np

from matching import folding
from matching.accounts import contributions
from matching.catalogue import Catalogue, Pool
from matching.cautions import cautioned
from matching.contenders import Found, best_people
from matching.eligibility import exclusion, exclusions, judge
from matching.errors import UnknownOpportunity
from matching.everybody import everybody
from matching.exposure import Exposure, fair
from matching.factors import DEFAULT_WEIGHTS, FACTORS
from matching.ordering import person_order, role_order
from matching.pairing import meetings, person_pool
from matching.pairs import Pairs
from matching.relaxing import relaxations, role_relaxations
from matching.scoring import (
    Weights,
    check_weights,
    match,
    matches,
    score_pairs,
    stated,
    unexplained,
)  # fmt: skip
from matching.searching import Search
from matching.selection import Allowed, allowed_lines
from matching.similarity import LIKENESS, likenesses
from matching.travel import STRAIGHT_LINE, Travel
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


class Ranker:
    """Ranks with fixed weights.

    ``weights`` by factor name; a factor left out counts nothing. Only their proportions matter.
    See ``factors.DEFAULT_WEIGHTS``. ``travel`` tells how long journeys take: a labelled guess from
    the distance, unless a routing engine is given.

    Raises:
        InvalidWeights: unknown factor, negative or all zero.
    """

    def __init__(
        self, weights: Weights = DEFAULT_WEIGHTS, *, travel: Travel = STRAIGHT_LINE
    ) -> None:
        check_weights(weights)
        self.weights = dict(weights)
        self.travel = travel

    def rank(
        self,
        volunteer: Volunteer,
        catalogue: Catalogue,
        limit: int = 20,
        *,
        offset: int = 0,
        today: date | None = None,
        allowed: Allowed = None,
        exposure: Exposure | None = None,
        fold: bool = False,
        explained: bool = True,
    ) -> Ranking:
        """Roles for one person, best first.

        ``allowed``: ids, or a bool mask aligned with ``catalogue.ids``, that may compete.
        ``exposure``: what roles have had lately; it orders by standing, told scores stay.
        ``today`` seeds the rotation of equals (default: the catalogue's today); dates themselves
        are always counted from the catalogue's today. ``fold``: the same advert posted in several
        towns appears, and counts in ``total``, once; see ``Match.also`` and ``Match.elsewhere``.
        ``explained`` False leaves the reasons out, for callers that only need the order.

        Raises:
            InvalidInput: the person's record cannot be used.
            MisalignedInput: a mask of another length than ``catalogue.ids``.
        """
        pool = person_pool(volunteer, catalogue, self.travel)
        masks = allowed_lines(catalogue, allowed)
        group = meetings(pool, catalogue)
        turns = [fair(exposure, meeting.role_part) for meeting in group]
        day = today or catalogue.today
        search = Search(group, 0, masks, turns, exposure, day, self.weights)
        return self._found(search, limit, offset, fold, explained)

    def _found(
        self, search: Search, limit: int, offset: int, fold: bool, explained: bool
    ) -> Ranking:
        wanted = offset + limit
        if not fold:
            best = search.look(wanted)
            found = self._told(best, search.arrange(best, wanted)[offset:], explained)
            return cautioned(found, search.exposure) if explained else found
        folded = folding.fold(search, wanted)
        ranking = self._told(folded.best, folded.order[offset:], explained)
        once = folding.told_once(ranking, folded, offset, search.catalogue)
        return cautioned(once, search.exposure) if explained else once

    def _told(
        self, best: Sequence[Found], order: Sequence[tuple[int, int]], explained: bool
    ) -> Ranking:
        scored = [found.scored for found in best]
        fallen = sum((found.fallen for found in best), Counter[str]())
        told = matches(scored, order, self.weights) if explained else unexplained(scored, order)
        return Ranking(tuple(told), sum(found.total for found in best), dict(fallen))

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
        explained: bool = True,
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
        both = zip(meetings(pool, catalogue), allowed_lines(pool, allowed), strict=True)
        best = [best_people(one, mask, self.weights, offset + limit) for one, mask in both]
        order = person_order([one.scored for one in best], catalogue.today, offset + limit)
        return self._told(best, order[offset:], explained)

    def digest(
        self,
        pool: Pool,
        catalogue: Catalogue,
        limit: int = 10,
        *,
        allowed: Mapping[str, Allowed] | None = None,
        exposure: Exposure | None = None,
        fold: bool = False,
        explained: bool = True,
        workers: int = 1,
    ) -> Iterator[tuple[str, Ranking]]:
        """Every person's best roles, in the pool's order: (volunteer id, ranking).

        ``allowed`` by volunteer id: what may compete for each, as in :meth:`rank`; who is not
        named may have all. ``fold`` and ``explained`` as there. ``workers`` above 1: so many
        processes share the people out; a script that asks for them needs
        ``if __name__ == "__main__":``.
        """
        tell = partial(self._found, limit=limit, offset=0, fold=fold, explained=explained)
        return everybody(tell, self.weights, pool, catalogue, exposure, workers, allowed or {})

    def explain(self, volunteer: Volunteer, opportunity_id: str, catalogue: Catalogue) -> Account:
        """The full account of one pair, also of one that is out: why is it not in my list?

        Raises:
            UnknownOpportunity: no such id in the catalogue.
        """
        found = catalogue.locate(opportunity_id)
        if found is None:
            raise UnknownOpportunity(f"{opportunity_id!r} is not in this catalogue")
        pool = person_pool(volunteer, catalogue, self.travel)
        meeting = next(one for one in meetings(pool, catalogue) if one.role_part is found[0])
        pairs = Pairs(meeting, np.zeros(1, np.int64), np.array([found[1]]))
        scored = score_pairs(pairs, self.weights)
        values = {factor.name: scored.values.get(factor.name) for factor in FACTORS}
        factors = {name: None if v is None else stated(v, 0) for name, v in values.items()}
        told = match(scored, 0, self.weights)
        out = exclusions(pairs, 0)
        lines = contributions(scored, 0, self.weights)
        return Account(told, out[0] if out else None, factors, out, lines)

    def excluded(
        self,
        volunteer: Volunteer,
        catalogue: Catalogue,
        limit: int = 20,
        *,
        allowed: Allowed = None,
    ) -> list[Exclusion]:
        """Roles that a rule keeps out, those first that would have fitted best otherwise.

        Only those ``allowed``, as in :meth:`rank`.
        """
        pool = person_pool(volunteer, catalogue, self.travel)
        scored = []
        masks = allowed_lines(catalogue, allowed)
        for meeting, mask in zip(meetings(pool, catalogue), masks, strict=True):
            rows = meeting.role_part.rows
            rows = rows if mask is None else rows[mask[rows]]
            pairs = Pairs(meeting, np.zeros(len(rows), np.int64), rows)
            alive, _ = judge(pairs)
            scored.append(score_pairs(pairs.only(~alive), self.weights))
        order = role_order(scored, None, catalogue.today, limit)
        told = (exclusion(scored[part].pairs, line) for part, line in order)
        return [one for one in told if one is not None]

    def nearly(
        self, volunteer: Volunteer, catalogue: Catalogue, *, allowed: Allowed = None
    ) -> list[Relaxation]:
        """Which single change would open most roles of those allowed, most first.

        Kinds and keys of the changes: ``matching.relaxing.words``.
        """
        return relaxations(volunteer, catalogue, allowed=allowed, travel=self.travel)

    def nearly_role(
        self,
        opportunity: Opportunity,
        pool: Pool,
        *,
        allowed: Allowed = None,
        today: date | None = None,
        calendar: Calendar | None = None,
    ) -> list[Relaxation]:
        """Which single change of the role would open most people of those allowed, most first."""
        return role_relaxations(opportunity, pool, allowed=allowed, today=today, calendar=calendar)

    def similar(self, opportunity_id: str, catalogue: Catalogue, limit: int = 6) -> list[Match]:
        """Other open roles like this one, by skills, causes, words and nearness.

        Raises:
            UnknownOpportunity: no such id in the catalogue.
        """
        scored = likenesses(opportunity_id, catalogue)
        found = matches(scored, role_order(scored, None, catalogue.today, limit), LIKENESS)
        return [replace(one, reasons=()) for one in found]  # they are worded for a person
