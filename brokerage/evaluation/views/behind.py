"""From a figure to its records: a list of them, a page at a time, and the same as a file."""

from __future__ import annotations

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
from brokerage.errors import NotFound
from brokerage.evaluation.behind import parts
from brokerage.evaluation.behind.agreeing import compare
from brokerage.evaluation.behind.allowing import get_scope
from brokerage.evaluation.behind.asked import Asked, called, groups_of
from brokerage.evaluation.behind.files import HEAD, lines_of_file
from brokerage.evaluation.behind.finding import Piece, Within, find_pieces, sum_of
from brokerage.evaluation.behind.listing import ON_A_PAGE, SORTS, in_order, lines_of
from brokerage.evaluation.behind.naming import Asking
from brokerage.evaluation.definitions import get_measure
from brokerage.evaluation.readers import reader
from brokerage.evaluation.reading import read_figures
from brokerage.evaluation.views.asking import (
    asked_area,
    asked_period,
    counted_periods,
    periods_to_choose,
)
from brokerage.evaluation.views.blueprint import evaluation
from brokerage.introductions.views.naming import district_names
from brokerage.records.paging import Paging, page_of
from brokerage.records.people import centre_names


@evaluation.get("/<measure_id>/rows")
@needs("figures.rows")
def rows(measure_id: str) -> ResponseReturnValue:
    """The records behind one number of a place, period and group."""
    session, actor = db.session(), current_actor()
    asked = _asked(session, actor, measure_id)
    asking = Asking(session, actor, asked.period)
    found = in_order(asking, _pieces(session, asked), asked.sort)
    paging = Paging(len(found), page_of(request.args), ON_A_PAGE)
    shown = found[paging.offset : paging.offset + paging.size]
    whole = asked.scope.holds_all_of(asked.who.areas, asked.area)
    return render_template(
        "evaluation/behind.html",
        asked=asked,
        args=asked.arguments(),
        areas=asked.who.open_to,
        periods=periods_to_choose(counted_periods(session), asked.period),
        sorts=SORTS,
        head=parts.head(asked.measure),
        part=parts.part,
        called=called,
        lines=lines_of(asking, shown),
        paging=paging,
        sum=sum_of(found),
        whole=whole,
        agreement=compare(asked.measure, asked.figures, asked.group, found) if whole else None,
        centres=centre_names(session),
        districts=district_names(),
    )


@evaluation.get("/<measure_id>/rows.csv")
@needs("figures.rows")
def rows_file(measure_id: str) -> ResponseReturnValue:
    """All of them with the same filters; that they were taken is written down."""
    with reading() as (unit, actor):
        asked = _asked(unit, actor, measure_id)
        asking = Asking(unit, actor, asked.period)
        found = lines_of(asking, in_order(asking, _pieces(unit, asked), asked.sort))
        lines = list(lines_of_file(asked, found, centre_names(unit), district_names()))
        record(unit, actor, "export", "figures_rows", measure_id)
    place = asked.area.code.replace(":", "-")
    return csv_file(f"{measure_id}-rows-{place}-{asked.period}", HEAD, lines)


def _asked(session: Session, actor: Actor, measure_id: str) -> Asked:
    measure, who = get_measure(measure_id), reader(session, actor)
    area, period = asked_area(who), asked_period(counted_periods(session))
    scope = get_scope(actor, who.areas, area, measure_id)
    figures = read_figures(session, who.areas, area, [period], [measure_id]).get(period)
    groups = groups_of(session, measure, figures)
    group = request.args.get("group", next(iter(groups)))
    if group not in groups:
        raise NotFound("This figure has no such group.")
    sort = request.args.get("sort", "")
    sort = sort if sort in SORTS else next(iter(SORTS))
    return Asked(who, measure, area, period, group, groups, sort, figures, scope)


def _pieces(session: Session, asked: Asked) -> list[Piece]:
    within = Within.of(asked.who.areas, asked.area)
    return find_pieces(session, asked.measure.id, asked.period, asked.group, within, asked.scope)
