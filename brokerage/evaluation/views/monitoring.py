"""The quarterly monitoring page, and its file: numbers beside targets and baselines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.views.reading import reading
from brokerage.actors import Actor
from brokerage.audit import record
from brokerage.db import db
from brokerage.downloads import csv_file
from brokerage.errors import Invalid, NotFound
from brokerage.evaluation.areas import ALL, Area
from brokerage.evaluation.entered.reading import UNITS
from brokerage.evaluation.entered.targets import amount_in_words, bare_amount
from brokerage.evaluation.models import Target
from brokerage.evaluation.monitoring import Row, monitor, monitored, quarters_to_choose
from brokerage.evaluation.periods import Period
from brokerage.evaluation.readers import SEE_EVERYTHING, reader
from brokerage.evaluation.standing import Part, Standing, get_standing
from brokerage.evaluation.telling import FEWEST
from brokerage.evaluation.views.asking import counted_periods
from brokerage.evaluation.views.blueprint import evaluation
from brokerage.weeks import local_today

HEADS = (
    *("Place", "Quarter", "State", "Measure", "Version of its definition", "Number", "Told as"),
    *("Unit", "Target", "From the target", "Source of the target"),
    *("Baseline", "Quarter of the baseline", "From the baseline", "Source of the baseline"),
)


@dataclass(frozen=True)
class Monitored:
    """What both the page and the file show."""

    area: Area
    areas: dict[str, Area]
    quarter: Period
    quarters: list[Period]
    standing: Standing | None  # None: nobody has counted the quarter
    parts: list[Part]
    rows: list[Row]
    fewest: int | None

    @property
    def state(self) -> str:
        """In a few words."""
        return self.standing.in_words if self.standing else "Not counted yet"


@evaluation.get("/monitoring")
@needs("figures.read")
def monitoring() -> ResponseReturnValue:
    """One place and quarter."""
    found = _found(db.session(), current_actor())
    return render_template(
        "evaluation/monitoring/show.html",
        page=found,
        amount_in_words=amount_in_words,
        period_in_words=lambda text: Period.read(text).in_words(),
    )


@evaluation.get("/monitoring.csv")
@needs("figures.read")
def monitoring_csv() -> ResponseReturnValue:
    """The same as a file; that it was taken is written down."""
    with reading() as (unit, actor):
        found = _found(unit, actor)
        rows = [_line(found, row) for row in found.rows]
        record(unit, actor, "export", "monitoring", "")
    place = found.area.code.replace(":", "-")
    return csv_file(f"monitoring-{place}-{found.quarter}", HEADS, rows)


def _found(session: Session, actor: Actor) -> Monitored:
    who, present = reader(session, actor), Period.around(local_today(), "quarter")
    areas = monitored(who)
    code = request.args.get("area", "") or next(iter(areas))
    if code not in areas:
        raise NotFound("There is no monitoring for that place, or it is not for you.")
    counted = [Period.read(one.period) for one in counted_periods(session)]
    quarter = _asked_quarter(counted, present)
    standing = _standing(session, quarter)
    return Monitored(
        area=areas[code],
        areas=areas,
        quarter=quarter,
        quarters=quarters_to_choose(counted, present, quarter),
        standing=standing,
        parts=_parts(standing, who.areas.of_centre, code, actor),
        rows=monitor(session, who, areas[code], quarter),
        fewest=None if who.sees_all_of(code) else FEWEST,
    )


def _asked_quarter(counted: list[Period], present: Period) -> Period:
    """That of the address; else the newest that is counted and over. Raises NotFound."""
    said = request.args.get("period", "")
    if not said:
        over = [one for one in counted if one.kind == "quarter" and one < present]
        return max(over, default=present.before())
    try:
        found = Period.read(said)
    except Invalid as problem:
        raise NotFound("There is no such quarter.") from problem
    if found.kind != "quarter":
        raise NotFound("Monitoring is by the quarter.")
    return found


def _standing(session: Session, quarter: Period) -> Standing | None:
    try:
        found = get_standing(session, str(quarter), local_today())
    except NotFound:
        return None
    return found if found.counted else None


def _parts(
    standing: Standing | None, of_centre: Mapping[int, str], code: str, actor: Actor
) -> list[Part]:
    """Who has confirmed: of a centre itself; of the county, each that the reader may read of."""
    if standing is None:
        return []
    everywhere = bool(actor.roles & SEE_EVERYTHING)
    return [
        part
        for part in standing.parts
        if code in (ALL, of_centre[part.centre.id])
        and (everywhere or part.centre.id in actor.centre_ids)
    ]


def _line(page: Monitored, row: Row) -> tuple[object, ...]:
    told = row.told if row.value is None else f"{row.value:.1f}".removesuffix(".0")
    about = (page.area.name, str(page.quarter), page.state, row.measure.title, row.measure.version)
    target, baseline = row.aims.target, row.aims.baseline
    quarter = baseline.period if baseline else ""
    return (
        *(*about, told, row.told, UNITS[row.measure.kind]),
        *(_amount(target), row.from_target, _source(target)),
        *(_amount(baseline), quarter, row.from_baseline, _source(baseline)),
    )


def _amount(aim: Target | None) -> str:
    return bare_amount(aim.amount) if aim else ""


def _source(aim: Target | None) -> str:
    return aim.source if aim else ""
