"""The same role posted once per town appears once: at its best place, with the others named.

Two adverts are one when their fingerprints agree (see ``fingerprints.py``). Of those that a person
can take, the best-ranked stands for all: the nearest, unless times, a skill or a fair turn say
otherwise. Found without scoring every role: more and more of the best are looked at until there are
enough different adverts among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from matching.catalogue import Catalogue
from matching.columns import Array, Ints
from matching.contenders import Found
from matching.fingerprints import ALONE
from matching.pairs import Pairs
from matching.searching import Order, Search
from matching.types import Match, Ranking

SPARE = 8  # lines looked at beyond those wanted, for the first try


@dataclass(frozen=True)
class Folded:
    """``order`` (part, line of ``best``) holds each advert once; ``total`` counts them all."""

    best: Sequence[Found]
    order: Order
    total: int


def fold(search: Search, wanted: int) -> Folded:
    """The ``wanted`` best different adverts."""
    most = wanted + max(SPARE, wanted // 2)
    while True:
        best = search.look(most)
        order = search.arrange(best, most)
        kept = _first_of_each(order, best, search.catalogue)
        if len(kept) >= wanted or len(order) >= sum(found.total for found in best):
            return Folded(best, kept[:wanted], _different(best, search.catalogue))
        most *= 4


def _first_of_each(order: Order, best: Sequence[Found], catalogue: Catalogue) -> Order:
    seen = set[int]()
    kept = []
    for part, line in order:
        number = int(catalogue.adverts[part][best[part].scored.pairs.role[line]])
        if number == ALONE or number not in seen:
            kept.append((part, line))
            seen.add(number)
    return kept


def _different(best: Sequence[Found], catalogue: Catalogue) -> int:
    numbers = [lines[found.roles] for found, lines in zip(best, catalogue.adverts, strict=True)]
    every = np.concatenate(numbers)
    repeated = every[every != ALONE]
    return len(every) - len(repeated) + len(np.unique(repeated))


def told_once(ranking: Ranking, folded: Folded, offset: int, catalogue: Catalogue) -> Ranking:
    """The ranking of ``folded.order`` from ``offset`` on, with the same adverts elsewhere."""
    lines = zip(ranking.matches, folded.order[offset:], strict=True)
    matches = tuple(
        _with_others(match, part, line, folded.best, catalogue) for match, (part, line) in lines
    )
    return replace(ranking, matches=matches, total=folded.total)


def _with_others(
    match: Match, part: int, line: int, best: Sequence[Found], catalogue: Catalogue
) -> Match:
    shown = int(best[part].scored.pairs.role[line])
    number = catalogue.adverts[part][shown]
    if number == ALONE:
        return match
    ranked = []
    spots = set[tuple[float, float]]()
    for at, found in enumerate(best):
        rows = found.roles[catalogue.adverts[at][found.roles] == number]
        rows = rows[rows != shown] if at == part else rows
        ranked += _by_distance(rows, found)
        spots |= _spots(rows, found)
    spots -= _spots(np.array([shown]), best[part])
    also = tuple(name for _, name in sorted(ranked))
    return replace(match, also=also, elsewhere=elsewhere(len(spots), len(also)))


def _by_distance(rows: Ints, found: Found) -> list[tuple[float, str]]:
    """(kilometres, id); infinity where there is no distance."""
    pairs = found.scored.pairs
    person = np.full(len(rows), pairs.person[0] if len(pairs) else 0)
    apart = Pairs(pairs.meeting, person, rows).distance_km
    near = np.where(np.isnan(apart), np.inf, apart).tolist()
    return [(far, pairs.roles.id.text(int(row))) for far, row in zip(near, rows, strict=True)]


def _spots(rows: Array, found: Found) -> set[tuple[float, float]]:
    """The places of some roles, to about a hundred metres."""
    places = found.scored.pairs.roles.places
    values = places.values[places.expand(rows)[0]]
    both = zip(values["latitude"].tolist(), values["longitude"].tolist(), strict=True)
    return {(round(north, 3), round(east, 3)) for north, east in both}


def elsewhere(places: int, others: int) -> str:
    """For example: and in 6 other places. Empty when there is no other advert."""
    if places:
        return "and in one other place" if places == 1 else f"and in {places} other places"
    if others:
        return "and posted once more" if others == 1 else f"and posted {others} more times"
    return ""
