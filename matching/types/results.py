"""What comes out: ranked matches with their reasons, and what kept the others out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import overload


class Audience(StrEnum):
    """Who may read a reason."""

    VOLUNTEER = "volunteer"
    BROKER = "broker"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence for or against, with what it weighed."""

    factor: str
    text: str
    supports: bool
    weight: float
    score: float | None
    audiences: frozenset[Audience]


@dataclass(frozen=True, slots=True)
class Match:
    """One pair that survived the rules.

    Where the same advert is posted in several towns and was asked to appear once: ``also`` the
    others' ids, nearest first, and ``elsewhere`` that in words ("and in 6 other places").
    """

    opportunity_id: str
    volunteer_id: str
    score: float
    distance_km: float | None
    approximate: bool
    reasons: tuple[Reason, ...]
    also: tuple[str, ...] = ()
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One pair that did not, and the first rule that said so."""

    opportunity_id: str
    volunteer_id: str
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What would have to change, and how many more roles (or people) that would open.

    ``settles``: they are in the list already, and the change settles a doubt about them.
    ``kind`` and the key of ``change`` are constants of ``matching.relaxing.words``.
    """

    kind: str
    text: str
    opens: int
    change: Mapping[str, object]
    settles: bool = False


@dataclass(frozen=True, slots=True)
class Ranking(Sequence[Match]):
    """The best matches first, and what they were chosen from.

    ``total`` counts every eligible role (or person), shown or not; ``excluded`` counts the others
    by rule. ``total`` and ``excluded`` together make up all that were allowed to compete.
    """

    matches: tuple[Match, ...] = ()
    total: int = 0
    excluded: Mapping[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.matches)

    @overload
    def __getitem__(self, index: int) -> Match: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Match, ...]: ...
    def __getitem__(self, index: int | slice) -> Match | tuple[Match, ...]:
        return self.matches[index]


@dataclass(frozen=True, slots=True)
class Contribution:
    """One line of the sum that makes a score.

    ``weight`` is the factor's share of all weights (they add up to 1). ``score`` 0 to 1 is None
    where one side has not stated what the factor needs; ``counted`` is then its neutral value.
    ``adds`` is weight times counted.
    """

    factor: str
    weight: float
    score: float | None
    counted: float
    adds: float

    @property
    def stated(self) -> bool:
        """Whether both sides stated what the factor needs."""
        return self.score is not None


@dataclass(frozen=True, slots=True)
class Account:
    """Everything about one pair: the match (or what it would have been) and the rules against it.

    ``exclusion`` None means that the role is in the person's list; else the rule that is told.
    ``exclusions`` are all rules that the pair fails, in order. ``sum`` has one line a factor that
    has a weight, and adds up to the match's score (within 1e-6, to which scores are rounded).
    """

    match: Match
    exclusion: Exclusion | None
    factors: Mapping[str, float | None]
    exclusions: tuple[Exclusion, ...] = ()
    sum: tuple[Contribution, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch of the week strip; ``end`` may pass 1440.

    ``free_minutes`` is None when the person has not said, or when the week changes.
    """

    weekday: int
    start: int
    end: int
    free_minutes: int | None
    text: str
    on: date | None = None
