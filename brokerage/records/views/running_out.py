"""What is to be renewed soon: checks to look at again, trainings that run out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.views.reading import reading
from brokerage.actors import Actor
from brokerage.audit import record
from brokerage.db import db
from brokerage.downloads import csv_file
from brokerage.records.paging import Paging, page_of
from brokerage.records.people import full_name
from brokerage.records.views.blueprint import desk_records
from brokerage.tenancy import volunteers_seen_by
from brokerage.volunteers.models import Volunteer
from brokerage.volunteers.training import running_out
from brokerage.weeks import local_today

WITHIN = {"30": "30 days", "90": "3 months", "365": "A year"}
KINDS = {"": "Both", "check": "DBS checks", "training": "Training"}


@dataclass(frozen=True, slots=True)
class Line:
    """Whose, what and by when."""

    person: Volunteer
    title: str
    due_on: date


@desk_records.get("/running-out")
@needs("volunteers.checks")
def runs_out() -> ResponseReturnValue:
    """The list, soonest first."""
    lines = _lines(db.session(), current_actor())
    paging = Paging(len(lines), page_of(request.args))
    return render_template(
        "records/running_out.html",
        lines=lines[paging.offset : paging.offset + paging.size],
        late=sum(line.due_on < local_today() for line in lines),
        paging=paging,
        asked=_asked(),
        within=WITHIN,
        kinds=KINDS,
        today=local_today(),
    )


@desk_records.get("/running-out.csv")
@needs("volunteers.checks")
def runs_out_csv() -> ResponseReturnValue:
    """The same list as a file; that it was taken is written down."""
    with reading() as (unit, actor):
        rows = [(full_name(one.person), one.title, one.due_on) for one in _lines(unit, actor)]
        record(unit, actor, "export", "running_out", "", ("title", "due_on"))
    return csv_file("running-out", ("Name", "What", "Due on"), rows)


def _asked() -> dict[str, str]:
    """The filters of the address; an odd one counts as none."""
    within, kind = request.args.get("within", ""), request.args.get("kind", "")
    return {"within": within if within in WITHIN else "90", "kind": kind if kind in KINDS else ""}


def _lines(unit: Session, actor: Actor) -> list[Line]:
    asked = _asked()
    months = current_app.config["CHECK_RECHECK_MONTHS"]
    due = running_out(unit, local_today(), timedelta(int(asked["within"])), months)
    mine = [
        one for one in due if one.centre_id in actor.centre_ids and asked["kind"] in ("", one.kind)
    ]
    seen = volunteers_seen_by(actor).where(Volunteer.centre_id.in_(actor.centre_ids))
    people = {one.id: one for one in unit.scalars(seen)} if mine else {}
    found = [(people.get(one.volunteer_id), one) for one in mine]
    return [Line(person, one.title, one.due_on) for person, one in found if person]
