"""People of other centres who agreed to be helped by any: seen in outline, and taken on."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.db import db, unit_of_work
from brokerage.errors import Conflict, NotFound
from brokerage.geography.service import find_district, list_districts
from brokerage.records.outline import outline
from brokerage.records.paging import Paging, page_of
from brokerage.records.people import centre_names
from brokerage.records.views.blueprint import desk_records, records
from brokerage.tenancy import get_shared_volunteer, get_volunteer, volunteers_shared_with
from brokerage.volunteers.models import Volunteer
from brokerage.volunteers.sharing import let_go, take_on


@desk_records.get("/any-centre")
@needs("volunteers.read")
def any_centre() -> ResponseReturnValue:
    """Other centres' people, by district."""
    unit, actor = db.session(), current_actor()
    district = request.args.get("district", "")
    query = volunteers_shared_with(actor)
    if district:
        query = query.where(Volunteer.district_code == district.replace("\0", ""))
    total = unit.scalar(select(func.count()).select_from(query.subquery())) or 0
    paging = Paging(total, page_of(request.args))
    found = unit.scalars(
        query.order_by(Volunteer.id.desc()).limit(paging.size).offset(paging.offset)
    )
    return render_template(
        "records/any_centre.html",
        people=[_outline(unit, one) for one in found],
        paging=paging,
        district=find_district(district) if district else None,
        districts=[(one.code, one.name) for one in list_districts()],
        asked=district,
    )


@desk_records.get("/any-centre/<shared_id>")
@needs("volunteers.read")
def shared_person(shared_id: str) -> ResponseReturnValue:
    """One of them: offer and availability, no surname and no contact."""
    unit, actor = db.session(), current_actor()
    volunteer = get_shared_volunteer(unit, actor, shared_id)
    mine = {key: name for key, name in centre_names(unit).items() if key in actor.centre_ids}
    return render_template(
        "records/shared_person.html", shared_id=shared_id, mine=mine, **_outline(unit, volunteer)
    )


@desk_records.post("/any-centre/<shared_id>/take-on")
@needs("volunteers.edit")
def take_person_on(shared_id: str) -> ResponseReturnValue:
    """Open the whole record; the home centre gets a notice."""
    with unit_of_work() as unit:
        actor = current_actor()
        volunteer = get_shared_volunteer(unit, actor, shared_id)
        take_on(unit, volunteer, _centre_of(unit, actor), actor)
    flash("You have taken them on. Their own centre has been told.")
    return redirect(url_for("desk.person", volunteer_id=shared_id))


@records.post("/let-go")
@needs("volunteers.edit")
def let_person_go(volunteer_id: str) -> ResponseReturnValue:
    """The centre that took somebody on is done; the home centre gets a notice."""
    with unit_of_work() as unit:
        actor = current_actor()
        volunteer = get_volunteer(unit, actor, volunteer_id)
        if volunteer.centre_id in actor.centre_ids:
            raise Conflict("They belong to your own centre.")
        for centre_id in sorted(actor.centre_ids):
            try:
                let_go(unit, volunteer, centre_id, actor)
            except NotFound:
                continue  # another of the actor's centres took them on
    flash("You no longer look after them. Their own centre has been told.")
    return redirect(url_for("desk_records.any_centre"))


def _outline(unit: Session, volunteer: Volunteer) -> dict[str, Any]:
    home = unit.get_one(Centre, volunteer.centre_id)
    return {"person": outline(unit, volunteer), "home": home.name}


def _centre_of(unit: Session, actor: Actor) -> int:
    """Which of the actor's centres takes them on; the first where they did not say."""
    wanted = request.form.get("centre", "")
    mine = sorted(actor.centre_ids)
    return int(wanted) if wanted.isdecimal() and int(wanted) in mine else mine[0]
