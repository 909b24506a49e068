"""From what was counted to the lines of each published table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from brokerage.evaluation.areas import Area, Areas
from brokerage.evaluation.cells import TOTAL, Sum
from brokerage.evaluation.counting import Place
from brokerage.evaluation.definitions import Kind, get_measure
from brokerage.evaluation.publishing.lines import Drawn, Line
from brokerage.evaluation.publishing.stated import Stated

Numbers = Mapping[tuple[str, Place], Sum]
"""Of each measure and place, as closing.adjusted gives them."""
Words = Callable[[str, Collection[str]], Mapping[str, str]]
"""What the groups of a measure are called, in the order in which they are shown."""
PILOT, NOWHERE, WHOLE = "all", "nowhere", "whole"


@dataclass(frozen=True)
class Source:
    """Everything the tables are drawn from. ``givers``: people who gave hours, by district."""

    areas: Areas
    numbers: Numbers
    givers: Mapping[str | None, int]
    words: Words

    def county(self) -> Area:
        """The largest: tables by group are of it alone."""
        counties = [area for area in self.areas.areas.values() if area.kind == "county"]
        return max(counties, key=lambda area: len(self.districts_of(area)))

    def districts_of(self, county: Area) -> list[str]:
        """The codes of a county's districts, by name."""
        return [code for code, names in self.areas.of_district.items() if names[0] == county.code]


def drawn(stated: Stated, source: Source) -> Drawn:
    """One table of a quarter."""
    return _WAYS[stated.by](stated, source)


def _by_district(stated: Stated, source: Source) -> Drawn:
    amounts: defaultdict[str | None, int] = defaultdict(int)
    for (measure, (_, district, group)), sum_ in source.numbers.items():
        if measure == stated.measure and group == TOTAL:
            known = district if district in source.areas.of_district else None
            amounts[known] += sum_.numerator
    people = source.givers if stated.people == "givers" else amounts
    lines = []

    def add(code: str, label: str, districts: Collection[str | None], total: bool) -> None:
        parts = frozenset(f"{stated.people}:{one or NOWHERE}" for one in districts)
        told = sum(amounts.get(one, 0) for one in districts)
        of = sum(people.get(one, 0) for one in districts)
        lines.append(Line(stated.name, code, label, of, _amount(stated, told), parts, total))

    counties = [area for area in source.areas.areas.values() if area.kind == "county"]
    for county in counties:
        inside = source.districts_of(county)
        for code in inside:
            add(code, source.areas.areas[source.areas.of_district[code][-1]].name, [code], False)
        if len(inside) > 1:
            add(county.code, f"{county.name}, its {len(inside)} districts", inside, True)
    if None in amounts or None in people:
        add(NOWHERE, "District not known", [None], False)
    add(PILOT, "The whole pilot", [*source.areas.of_district, None], True)
    whole = frozenset(f"{stated.people}:{c}" for c in source.districts_of(source.county()))
    return Drawn(stated, tuple(lines), (whole,))


def _by_centre(stated: Stated, source: Source) -> Drawn:
    counts: defaultdict[str, int] = defaultdict(
        int, dict.fromkeys(source.areas.of_centre.values(), 0)
    )
    for (measure, (centre, _, group)), sum_ in source.numbers.items():
        if measure == stated.measure and group == TOTAL:
            counts[source.areas.of_centre[centre] if centre is not None else NOWHERE] += (
                sum_.numerator
            )
    names = {code: area.name for code, area in source.areas.areas.items()}
    labels = {code: names.get(code, "Centre not known") for code in counts}
    return _parted(stated, counts, labels, "The whole pilot")


def _by_group(stated: Stated, source: Source) -> Drawn:
    counts = _of_county(stated, source)
    counts.pop(TOTAL, None)
    called = source.words(stated.measure, counts)
    folded: defaultdict[str, int] = defaultdict(int, {label: 0 for label, _ in stated.fold})
    for code, label in called.items():
        folded[stated.folded(code) or label] += counts[code]
    return _parted(stated, folded, {label: label for label in folded}, source.county().name)


def _by_answer(stated: Stated, source: Source) -> Drawn:
    found = Sum()
    for (measure, (_, district, group)), sum_ in source.numbers.items():
        if measure == stated.measure and group == TOTAL and _is_in(source, district):
            found = found.plus(sum_)
    counts = (found.numerator, found.denominator - found.numerator, found.unknown)
    parts = dict(zip(stated.answers, counts, strict=True))
    return _parted(stated, parts, {label: label for label in parts}, source.county().name)


def _by_several(stated: Stated, source: Source) -> Drawn:
    """Groups that overlap: beside each, those who are not in it, who are guarded and not told."""
    counts = _of_county(stated, source)
    total = counts.pop(TOTAL, 0)
    lines, whole = [], []
    for code, label in source.words(stated.measure, counts).items():
        yes, no = (frozenset({f"{stated.name}:{code}:{side}"}) for side in ("in", "out"))
        others = total - counts[code]
        lines.append(Line(stated.name, code, label, counts[code], counts[code], yes))
        lines.append(Line(stated.name, f"not {code}", label, others, others, no, told=False))
        whole.append(yes | no)
    return Drawn(stated, tuple(lines), tuple(whole))


def _of_county(stated: Stated, source: Source) -> dict[str, int]:
    counts: defaultdict[str, int] = defaultdict(int)
    for (measure, (_, district, group)), sum_ in source.numbers.items():
        if measure == stated.measure and _is_in(source, district):
            counts[group] += sum_.numerator
    return dict(counts)


def _parted(
    stated: Stated, counts: Mapping[str, int], labels: Mapping[str, str], whole: str
) -> Drawn:
    """Groups that add up, and their total."""
    part = {code: f"{stated.name}:{code}" for code in counts}
    every = frozenset(part.values()) or frozenset({f"{stated.name}:{WHOLE}"})
    lines = [
        Line(stated.name, code, labels[code], n, n, frozenset({part[code]}))
        for code, n in counts.items()
    ]
    total = sum(counts.values())
    lines.append(Line(stated.name, WHOLE, whole, total, total, every, bool(counts)))
    return Drawn(stated, tuple(lines), (every,))


def _is_in(source: Source, district: str | None) -> bool:
    return district in source.districts_of(source.county())


def _amount(stated: Stated, numerator: int) -> int:
    minutes = get_measure(stated.measure).kind is Kind.MINUTES
    return round(numerator / 60) if minutes else numerator


_WAYS: Mapping[str, Callable[[Stated, Source], Drawn]] = {
    "district": _by_district,
    "centre": _by_centre,
    "group": _by_group,
    "several": _by_several,
    "answer": _by_answer,
}
