"""Many people, limited places: who goes where so that the whole is best, with the proof.

``allocate(pool, catalogue)`` for people and roles, ``allocate_crews`` where roles need a minimum,
``solve(market)`` and ``solve_crews(market, least)`` for any scores of one's own.
"""

from matching.allocation.crews import Crewed, allocate_crews, solve_crews
from matching.allocation.market import Market
from matching.allocation.results import Allocation, Options, Placement, Unmet, Unplaced
from matching.allocation.rounds import Solution, solve
from matching.allocation.surge import UNSTATED_PLACES, allocate

__all__ = [
    "UNSTATED_PLACES",
    "Allocation",
    "Crewed",
    "Market",
    "Options",
    "Placement",
    "Solution",
    "Unmet",
    "Unplaced",
    "allocate",
    "allocate_crews",
    "solve",
    "solve_crews",
]
