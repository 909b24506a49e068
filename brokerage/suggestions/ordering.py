"""The order of a list: best fit first, or newest first where nothing was said to rank by."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from brokerage.suggestions.understanding import Understood
from matching.columns import Bools
from matching.ranker import Ranker
from matching.types import Match, Ranking

ranker = Ranker()


def page_of(asked: Understood) -> Ranking:
    """One page of the list, the total, and how many each rule left out."""
    found = _best(asked) if asked.personal else newest(asked)
    return replace(found, excluded=_excluded(asked, found))


def best(
    asked: Understood, among: Bools, limit: int, offset: int = 0, *, explained: bool = True
) -> Ranking:
    """The best of some roles for the person who asks, in the order of the list."""
    snapshot = asked.snapshot
    return ranker.rank(
        asked.person,
        snapshot.catalogue,
        limit,
        offset=offset,
        allowed=among,
        exposure=snapshot.exposure,
        fold=asked.folds,
        explained=explained,
    )


def _best(asked: Understood) -> Ranking:
    page = asked.search
    return best(asked, asked.allowed, page.limit, (page.page - 1) * page.limit)


def newest(asked: Understood) -> Ranking:
    """One page, newest first; of an advert in several towns the newest posting stands for all."""
    snapshot, listed = asked.snapshot, asked.listed
    published, ids = snapshot.facets.published, snapshot.catalogue.ids
    in_order = sorted(
        np.flatnonzero(listed).tolist(), key=lambda row: (-int(published[row]), ids[row])
    )
    rows = snapshot.repeats.first_of_each(in_order) if asked.folds else in_order
    offset = (asked.search.page - 1) * asked.search.limit
    shown = rows[offset : offset + asked.search.limit]
    names = [ids[row] for row in shown]
    ranked = ranker.rank(asked.person, snapshot.catalogue, len(names), allowed=names)
    by_name = {match.opportunity_id: match for match in ranked.matches}
    told = (_told(by_name.get(ids[row]), row, asked) for row in shown)
    return Ranking(tuple(match for match in told if match), len(rows))


def _told(match: Match | None, row: int, asked: Understood) -> Match | None:
    if match is None or not asked.folds:
        return match
    also, words = asked.snapshot.repeats.told(row, asked.listed)
    return replace(match, also=also, elsewhere=words)


def _excluded(asked: Understood, found: Ranking) -> dict[str, int]:
    """How many adverts each rule left out; one that is in the list elsewhere is not left out."""
    if asked.personal and asked.competing is asked.allowed:
        return dict(found.excluded)
    allowed = asked.competing
    return dict(ranker.rank(asked.person, asked.snapshot.catalogue, 1, allowed=allowed).excluded)
