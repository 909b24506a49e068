"""A sheet of hours: printed empty, filled in by hand, and keyed in one go. Also kept by session."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.actors import Actor, Role
from brokerage.db import db, unit_of_work
from brokerage.errors import Invalid
from brokerage.hours.amounts import month_of, written
from brokerage.hours.listing import names_of, placements_at
from brokerage.hours.models import Kind, Source
from brokerage.hours.sheets import Cell, Column, cell_name, columns_of, entries_in, keep_cells
from brokerage.hours.views.blueprints import organisation_hours, the_role
from brokerage.introductions.models import Introduction
from brokerage.introductions.views.blueprint import at_desk
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.weeks import local_today

SIGNED_BY = {
    "organisation": Kind.VERIFIED,  # the organisation says so: confirmed
    "volunteers": Kind.RECORDED,
}


@organisation_hours.get("/hours/sheet/<opportunity_id>")
@needs("hours.confirm")
def sheet(organisation_id: str, opportunity_id: str) -> ResponseReturnValue:
    """People down the side, days across."""
    return _page(*the_role(organisation_id, opportunity_id), {})


@organisation_hours.post("/hours/sheet/<opportunity_id>")
@needs("hours.confirm")
def keep_sheet(organisation_id: str, opportunity_id: str) -> ResponseReturnValue:
    """Keep what was changed; all of it or nothing."""
    errors: dict[str, list[str]] = {}
    try:
        with unit_of_work() as unit:
            organisation, role = the_role(organisation_id, opportunity_id)
            people = _people(organisation, role)
            columns = columns_of(unit, role, _month())
            kind = SIGNED_BY[_signed_by()]
            standing = entries_in(unit, people, kind, columns)
            cells = typed_cells(people, columns)
            kept, errors = keep_cells(unit, cells, kind, standing, at_desk_or_page(), Source.PAPER)
            if errors:
                raise Invalid("Nothing was saved yet.")
    except Invalid:
        return _page(*the_role(organisation_id, opportunity_id), errors), 422
    flash(f"Saved: {kept} changed.")
    month = _month().strftime("%Y-%m")
    return redirect(url_for(".sheet", **request.view_args or {}, month=month, by=_signed_by()))


@organisation_hours.get("/hours/sheet/<opportunity_id>/print")
@needs("hours.confirm")
def blank_sheet(organisation_id: str, opportunity_id: str) -> ResponseReturnValue:
    """The same, empty, to be filled in by hand."""
    organisation, role = the_role(organisation_id, opportunity_id)
    people = _people(organisation, role)
    return render_template(
        "hours/blank_sheet.html",
        organisation=organisation,
        role=role,
        people=people,
        names=names_of(people),
        columns=columns_of(db.session(), role, _month()),
        month=_month(),
    )


def typed_cells(people: Iterable[Introduction], columns: Sequence[Column]) -> list[Cell]:
    """What came with the form, and what had stood there when it was drawn."""
    found = []
    for one in people:
        for column in columns:
            name = cell_name(one, column)
            if name in request.form:
                was, typed = request.form.get(f"was.{name}", ""), request.form[name]
                found.append(Cell(one, column, was, typed.replace("\0", "")[:20]))
    return found


def months_beside(month: date, today: date) -> tuple[date, date | None]:
    """The month before, and the one after unless it is still to come."""
    after = (month + timedelta(days=31)).replace(day=1)
    return (month - timedelta(days=1)).replace(day=1), after if after <= today else None


def at_desk_or_page() -> Actor:
    """Whoever is signed in; a broker keys what was brought on paper."""
    actor = current_actor()
    if Role.MEMBER not in actor.roles and actor.on_behalf_of is None:
        return at_desk("letter", "organisation")
    return actor


def _month() -> date:
    return month_of(request.values.get("month"), local_today())


def _signed_by() -> str:
    by = request.values.get("by", "organisation")
    return by if by in SIGNED_BY else "organisation"


def _people(organisation: Organisation, role: Opportunity) -> list[Introduction]:
    return list(db.session.scalars(placements_at(organisation, local_today(), role.id)))


def _page(organisation: Organisation, role: Opportunity, errors: dict[str, list[str]]) -> str:
    unit = db.session()
    people = _people(organisation, role)
    columns = columns_of(unit, role, _month())
    standing = entries_in(unit, people, SIGNED_BY[_signed_by()], columns)
    return render_template(
        "hours/sheet.html",
        organisation=organisation,
        role=role,
        people=people,
        names=names_of(people),
        columns=columns,
        cell_name=cell_name,
        values={name: written(entry.minutes) for name, entry in standing.items()},
        month=_month(),
        months=months_beside(_month(), local_today()),
        by=_signed_by(),
        errors=errors,
        typed=request.form if errors else {},
    )
