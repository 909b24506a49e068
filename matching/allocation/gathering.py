"""From a pool and a catalogue to a market, and from chosen pairs back to people and roles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from matching.allocation.market import UNIT, Market
from matching.allocation.results import Allocation, Options, Placement, Unmet, Unplaced
from matching.catalogue import Catalogue, Pool
from matching.columns import Ints
from matching.errors import InvalidMarket, UnknownOpportunity
from matching.pairing import eligible, joined, meetings
from matching.pairs import Meeting, Pairs
from matching.ranker import Ranker
from matching.records import PLACES_UNKNOWN
from matching.scoring import matches, score_pairs
from matching.snapshot import Part, Snapshot
from matching.types import Match

TOGETHER = 64  # people scored at once


@dataclass(frozen=True)
class Gathered:
    """A market whose people and roles stand in the order of ``pool.ids`` and ``catalogue.ids``.

    ``eligible`` int64 (n,): roles that pass the rules for each person, with a place or not.
    """

    market: Market
    eligible: Ints
    pool: Pool
    catalogue: Catalogue


def gather(
    pool: Pool,
    catalogue: Catalogue,
    ranker: Ranker,
    places: Mapping[str, int] | None,
    unstated: int | None,
) -> Gathered:
    """Score every eligible pair.

    Raises:
        InvalidMarket: negative places.
        UnknownOpportunity: places are given for a role that is not in the catalogue.
    """
    room = _places(catalogue, places or {}, unstated, len(pool))
    lines = [_scored(meeting, ranker) for meeting in meetings(pool, catalogue)]
    people, roles = _starts(pool), _starts(catalogue)
    turns = [(one, other) for one in people for other in roles]
    who = [found[0] + turn[0] for found, turn in zip(lines, turns, strict=True)]
    what = [found[1] + turn[1] for found, turn in zip(lines, turns, strict=True)]
    worth = [found[2] for found in lines]
    person = _all(who, np.int32)
    market = Market.of_pairs(len(pool), person, _all(what, np.int32), _all(worth, float), room)
    return Gathered(market, np.bincount(person, minlength=len(pool)), pool, catalogue)


def _all(arrays: Sequence[Any], kind: type[Any]) -> Any:
    return np.concatenate([np.zeros(0, kind), *arrays])


def _starts(snapshot: Snapshot[Any, Any]) -> list[int]:
    """How many ids come before each part's."""
    return [0, *np.cumsum([len(part.rows) for part in snapshot.parts]).tolist()[:-1]]


def _ordinals(part: Part) -> Ints:
    """For each line of a part its place among the living ones."""
    return np.cumsum(part.alive) - 1


def _scored(meeting: Meeting, ranker: Ranker) -> tuple[Any, Any, Any]:
    """Ordinals of people and roles, and scores, of all eligible pairs of one meeting."""
    people, roles = _ordinals(meeting.person_part), _ordinals(meeting.role_part)
    found = [
        (people[pairs.person].astype(np.int32), roles[pairs.role].astype(np.int32), total)
        for pairs, total in _blocks(meeting, ranker)
    ]
    columns = list(zip(*found, strict=True)) or [(), (), ()]
    return _all(columns[0], np.int32), _all(columns[1], np.int32), _all(columns[2], float)


def _blocks(meeting: Meeting, ranker: Ranker) -> Iterator[tuple[Pairs, Any]]:
    rows = meeting.person_part.rows
    for first in range(0, len(rows), TOGETHER):
        people = rows[first : first + TOGETHER]
        pairs = joined([eligible(meeting, one[None], None)[0] for one in people])
        yield pairs, score_pairs(pairs, ranker.weights).total


def _places(
    catalogue: Catalogue, given: Mapping[str, int], unstated: int | None, crowd: int
) -> Ints:
    stated = [part.columns.places_open[part.rows] for part in catalogue.parts]
    room: Ints = _all(stated, np.int64).astype(np.int64)
    if unstated is not None and unstated < 0:
        raise InvalidMarket("unstated places cannot be fewer than 0; None means no limit")
    room[room == PLACES_UNKNOWN] = crowd if unstated is None else unstated
    for name, number in given.items():
        if number < 0:
            raise InvalidMarket(f"role {name!r} has {number} places: 0 is the least")
        room[index_of(catalogue, name)] = number
    return room


def index_of(catalogue: Catalogue, name: str) -> int:
    """Place of a role in ``catalogue.ids``.

    Raises:
        UnknownOpportunity: it is not there.
    """
    index = catalogue.index_of(name)
    if index is None:
        raise UnknownOpportunity(f"{name!r} is not in this catalogue")
    return index


def told(gathered: Gathered, pairs: Ints, total: float, bound: float) -> Allocation:
    """Chosen pairs as placements, and everybody else with a reason."""
    market, names = gathered.market, gathered.pool.ids
    who, roles = market.person_of(pairs), gathered.catalogue.ids
    placements = tuple(
        Placement(names[person], roles[role], score / UNIT)
        for person, role, score in zip(
            who.tolist(), market.role[pairs].tolist(), market.score[pairs].tolist(), strict=True
        )
    )
    has = np.bincount(who, minlength=market.people) > 0
    unplaced = tuple(
        Unplaced(names[person], Unmet.FULL if gathered.eligible[person] else Unmet.INELIGIBLE)
        for person in np.flatnonzero(~has).tolist()
    )
    single = gathered.eligible == 1
    options = Options(int(single.sum()), int((single & has).sum()))
    return Allocation(placements, unplaced, total, bound, options)


def explained(
    allocation: Allocation, pool: Pool, catalogue: Catalogue, ranker: Ranker, limit: int
) -> Allocation:
    """The same, with the match and its reasons in the first ``limit`` placements."""
    some = allocation.placements[:limit]
    told = tuple(
        replace(one, match=match)
        for one, match in zip(some, _matches(some, pool, catalogue, ranker), strict=True)
    )
    return replace(allocation, placements=told + allocation.placements[limit:])


def _matches(
    placements: Sequence[Placement], pool: Pool, catalogue: Catalogue, ranker: Ranker
) -> list[Match]:
    found: dict[tuple[str, str], Match] = {}
    for meeting in meetings(pool, catalogue):
        people = [meeting.person_part.find(one.volunteer_id) for one in placements]
        roles = [meeting.role_part.find(one.opportunity_id) for one in placements]
        here = [
            (p, r) for p, r in zip(people, roles, strict=True) if p is not None and r is not None
        ]
        if here:
            person, role = np.array(here, np.int64).T
            scored = score_pairs(Pairs(meeting, person, role), ranker.weights)
            order = [(0, line) for line in range(len(here))]
            for one in matches([scored], order, ranker.weights):
                found[one.volunteer_id, one.opportunity_id] = one
    return [found[one.volunteer_id, one.opportunity_id] for one in placements]
