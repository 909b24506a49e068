"""What is the same with and without a fair turn: roles, visits, and how people behave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from matching.catalogue import Catalogue, Pool
from matching.columns import Doubles, Ints
from matching.factors import DEFAULT_WEIGHTS
from matching.pairing import judged, meetings
from matching.pairs import Pairs
from matching.scoring import Weights, score_pairs

BLOCK = 16  # people scored together


@dataclass(frozen=True)
class Behaviour:
    """Assumptions about people, each of which the command's ``--vary`` changes in turn.

    Somebody who is shown a list reads place k with chance ``k ** -bias``, and asks for what is read
    with chance ``keenness * fit ** choosiness * attraction of the role``, at most ``most`` times.
    Each introduction is answered after ``answer_days``; ``accepted`` of them take a place if one is
    still open.
    """

    weeks: int = 12
    visits_a_week: int = 300
    shown: int = 20
    bias: float = 1.0
    keenness: float = 0.6
    choosiness: float = 2.0
    most: int = 2
    answer_days: int = 14
    accepted: float = 0.5
    unequal: float = 0.8  # spread of the attraction of roles, as the sigma of a log-normal
    new_roles: float = 0.05  # each week, as a share of those at the start
    live_days: int = 84


@dataclass(frozen=True)
class Labels:
    """Of each role: the size of its organisation and its centre. The ranking never sees them."""

    size: Sequence[str]
    centre: Sequence[str]


@dataclass(frozen=True)
class Visit:
    """One person's eligible roles: lines of the catalogue int64 (k,), and scores float64 (k,)."""

    day: int
    roles: Ints
    scores: Doubles


@dataclass(frozen=True)
class World:
    """Roles by line of the catalogue's only part, all arrays (n,), and everybody who comes by.

    A role is live from day ``begins`` up to, not including, day ``ends``, unless it fills up.
    """

    catalogue: Catalogue
    capacity: Ints
    begins: Ints
    ends: Ints
    attraction: Doubles
    labels: Labels
    visits: Sequence[Visit]


def lives(count: int, behaviour: Behaviour, dice: np.random.Generator) -> tuple[Ints, Ints]:
    """First day and day after the last of each role: some at the start, the rest week by week."""
    days = 7 * behaviour.weeks
    first = round(count / (1 + behaviour.new_roles * behaviour.weeks))
    begins = np.zeros(count, np.int64)
    begins[first:] = np.sort(dice.integers(1, days, count - first))
    ends = begins + behaviour.live_days
    ends[:first] = dice.integers(1, behaviour.live_days + 1, first)  # they were there before
    return begins, ends


def attraction(count: int, behaviour: Behaviour, dice: np.random.Generator) -> Doubles:
    """What draws people to a role and no factor knows: mean 1."""
    sigma = behaviour.unequal
    found: Doubles = np.exp(dice.normal(-sigma * sigma / 2, sigma, count))
    return found


def visits(
    pool: Pool,
    catalogue: Catalogue,
    behaviour: Behaviour,
    dice: np.random.Generator,
    weights: Weights = DEFAULT_WEIGHTS,
) -> list[Visit]:
    """Everybody in the pool comes once, on a day of their own."""
    days = np.sort(dice.integers(0, 7 * behaviour.weeks, len(pool)))
    found = zip(days.tolist(), _scored(pool, catalogue, weights), strict=True)
    return [Visit(day, *pairs) for day, pairs in found]


def _scored(pool: Pool, catalogue: Catalogue, weights: Weights) -> Iterator[tuple[Ints, Doubles]]:
    (meeting,) = meetings(pool, catalogue)
    people, roles = meeting.person_part.rows, meeting.role_part.rows
    for start in range(0, len(people), BLOCK):
        block = people[start : start + BLOCK]
        every = Pairs(meeting, np.repeat(block, len(roles)), np.tile(roles, len(block)))
        pairs, _ = judged(every)
        total = score_pairs(pairs, weights).total
        for person in block:
            mine = pairs.person == person
            yield pairs.role[mine], total[mine]
