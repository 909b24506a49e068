"""An organisation's rota: a grid to tick, a list to read and print, and who came."""

from __future__ import annotations

from datetime import date, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.actors import Actor
from brokerage.db import db, unit_of_work
from brokerage.errors import BrokerageError, Invalid
from brokerage.hours.amounts import monday_of, read_minutes
from brokerage.hours.confirming import note_attendance
from brokerage.hours.listing import names_of, rostered_at
from brokerage.hours.recording import last_day_of
from brokerage.hours.rota.booking import lock_occurrence
from brokerage.hours.rota.grid import keep_grid, read_grid
from brokerage.hours.rota.standing import copy_week, list_standing
from brokerage.hours.rota.week import Slot, find_planned, in_week, slots_between
from brokerage.hours.views.blueprints import rota, the_role
from brokerage.hours.views.sheets import at_desk_or_page
from brokerage.introductions.models import Introduction
from brokerage.opportunities.models import Opportunity, OpportunitySession
from brokerage.organisations.models import Organisation
from brokerage.organisations.views.blueprint import the_organisation
from brokerage.weeks import local_today

COLUMNS = 6
AHEAD = timedelta(weeks=12)


@rota.get("")
@needs("hours.confirm")
def index(organisation_id: str) -> ResponseReturnValue:
    """The roles that have sessions."""
    organisation = the_organisation(organisation_id)
    with_sessions = select(OpportunitySession.opportunity_id)
    query = select(Opportunity).where(
        Opportunity.organisation_id == organisation.id, Opportunity.id.in_(with_sessions)
    )
    roles = db.session.scalars(query.order_by(Opportunity.title)).all()
    return render_template("hours/rotas.html", organisation=organisation, roles=roles)


@rota.get("/<opportunity_id>")
@needs("hours.confirm")
def show(organisation_id: str, opportunity_id: str) -> ResponseReturnValue:
    """One week as a list: who comes, who waits, how many more are wanted."""
    organisation, role = the_role(organisation_id, opportunity_id)
    monday = _monday()
    slots = slots_between(db.session(), role, *in_week(monday)) if _may_see(organisation) else []
    people = _people(role)
    return render_template(
        "hours/rota.html",
        organisation=organisation,
        role=role,
        monday=monday,
        slots=slots,
        names=_names(people, slots),
        before=monday - timedelta(days=7),
        after=monday + timedelta(days=7),
        people=people,
    )


@rota.post("/<opportunity_id>/copy")
@needs("hours.confirm")
def copy(organisation_id: str, opportunity_id: str) -> ResponseReturnValue:
    """Last week's people once more."""
    with unit_of_work() as unit:
        _organisation, role = the_role(organisation_id, opportunity_id)
        made = copy_week(unit, role, _monday(), at_desk_or_page())
    flash(
        f"{made} put down as last week." if made else "Nobody was put down: all are there already."
    )
    return redirect(url_for(".show", **request.view_args or {}, week=_monday().isoformat()))


@rota.get("/<opportunity_id>/grid")
@needs("hours.confirm")
def grid(organisation_id: str, opportunity_id: str) -> ResponseReturnValue:
    """People down the side, the next sessions across: tick who comes."""
    return _grid(*the_role(organisation_id, opportunity_id))


@rota.post("/<opportunity_id>/grid")
@needs("hours.confirm")
def keep(organisation_id: str, opportunity_id: str) -> ResponseReturnValue:
    """Keep the boxes that were changed, and no others."""
    with unit_of_work() as unit:
        organisation, role = the_role(organisation_id, opportunity_id)
        people = _people(role) if _may_see(organisation) else []
        changes = read_grid(request.form)
        slots = _ahead(unit, role)
        kept = keep_grid(unit, role, people, slots, changes, at_desk_or_page(), local_today())
    flash(kept.in_words)
    return redirect(url_for(".grid", **request.view_args or {}, start=request.values.get("start")))


@rota.get("/<opportunity_id>/attendance")
@needs("hours.confirm")
def attendance(organisation_id: str, opportunity_id: str) -> ResponseReturnValue:
    """Who came to a session."""
    return _attendance(*the_role(organisation_id, opportunity_id))


@rota.post("/<opportunity_id>/attendance")
@needs("hours.confirm")
def note(organisation_id: str, opportunity_id: str) -> ResponseReturnValue:
    """Keep who came; those who were down and did not come have no hours."""
    try:
        with unit_of_work() as unit:
            organisation, role = the_role(organisation_id, opportunity_id)
            _note(unit, organisation, role, at_desk_or_page())
    except Invalid as problem:
        return _attendance(*the_role(organisation_id, opportunity_id), problem)
    flash("Who came is written down, and their hours are confirmed.")
    return redirect(url_for(".show", **request.view_args or {}, week=_session_day().isoformat()))


