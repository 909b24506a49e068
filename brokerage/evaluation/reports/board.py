"""The board paper: two printed pages for trustees, of one place and period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from brokerage.evaluation.definitions import get_measure
from brokerage.evaluation.models import CountedPeriod
from brokerage.evaluation.monitoring import against_targets
from brokerage.evaluation.periods import Period
from brokerage.evaluation.rates import Rate, in_force
from brokerage.evaluation.reports import missing
from brokerage.evaluation.reports.told import Looking, Share, groups_of, largest, read
from brokerage.evaluation.standing import Standing
from brokerage.evaluation.tiles import Tile, tiles

HEADLINES = ("active", "placements", "hours", "organisations", "roles_live", "introductions")
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "Finding and keeping volunteers": (
        *("registrations", "first_time", "placement_rate"),
        *("sustained_4", "sustained_12", "sustained_26"),
    ),
    "Flexible volunteering": ("flexible_roles", "flexible_placements"),
    "Roles and answers": (
        *("answered", "time_in_state", "roles_unfilled", "time_to_fill"),
        *("unmet_people", "fair_turn"),
    ),
    "What people say": ("volunteers_content", "organisations_content"),
}
REACH = ("reach_district", "reach_age", "reach_deprivation")
ANSWERS = ("outcome_confidence", "outcome_loneliness", "outcome_work")
MOST_GROUPS = 7  # what fits on the second page beside everything else
MAY_BE_UNKNOWN = ("first_time", "sustained_4", "sustained_12", "sustained_26", "fair_turn")


@dataclass(frozen=True)
class Reached:
    """Who the active volunteers are, in one way; ``left_out``: how many groups did not fit."""

    title: str
    shares: Sequence[Share]
    left_out: int


@dataclass(frozen=True)
class Board:
    """Everything on the two pages. ``value`` is told as a range, with the rates it rests on."""

    headlines: Sequence[Tile]
    value: Tile
    funding: Tile
    rates: Sequence[Rate]
    sections: Mapping[str, Sequence[Tile]]
    reach: Sequence[Reached]
    answers: Sequence[Reached]
    missing: Sequence[str]
    against: Mapping[str, str]  # by measure: how far its number is from its target


def board_of(
    looking: Looking, period: Period, counted: CountedPeriod | None, standing: Standing
) -> Board | None:
    """None for a period that was not counted."""
    by_group = tiles(looking.session, looking.reader, looking.area, period)
    if by_group is None or counted is None:
        return None
    tile = {one.measure.id: one for group in by_group.values() for one in group}
    figures = read(looking, [period], (*REACH, *ANSWERS, *MAY_BE_UNKNOWN)).get(period)
    unknown = missing.of_measures(looking.reader, figures, map(get_measure, MAY_BE_UNKNOWN))
    rates = in_force(looking.session, period.until - timedelta(days=1))

    def reached(names: Sequence[str]) -> list[Reached]:
        found = ((name, groups_of(looking, figures, name)) for name in names)
        return [_reached(name, shares) for name, shares in found if shares]

    return Board(
        [tile[name] for name in HEADLINES],
        tile["value"],
        tile["funding"],
        [rates[0], rates[-1]] if rates else [],
        {title: [tile[name] for name in names] for title, names in SECTIONS.items()},
        reached(REACH),
        reached(ANSWERS),
        [*missing.of_period(standing), *unknown],
        against_targets(looking.session, looking.reader, looking.area, period),
    )


def _reached(name: str, shares: Sequence[Share]) -> Reached:
    shown = largest(shares, MOST_GROUPS) if len(shares) > MOST_GROUPS else list(shares)
    return Reached(get_measure(name).title, shown, len(shares) - len(shown))
