"""The board paper, and the county's measures of success: figures put together, to print."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.views.reading import reading
from brokerage.audit import record
from brokerage.db import db
from brokerage.downloads import csv_file
from brokerage.evaluation.areas import ALL
from brokerage.evaluation.counting import find_counted
from brokerage.evaluation.definitions import definitions_version
from brokerage.evaluation.readers import reader
from brokerage.evaluation.reports.board import board_of
from brokerage.evaluation.reports.files import HEAD, lines_of_file
from brokerage.evaluation.reports.success import success_of
from brokerage.evaluation.reports.told import Looking
from brokerage.evaluation.standing import find_standing
from brokerage.evaluation.telling import FEWEST
from brokerage.evaluation.views.asking import (
    asked_area,
    asked_period,
    counted_periods,
    periods_to_choose,
)
from brokerage.evaluation.views.blueprint import evaluation
from brokerage.weeks import local_today


@evaluation.get("/board")
@needs("figures.read")
def board() -> ResponseReturnValue:
    """Two pages for trustees."""
    session = db.session()
    who, counted = reader(session, current_actor()), counted_periods(session)
    area, period = asked_area(who), asked_period(counted)
    looking, row = Looking(session, who, area), find_counted(session, period)
    today = local_today()
    return render_template(
        "evaluation/board.html",
        areas=who.open_to,
        area=area,
        periods=periods_to_choose(counted, period),
        period=period,
        counted=row,
        today=today,
        is_over=period.until <= today,
        board=board_of(looking, period, row, find_standing(session, period, today)),
        definitions=row.definitions if row else definitions_version(),
        fewest=None if who.sees_all_of(area.code) else FEWEST,
    )


@evaluation.get("/success")
@needs("figures.read")
def success() -> ResponseReturnValue:
    """Is the county's strategy working? One report, centres side by side."""
    session = db.session()
    counted = counted_periods(session)
    period, today = asked_period(counted), local_today()
    row = find_counted(session, period)
    looking, standing = _whole_pilot(session), find_standing(session, period, today)
    return render_template(
        "evaluation/success.html",
        area=looking.area,
        periods=periods_to_choose(counted, period),
        period=period,
        counted=row,
        today=today,
        is_over=period.until <= today,
        standing=standing,
        report=success_of(looking, period, standing) if row else None,
        definitions=row.definitions if row else definitions_version(),
        fewest=None if looking.reader.own is None else FEWEST,
    )


@evaluation.get("/success.csv")
@needs("figures.read")
def success_file() -> ResponseReturnValue:
    """The same as a file; that it was taken is written down."""
    with reading() as (unit, actor):
        period = asked_period(counted_periods(unit))
        looking = _whole_pilot(unit)
        standing = find_standing(unit, period, local_today())
        lines = list(lines_of_file(success_of(looking, period, standing), period))
        record(unit, actor, "export", "figures", "success")
    return csv_file(f"measures-of-success-{period}", HEAD, lines)


def _whole_pilot(session: Session) -> Looking:
    who = reader(session, current_actor())
    return Looking(session, who, who.get(ALL))
