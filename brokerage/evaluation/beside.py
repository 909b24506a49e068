"""The table that sets the volunteers of a reach measure beside the people who live there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import or_, select

from brokerage.centres.models import Centre, CentreDistrict
from brokerage.evaluation.areas import ALL
from brokerage.evaluation.census import BASELINES, Baseline, residents
from brokerage.evaluation.groups import group_words
from brokerage.evaluation.pages import Asked, Line, Sheet
from brokerage.evaluation.reading import Counted
from brokerage.evaluation.representation import Compared, compare
from brokerage.evaluation.telling import Told

TITLE = "Beside the people who live here"
HELD, NOBODY = Told("Too few to tell"), Told("Nobody to count")
HOW_TO_READ = (
    "How to read the index: 1 means that a group is as large among our volunteers as among the "
    "people who live here; 0.5 means half as large, and 2 twice as large. Where few have answered, "
    "one person more or less changes it a lot. People who did not say are in no share."
)


def beside(asked: Asked, groups: Mapping[str, Counted], held: set[str]) -> Sheet:
    """Without lines where there is nothing to set the measure beside."""
    baseline = BASELINES.get(asked.measure.id)
    lines: tuple[Line, ...] = ()
    if baseline is not None:
        found = residents(asked.measure.id, _districts(asked))
        labels = group_words(asked.session, asked.measure, [*found, *groups])
        volunteers = {code: int(numbers[0]) for code, numbers in groups.items()}
        compared = compare(baseline, found, volunteers, held, labels)
        lines = tuple(Line(one.label, _cells(one, compared)) for one in compared)
    name = asked.measure.groups or "Group"
    heads = ("Number", "Per cent of those who said", _head(asked.measure.id), "Index")
    return Sheet("residents", TITLE, name, heads, lines, _note(asked, baseline))


def _cells(one: Compared, all_of_them: list[Compared]) -> tuple[Told, ...]:
    per_cent = Told(f"{100 * one.of_residents:.1f}", round(100 * one.of_residents, 1))
    if one.number is None:
        return HELD, Told(""), per_cent, Told("")
    number = Told(f"{one.number:,}", one.number)
    if one.share is None:
        nobody = all(other.number == 0 for other in all_of_them)
        return number, NOBODY if nobody else HELD, per_cent, Told("")
    share = Told(f"{100 * one.share:.1f}", round(100 * one.share, 1))
    index = Told("") if one.index is None else Told(f"{one.index:.2f}", round(one.index, 2))
    return number, share, per_cent, index


def _head(measure: str) -> str:
    if measure == "reach_deprivation":
        return "Per cent of neighbourhoods (2025)"
    return "Per cent of residents (Census 2021)"


def _note(asked: Asked, baseline: Baseline | None) -> str:
    if baseline is None:
        return ""
    of = f"Compared with the {baseline.of_whom}, {_where(asked)}."
    return " ".join(
        filter(None, (of, baseline.left_out, HOW_TO_READ, f"Source: {baseline.source}"))
    )


def _where(asked: Asked) -> str:
    if asked.area.kind == "centre":
        return f"in the districts that {asked.area.name} served on the last day of the period"
    return "in all districts" if asked.area.code == ALL else f"in {asked.area.name}"


def _districts(asked: Asked) -> list[str]:
    """The districts of an area; of a centre, those that it served on the period's last day."""
    if asked.area.kind == "centre":
        return _served(asked, asked.period.until - timedelta(days=1))
    areas = asked.reader.areas.of_district
    return [code for code, names in areas.items() if asked.area.code in (ALL, *names)]


def _served(asked: Asked, day: date) -> list[str]:
    slug = asked.area.code.removeprefix("centre:")
    query = (
        select(CentreDistrict.district_code)
        .join(Centre, Centre.id == CentreDistrict.centre_id)
        .where(Centre.slug == slug, CentreDistrict.valid_from <= day)
        .where(or_(CentreDistrict.valid_to.is_(None), CentreDistrict.valid_to >= day))
    )
    return list(asked.session.scalars(query))