def _note(unit: Session, organisation: Organisation, role: Opportunity, actor: Actor) -> None:
    planned = find_planned(unit, role, request.values.get("session", ""))
    if planned is None or planned.held_on > local_today():
        raise Invalid("Choose a session that was held.", "came")
    people = _who_may_have_come(organisation, role, planned.held_on)
    came = set(request.form.getlist("came"))
    occurrence = lock_occurrence(unit, role, planned)
    down = {one.introduction_id for one in occurrence.bookings if one.state == "booked"}
    told = {}
    for one in people:
        name = f"minutes.{one.public_id}"
        minutes = read_minutes(request.form.get(name, ""), name)
        if one.public_id in came:
            told[one.id] = planned.length_minutes if minutes is None else minutes
        elif one.id in down:
            told[one.id] = 0
    note_attendance(unit, occurrence, actor, told, people)


def _attendance(
    organisation: Organisation, role: Opportunity, problem: BrokerageError | None = None
) -> ResponseReturnValue:
    unit = db.session()
    planned = find_planned(unit, role, request.values.get("session", ""))
    day = planned.held_on if planned else local_today()
    slots = slots_between(unit, role, day, day) if planned else []
    slot = next((one for one in slots if one.planned == planned), None)
    people = _who_may_have_come(organisation, role, day)
    page = render_template(
        "hours/attendance.html",
        organisation=organisation,
        role=role,
        slot=slot if planned and planned.held_on <= local_today() else None,
        people=people,
        down={one.introduction_id for one in slot.booked} if slot else set(),
        names=names_of(people),
        errors={problem.field or "came": [problem.message]} if problem else {},
        typed=request.form if problem else None,
    )
    return page, problem.status if problem else 200


def _grid(organisation: Organisation, role: Opportunity) -> ResponseReturnValue:
    unit = db.session()
    people = _people(role) if _may_see(organisation) else []
    slots = _ahead(unit, role)
    columns = slots[:COLUMNS]
    more = slots[COLUMNS].planned.held_on if len(slots) > COLUMNS else None
    return render_template(
        "hours/grid.html",
        organisation=organisation,
        role=role,
        people=people,
        names=names_of(people),
        slots=columns,
        states={
            (booking.introduction_id, slot.reference): booking.state
            for slot in columns
            for booking in (*slot.booked, *slot.waiting)
        },
        gone={(b.introduction_id, slot.reference) for slot in columns for b in slot.cancelled},
        standing={
            (one.introduction_id, f"{one.weekday}.{one.start_minute}")
            for one in list_standing(unit, role)
        },
        times=sorted({(s.planned.held_on.weekday(), s.planned.start_minute) for s in slots}),
        more=more,
        start=request.values.get("start", ""),
    )


def _ahead(unit: Session, role: Opportunity) -> list[Slot]:
    today = local_today()
    first = max(today, _day(request.values.get("start", ""), today))
    return slots_between(unit, role, first, first + AHEAD)


def _day(text: str, otherwise: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return otherwise
    return day if abs((day - otherwise).days) < 800 else otherwise


def _session_day() -> date:
    return _day(request.values.get("session", "").partition(".")[0], local_today())


def _monday() -> date:
    return monday_of(request.values.get("week"), local_today())


def _may_see(organisation: Organisation) -> bool:
    return organisation.verified_at is not None


def _people(role: Opportunity) -> list[Introduction]:
    return list(db.session.scalars(rostered_at(role)))


def _names(people: list[Introduction], slots: list[Slot]) -> dict[int, str]:
    known = {one.id: one for one in people}
    for slot in slots:
        for booking in (*slot.booked, *slot.waiting, *slot.cancelled):
            known.setdefault(booking.introduction_id, booking.introduction)
    return names_of(known.values())


def _who_may_have_come(
    organisation: Organisation, role: Opportunity, day: date
) -> list[Introduction]:
    """Everybody who had started by then and had not stopped."""
    if not _may_see(organisation):
        return []
    query = select(Introduction).where(
        Introduction.opportunity_id == role.id, Introduction.started_on <= day
    )
    found = db.session.scalars(query.order_by(Introduction.started_on, Introduction.id))
    return [one for one in found if (last_day_of(one) or day) >= day]
