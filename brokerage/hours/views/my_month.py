"""A month of mine on one page: one box a day, written and saved together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.db import db, unit_of_work
from brokerage.errors import Invalid
from brokerage.hours.amounts import month_of, written
from brokerage.hours.listing import placements_of_volunteer
from brokerage.hours.models import Kind, Source
from brokerage.hours.sheets import Cell, Column, cell_name, columns_of, entries_in, keep_cells
from brokerage.hours.views.blueprints import my_hours
from brokerage.hours.views.sheets import months_beside, typed_cells
from brokerage.introductions.models import Introduction
from brokerage.volunteers.views.my_introductions import myself
from brokerage.weeks import local_today


@my_hours.get("/hours/month")
@needs("my.hours")
def month() -> ResponseReturnValue:
    """What stands in each day."""
    return _page({})


@my_hours.post("/hours/month")
@needs("my.hours")
def keep_month() -> ResponseReturnValue:
    """Keep what was changed; all of it or nothing."""
    errors: dict[str, list[str]] = {}
    try:
        with unit_of_work() as unit:
            placement = _chosen(placements_of_volunteer(unit, myself().id))
            columns = _columns(placement)
            cells = typed_cells([placement] if placement else [], columns)
            standing = entries_in(unit, [placement] if placement else [], Kind.RECORDED, columns)
            kept, errors = keep_cells(
                unit, cells, Kind.RECORDED, standing, current_actor(), Source.PAGE
            )
            if errors:
                raise Invalid("Nothing was saved yet.")
    except Invalid:
        return _page(errors), 422
    flash(f"Saved: {kept} changed.")
    return redirect(url_for("my_hours.month", month=_month().strftime("%Y-%m"), at=_at()))


def _month() -> date:
    return month_of(request.values.get("month"), local_today())


def _at() -> str:
    return request.values.get("at", "")


def _chosen(mine: Sequence[Introduction]) -> Introduction | None:
    """The one asked for, else the newest."""
    return next((one for one in mine if one.public_id == _at()), mine[0] if mine else None)


def _columns(placement: Introduction | None) -> list[Column]:
    """Sessions that have come, or every day where a role has none or none of them fits."""
    if placement is None:
        return []
    today, first = local_today(), placement.started_on or date.min
    found = columns_of(db.session(), placement.opportunity, _month())
    return [one for one in found if first <= one.day <= today]


def _page(errors: dict[str, list[str]]) -> str:
    unit = db.session()
    mine = placements_of_volunteer(unit, myself().id)
    placement = _chosen(mine)
    columns = _columns(placement)
    people = [placement] if placement else []
    standing = entries_in(unit, people, Kind.RECORDED, columns)
    confirmed = entries_in(unit, people, Kind.VERIFIED, columns)
    cells = [
        Cell(placement, column, written(e.minutes) if (e := standing.get(name)) else "", "")
        for column in columns
        if placement and (name := cell_name(placement, column))
    ]
    return render_template(
        "hours/my_month.html",
        placements=mine,
        placement=placement,
        cells=cells,
        confirmed=confirmed,
        month=_month(),
        months=months_beside(_month(), local_today()),
        errors=errors,
        typed=request.form if errors else {},
    )
