"""What reports tell of a measure: the same words, and the same numbers held back, as the pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from brokerage.evaluation.areas import Area
from brokerage.evaluation.cells import TOTAL
from brokerage.evaluation.definitions import Measure, get_measure
from brokerage.evaluation.groups import group_words
from brokerage.evaluation.periods import Period
from brokerage.evaluation.readers import Reader
from brokerage.evaluation.reading import Counted, Figures, read_figures, value_of
from brokerage.evaluation.telling import Told, cells, change, held_cells, in_short, main_group
from brokerage.evaluation.tiles import numbers_of


@dataclass(frozen=True)
class Looking:
    """Who reads, about which place."""

    session: Session
    reader: Reader
    area: Area


@dataclass(frozen=True, slots=True)
class Share:
    """One group inside a measure, with how long its bar is."""

    label: str
    told: Told


def read(
    looking: Looking, periods: Iterable[Period], names: Iterable[str]
) -> Mapping[Period, Figures]:
    """The figures of some measures, by period."""
    about = looking.session, looking.reader.areas, looking.area
    return read_figures(*about, list(periods), list(names))


def number(looking: Looking, figures: Figures | None, measure: Measure) -> Told:
    """A number in short; nothing where its period was not counted."""
    if figures is None:
        return Told("")
    groups = numbers_of(figures, measure)
    if main_group(measure) in looking.reader.holds_back(looking.area, measure, groups):
        return held_cells(measure)[0]
    return in_full(measure, groups)


def in_full(measure: Measure, groups: Mapping[str, Counted]) -> Told:
    """A number with its unit, and as a file holds it; of a range, its lower end."""
    return Told(in_short(measure, groups), cells(measure, groups, main_group(measure))[0].value)


def value(looking: Looking, figures: Figures | None, measure: Measure) -> float | None:
    """The same as a number, where it may be told."""
    groups = numbers_of(figures, measure)
    group = main_group(measure)
    if group in looking.reader.holds_back(looking.area, measure, groups):
        return None
    return value_of(measure, groups.get(group))


def since(looking: Looking, now: Figures | None, before: Figures | None, measure: Measure) -> str:
    """What has become of it; nothing where one of the two cannot be told."""
    return change(measure, value(looking, now, measure), value(looking, before, measure))


def groups_of(looking: Looking, figures: Figures | None, name: str) -> list[Share]:
    """The groups of a measure in their order, the small ones held back."""
    measure = get_measure(name)
    found = figures.groups(measure) if figures is not None else {}
    held = looking.reader.holds_back(looking.area, measure, found)
    words = group_words(looking.session, measure, found)
    return [
        Share(label, held_cells(measure)[0] if code in held else cells(measure, found, code)[0])
        for code, label in words.items()
        if code != TOTAL
    ]


def largest(shares: Sequence[Share], most: int) -> list[Share]:
    """The groups with most in them; those held back last."""
    return sorted(shares, key=lambda one: -(one.told.value or 0))[:most]
