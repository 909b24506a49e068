"""What an answer to a search holds, ready for a page, the API or a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from brokerage.geography.service import Located
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.places import ShownPlace
from brokerage.suggestions.queries import Search
from brokerage.suggestions.travel import Journey
from matching.types import Block, Exclusion, Reason, Relaxation, Window


@dataclass(frozen=True)
class Strip:
    """The week strip: the role's times over this person's; ``stated`` false: nothing to draw."""

    blocks: tuple[Block, ...]
    windows: tuple[Window, ...]

    @property
    def stated(self) -> bool:
        """Whether the role has times to draw."""
        return bool(self.blocks)


@dataclass(frozen=True)
class Card:
    """One result: what, for whom, when, how far, why it fits, what to check."""

    rank: int
    opportunity: Opportunity
    place: ShownPlace | None  # the nearest, or the first
    score: float
    distance_km: float | None
    approximate: bool
    journey: Journey | None
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]
    strip: Strip
    also: tuple[str, ...] = ()  # the same advert in other towns: their public ids, nearest first
    elsewhere: str = ""  # the same in words: "and in 6 other places"
    for_brokers: tuple[Reason, ...] = ()  # drawn at the desk only

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """All reasons this reader may see, those for the role first."""
        return self.reasons_for + self.reasons_against


@dataclass(frozen=True)
class Other:
    """The same advert in another town."""

    opportunity: Opportunity
    place: ShownPlace | None
    distance_km: float | None
    approximate: bool


@dataclass(frozen=True)
class Option:
    """One choice of a filter, and how many roles it would leave."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Facet:
    """A filter: the name of its parameter, its heading, and its choices."""

    name: str
    title: str
    options: tuple[Option, ...]
    many: bool = True  # checkboxes, or one choice of several

    @property
    def selected(self) -> tuple[Option, ...]:
        """The choices made."""
        return tuple(option for option in self.options if option.selected)


@dataclass(frozen=True)
class Found:
    """The answer."""

    search: Search
    located: Located | None
    cards: tuple[Card, ...]
    total: int
    placeless: int  # of these: how many do not say where they are
    facets: tuple[Facet, ...]
    nearly: tuple[Relaxation, ...]
    excluded: tuple[Exclusion, ...]
    excluded_by_rule: Mapping[str, int]  # each role by the first rule that it fails
    left_out: Mapping[str, int]  # by rule: how many more without what was answered there
    personal: bool  # ranked for somebody; otherwise newest first

    @property
    def page(self) -> int:
        """The page this is."""
        return self.search.page

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.search.limit))
