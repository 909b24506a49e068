"""The measures of success of the county's strategy: one report of the whole pilot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from brokerage.evaluation.definitions import Measure, get_measure
from brokerage.evaluation.monitoring import against_targets
from brokerage.evaluation.periods import Period
from brokerage.evaluation.reading import Figures
from brokerage.evaluation.reports import missing
from brokerage.evaluation.reports.centres import Centre, Centres, read_centres, side_by_side
from brokerage.evaluation.reports.told import Looking, Share, groups_of, number, read, since
from brokerage.evaluation.standing import Standing
from brokerage.evaluation.telling import Told

SUPPORT = "Consistent support across the county"
SECTIONS: Mapping[str, tuple[str, ...]] = {
    SUPPORT: ("answered", "introductions", "organisations", "support_given"),
    "Recruitment and retention": (
        *("enquiries", "registrations", "first_time", "active", "placements", "placement_rate"),
        *("sustained_4", "sustained_12", "sustained_26"),
    ),
    "Flexible volunteering": ("flexible_roles", "flexible_placements"),
    "Reach": ("people_introduced", "unmet_people"),
    "Funding leveraged": ("funding", "hours", "value"),
    "What organisations and volunteers say": ("organisations_content", "volunteers_content"),
}
BROKEN_DOWN: Mapping[str, tuple[str, ...]] = {
    "Reach": ("reach_district", "reach_age", "reach_deprivation"),
    "Funding leveraged": ("funding",),
    "What organisations and volunteers say": (
        *("outcome_hours", "outcome_confidence", "outcome_loneliness", "outcome_work"),
    ),
}
COMPARED = ("active", "placements", "answered", "sustained_12", "flexible_roles", "hours")
A_YEAR = {"month": 12, "quarter": 4}
Both = tuple[Figures | None, Figures | None]  # of the period, and of a year before
MAY_BE_UNKNOWN = ("first_time", "sustained_4", "sustained_12", "sustained_26")


@dataclass(frozen=True, slots=True)
class Line:
    """One measure: the pilot's number, its change in a year and its distance from the target.

    ``between``: the ends that the centres lie at.
    """

    measure: Measure
    told: Told
    change: str
    against: str
    between: str


@dataclass(frozen=True, slots=True)
class Broken:
    """One measure by its groups."""

    measure: Measure
    shares: Sequence[Share]


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the report."""

    title: str
    lines: Sequence[Line]
    broken: Sequence[Broken]


@dataclass(frozen=True, slots=True)
class Success:
    """The report. ``compared``: what the centres' numbers are of, in their order."""

    parts: Sequence[Part]
    compared: Sequence[Measure]
    centres: Sequence[Centre]
    missing: Sequence[str]


def success_of(looking: Looking, period: Period, standing: Standing) -> Success:
    """All of it, for the period and as it was a year before."""
    whole = [name for names in (*SECTIONS.values(), *BROKEN_DOWN.values()) for name in names]
    found = read(looking, [period, year_before(period)], whole)
    now, then = found.get(period), found.get(year_before(period))
    centres = read_centres(looking, period, {*whole, *COMPARED})
    against = against_targets(looking.session, looking.reader, looking.area, period)
    unknown = missing.of_measures(looking.reader, now, map(get_measure, MAY_BE_UNKNOWN))
    return Success(
        [_part(looking, title, (now, then), centres, against) for title in SECTIONS],
        [get_measure(name) for name in COMPARED],
        side_by_side(centres, standing, period, COMPARED),
        [*missing.of_period(standing), *unknown],
    )


def year_before(period: Period) -> Period:
    """The same month or quarter of the year before."""
    for _ in range(A_YEAR[period.kind]):
        period = period.before()
    return period


def _part(
    looking: Looking, title: str, found: Both, centres: Centres, against: Mapping[str, str]
) -> Part:
    lines = [
        _line(looking, get_measure(name), found, centres, against.get(name, ""))
        for name in SECTIONS[title]
    ]
    broken = [
        Broken(get_measure(name), groups_of(looking, found[0], name))
        for name in BROKEN_DOWN.get(title, ())
    ]
    return Part(title, lines, [one for one in broken if one.shares])


def _line(looking: Looking, measure: Measure, found: Both, centres: Centres, against: str) -> Line:
    now, then = found
    moved, between = since(looking, now, then, measure), centres.between(measure)
    return Line(measure, number(looking, now, measure), moved, against, between)
