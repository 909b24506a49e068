"""The tables of one measure, as its page and its files show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from brokerage.evaluation import tiles
from brokerage.evaluation.areas import ALL, Area
from brokerage.evaluation.beside import beside
from brokerage.evaluation.breakdowns import Places, by_centre, by_district
from brokerage.evaluation.charts import bar, chart
from brokerage.evaluation.definitions import Measure, get_measure
from brokerage.evaluation.groups import group_words, of_main_group
from brokerage.evaluation.late import late_changes
from brokerage.evaluation.measures.money import HIGH, LOW
from brokerage.evaluation.models import CountedPeriod
from brokerage.evaluation.pages import Asked, Line, Page, Sheet
from brokerage.evaluation.periods import Period
from brokerage.evaluation.readers import name_of
from brokerage.evaluation.reading import Figures, last_periods, read_figures
from brokerage.evaluation.telling import (
    NOT_COUNTED,
    Told,
    cells,
    change,
    heads,
    held_cells,
    highest,
    in_short,
    is_range,
    main_group,
)


def page_of(asked: Asked) -> Page:
    """The number, the trend, and the tables of groups, centres, districts and late changes."""
    measure, reader, area = asked.measure, asked.reader, asked.area
    wanted = last_periods(asked.period, tiles.LOOKED_BACK[asked.period.kind])
    also = {measure.id, "hours"} if is_range(measure) else {measure.id}
    found = read_figures(asked.session, reader.areas, area, wanted, also)
    ends = (LOW, HIGH) if is_range(measure) else (main_group(measure),)
    series = [tiles.values(measure, reader, area, end, wanted, found) for end in ends]
    sheets = [_trend(asked, wanted, found)]
    if asked.counted is not None:
        sheets += [_groups(asked, found[asked.period]), _beside(asked, found[asked.period])]
        sheets += [*_places(asked, asked.counted), late_changes(asked, asked.counted)]
    picture = chart(series)
    return Page(
        measure,
        _told(asked, measure, found.get(asked.period)),
        of_main_group(asked.session, measure),
        change(measure, series[0][-1], series[0][-2]),
        picture,
        highest(measure, picture.top),
        _told(asked, get_measure("hours"), found.get(asked.period)) if is_range(measure) else "",
        tuple(sheet for sheet in sheets if sheet.lines),
    )


def _told(asked: Asked, measure: Measure, figures: Figures | None) -> str:
    if figures is None:
        return NOT_COUNTED
    groups = tiles.numbers_of(figures, measure)
    if main_group(measure) in asked.reader.holds_back(asked.area, measure, groups):
        return held_cells(measure)[0].text
    return in_short(measure, groups)


def _trend(asked: Asked, wanted: Iterable[Period], found: Mapping[Period, Figures]) -> Sheet:
    lines = []
    for period in wanted:
        words = period.in_words()
        if period not in found:
            lines.append(Line(words, (Told(NOT_COUNTED), *[Told("")] * _more(asked))))
            continue
        groups, group = tiles.numbers_of(found[period], asked.measure), main_group(asked.measure)
        held = group in asked.reader.holds_back(asked.area, asked.measure, groups)
        told = held_cells(asked.measure) if held else cells(asked.measure, groups, group)
        label, of = words if found[period].closed else f"{words} (open)", {"period": str(period)}
        lines.append(Line(label, told, of=of))
    return Sheet("trend", "Over time", "Period", heads(asked.measure), tuple(lines))


def _groups(asked: Asked, figures: Figures) -> Sheet:
    groups = figures.groups(asked.measure) if not is_range(asked.measure) else {}
    held = asked.reader.holds_back(asked.area, asked.measure, groups)
    words = group_words(asked.session, asked.measure, groups)
    told = {
        label: held_cells(asked.measure) if code in held else cells(asked.measure, groups, code)
        for code, label in words.items()
    }
    name = asked.measure.groups or "Group"
    lines = _with_bars(told, {label: {"group": code} for code, label in words.items()})
    return Sheet("groups", f"By {name.lower()}", name, heads(asked.measure), lines)


def _beside(asked: Asked, figures: Figures) -> Sheet:
    groups = figures.groups(asked.measure)
    return beside(asked, groups, asked.reader.holds_back(asked.area, asked.measure, groups))


def _places(asked: Asked, counted: CountedPeriod) -> list[Sheet]:
    about = (asked.session, asked.reader.areas, asked.area, asked.measure, counted)
    return [
        _of_places(asked, "centres", "By centre", "Centre", by_centre(*about)),
        _of_places(asked, "districts", "By district", "District", by_district(*about)),
    ]


def _of_places(asked: Asked, name: str, title: str, head: str, places: Places) -> Sheet:
    group = main_group(asked.measure)
    one_each = {code: groups[group] for code, groups in places.items() if group in groups}
    held = asked.reader.holds_back_places(asked.area, asked.measure, one_each)
    of_group = of_main_group(asked.session, asked.measure)
    note = f"The numbers are of one group. {of_group}." if of_group else ""
    told, of = {}, {}
    for code, groups in places.items():
        label = name_of(asked.reader.areas, code, f"No {head.lower()} known")
        row = held_cells(asked.measure) if code in held else cells(asked.measure, groups, group)
        told[label], of[label] = row, {"area": code} if _stands_alone(asked.area, code) else None
    return Sheet(name, title, head, heads(asked.measure), _with_bars(told, of), note)


def _stands_alone(area: Area, code: str) -> bool:
    """Whether a place inside another has the same number by itself: all of it lies in there."""
    inside = area.kind == "county" and code.startswith("district:")
    return area.code in (ALL, code) or inside


def _with_bars(
    told: Mapping[str, tuple[Told, ...]], of: Mapping[str, Mapping[str, str] | None]
) -> tuple[Line, ...]:
    largest = max((row[0].value or 0 for row in told.values()), default=0)
    return tuple(
        Line(label, row, bar(row[0].value, largest), of[label]) for label, row in told.items()
    )


def _more(asked: Asked) -> int:
    return len(heads(asked.measure)) - 1
