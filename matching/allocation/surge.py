"""Many people, limited places: the best allocation of a pool to a catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from matching.allocation.gathering import explained as with_reasons
from matching.allocation.gathering import gather, told
from matching.allocation.results import Allocation
from matching.allocation.rounds import WANTED, solve
from matching.catalogue import Catalogue, Pool
from matching.ranker import Ranker

UNSTATED_PLACES = 5  # of a role that does not say; nobody is served by a hundred at its door


def allocate(
    pool: Pool,
    catalogue: Catalogue,
    *,
    ranker: Ranker | None = None,
    solver: str | None = None,
    choices: int = 1,
    places: Mapping[str, int] | None = None,
    unstated: int | None = UNSTATED_PLACES,
    limit_per_person: int = WANTED,
    explained: int = 0,
) -> Allocation:
    """The allocation with the greatest sum of scores that keeps every rule and every place.

    Each person has up to ``choices`` roles. ``places`` by role id goes before ``places_open``; a
    role that states neither has ``unstated`` places (None: no limit). ``solver`` is "scipy" (the
    default) or "ortools" (the extra ``allocation``); ``limit_per_person`` is how many roles a
    person the solver begins with: both change the time, never the total, for every eligible pair
    is weighed in the proof. ``explained`` placements carry their match with its reasons.

    Takes the scoring of every eligible pair, 8 bytes a pair, and then seconds for 10,000 people.

    Raises:
        InvalidMarket: negative places, an unknown solver, ``choices`` below 1.
        UnknownOpportunity: places for a role that is not in the catalogue.
        MissingSolver: ``solver="ortools"`` without the extra.
    """
    ranker = ranker or Ranker()
    gathered = gather(pool, catalogue, ranker, places, unstated)
    best = solve(gathered.market, solver=solver, choices=choices, wanted=limit_per_person)
    allocation = told(gathered, best.pairs, best.total, best.bound)
    return with_reasons(allocation, pool, catalogue, ranker, explained)
