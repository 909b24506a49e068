"""What comes out: who goes where, who does not and why, and how good the whole provably is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from matching.types import Match


class Unmet(StrEnum):
    """Why somebody has no role."""

    INELIGIBLE = "no role passes the rules for this person"
    FULL = "the places of every role that fits go to others"


@dataclass(frozen=True, slots=True)
class Placement:
    """One person at one role; ``match`` with its reasons, where asked for."""

    volunteer_id: str
    opportunity_id: str
    score: float
    match: Match | None = None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """One person without a role."""

    volunteer_id: str
    reason: Unmet


@dataclass(frozen=True, slots=True)
class Options:
    """People to whom only one role was open: how many there were, and how many have it."""

    people: int
    placed: int


@dataclass(frozen=True, slots=True)
class Allocation:
    """``placements`` and ``unplaced`` in the order of the pool's ids.

    ``total`` is the sum of scores, and no allocation within the rules has a greater one than
    ``bound``. ``running`` and ``idle``: roles with a minimum crew that run, and that do not.
    """

    placements: tuple[Placement, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    total: float = 0.0
    bound: float = 0.0
    single_option: Options = Options(0, 0)
    running: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()

    @property
    def gap(self) -> float:
        """How much better another allocation could be, at most; 0.0 is a proof of the best."""
        return max(0.0, self.bound - self.total)

    @property
    def placed(self) -> int:
        """How many people have a role."""
        return len({one.volunteer_id for one in self.placements})
