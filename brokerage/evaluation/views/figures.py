"""The figures of a place and period: all in short, one in full, and each table as a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.views.reading import reading
from brokerage.actors import Actor
from brokerage.audit import record
from brokerage.db import db
from brokerage.downloads import csv_file, xlsx_file
from brokerage.errors import NotFound
from brokerage.evaluation.behind.allowing import find_scope
from brokerage.evaluation.definitions import get_measure, measures
from brokerage.evaluation.exporting.shown import file_name, heads_of, rows_of, shown_package
from brokerage.evaluation.pages import Asked, Sheet
from brokerage.evaluation.rates import Rate, in_force
from brokerage.evaluation.readers import HELD_FOR_ALL, reader
from brokerage.evaluation.sheets import page_of
from brokerage.evaluation.telling import FEWEST, is_range
from brokerage.evaluation.tiles import tiles
from brokerage.evaluation.views.asking import (
    asked_area,
    asked_period,
    counted_periods,
    periods_to_choose,
)
from brokerage.evaluation.views.blueprint import evaluation
from brokerage.evaluation.views.packages import packaged
from brokerage.weeks import local_today
from brokerage.workbooks import Sheet as Workbook


@evaluation.get("")
@needs("figures.read")
def index() -> ResponseReturnValue:
    """Every measure in short."""
    session = db.session()
    who, counted = reader(session, current_actor()), counted_periods(session)
    area, period = asked_area(who), asked_period(counted)
    return render_template(
        "evaluation/index.html",
        areas=who.open_to,
        area=area,
        periods=periods_to_choose(counted, period),
        period=period,
        counted=next((one for one in counted if one.period == str(period)), None),
        is_over=period.until <= local_today(),
        groups=tiles(session, who, area, period),
        fewest=None if who.sees_all_of(area.code) else FEWEST,
        listed=[name for name in measures() if find_scope(current_actor(), who.areas, area, name)],
    )


@evaluation.get("/<measure_id>")
@needs("figures.read")
def show(measure_id: str) -> ResponseReturnValue:
    """One measure: what it means, its number and trend, and where that comes from."""
    session = db.session()
    asked, counted = _asked(session, current_actor(), measure_id)
    return render_template(
        "evaluation/show.html",
        page=page_of(asked),
        areas=asked.reader.open_to,
        area=asked.area,
        periods=counted,
        period=asked.period,
        counted=asked.counted,
        is_over=asked.period.until <= local_today(),
        rates=_rates(asked),
        rows_of=partial(_rows_of, asked, current_actor()),
        fewest=FEWEST if asked.reader.own is not None or measure_id in HELD_FOR_ALL else None,
    )


@evaluation.get("/<measure_id>/<table>.csv")
@needs("figures.read")
def download(measure_id: str, table: str) -> ResponseReturnValue:
    """One table as shown, with the same filters; that it was taken is written down."""
    with _taken(measure_id, table) as (asked, sheet):
        return csv_file(file_name(asked, sheet), heads_of(sheet), rows_of(asked, sheet))


@evaluation.get("/<measure_id>/<table>.xlsx")
@needs("figures.read")
def spreadsheet(measure_id: str, table: str) -> ResponseReturnValue:
    """The same as a workbook."""
    with _taken(measure_id, table) as (asked, sheet):
        made = Workbook(sheet.title, heads_of(sheet), rows_of(asked, sheet))
        return xlsx_file(file_name(asked, sheet), [made])


@evaluation.get("/<measure_id>/<table>.zip")
@needs("figures.read")
def package(measure_id: str, table: str) -> ResponseReturnValue:
    """The same with a description for programs."""
    with _taken(measure_id, table) as (asked, sheet):
        return packaged(*shown_package(asked, sheet))


@contextmanager
def _taken(measure_id: str, table: str) -> Iterator[tuple[Asked, Sheet]]:
    with reading() as (unit, actor):
        asked, _ = _asked(unit, actor, measure_id)
        sheet = next((one for one in page_of(asked).sheets if one.name == table), None)
        if sheet is None:
            raise NotFound("There is no such table for this figure.")
        record(unit, actor, "export", "figures", measure_id)
        yield asked, sheet


def _asked(
    session: Session, actor: Actor, measure_id: str
) -> tuple[Asked, dict[str, dict[str, str]]]:
    measure, who, counted = (
        get_measure(measure_id),
        reader(session, actor),
        counted_periods(session),
    )
    area, period = asked_area(who), asked_period(counted)
    row = next((one for one in counted if one.period == str(period)), None)
    return Asked(session, who, area, measure, period, row), periods_to_choose(counted, period)


def _rows_of(asked: Asked, actor: Actor, of: Mapping[str, str]) -> str:
    """The address of the rows behind one number; nothing for whoever may not see them.

    ``of``: in what it differs from the number of the page (its group, place or period).
    """
    area = asked.reader.open_to.get(of.get("area", asked.area.code))
    if area is None or find_scope(actor, asked.reader.areas, area, asked.measure.id) is None:
        return ""
    about = {"area": asked.area.code, "period": str(asked.period), **of}
    return url_for("evaluation.rows", measure_id=asked.measure.id, **about)  # type: ignore[arg-type]


def _rates(asked: Asked) -> list[Rate]:
    """The lowest and the highest rate of the period's last day."""
    if not is_range(asked.measure):
        return []
    found = in_force(asked.session, asked.period.until - timedelta(days=1))
    return [found[0], found[-1]] if found else []
