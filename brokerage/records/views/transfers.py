"""Moving somebody to another centre: asked, answered, taken back, reversed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.db import db, now, unit_of_work
from brokerage.errors import Invalid, NotFound
from brokerage.geography.service import find_district
from brokerage.records.forms import Typed, transfer
from brokerage.records.messages import send_moved
from brokerage.records.people import centre_names
from brokerage.records.views.blueprint import ask, desk_records, records, take
from brokerage.tenancy import get_transfer, transfers_seen_by
from brokerage.volunteers.models import TransferState, Volunteer, VolunteerTransfer
from brokerage.volunteers.transfers import (
    REASONS,
    answer_transfer,
    ask_transfer,
    reverse_transfer,
    take_back,
)

SHOWN_FOR = timedelta(days=90)


@records.get("/transfer")
@needs("volunteers.transfer")
def new_transfer(volunteer_id: str) -> ResponseReturnValue:
    """Ask where to, and why."""
    return ask("new_transfer", volunteer_id, transfer(_centres(db.session())))


@records.post("/transfer")
@needs("volunteers.transfer")
def keep_transfer(volunteer_id: str) -> ResponseReturnValue:
    """Ask the other centre."""
    asked = transfer(_centres(db.session()))
    done = "The other centre is asked. You will get a notice when they answer."
    return take("new_transfer", volunteer_id, asked, _keep, done, "records.index")


@desk_records.get("/transfers")
@needs("volunteers.transfer")
def transfers() -> ResponseReturnValue:
    """What waits for an answer, and what was done in the last three months."""
    unit, actor = db.session(), current_actor()
    recent = or_(
        VolunteerTransfer.state == TransferState.ASKED,
        VolunteerTransfer.answered_at > now() - SHOWN_FOR,
    )
    query = transfers_seen_by(actor).where(recent).order_by(VolunteerTransfer.id.desc())
    rows = [_row(unit, actor, one) for one in unit.scalars(query)]
    return render_template("records/transfers.html", rows=rows, reasons=REASONS)


@desk_records.post("/transfers/<transfer_id>/answer")
@needs("volunteers.transfer")
def keep_transfer_answer(transfer_id: str) -> ResponseReturnValue:
    """Yes or no; the person is told when they move."""
    agrees = request.form.get("agrees") == "yes"
    with unit_of_work() as unit:
        found = get_transfer(unit, current_actor(), transfer_id)
        if request.form.get("agrees") not in ("yes", "no"):
            raise Invalid("Say yes or no.", "agrees")
        answer_transfer(unit, found, agrees, current_actor())
        told = agrees and _tell_person(unit, found)
    flash(_moved(told) if agrees else "The other centre is told that you did not agree.")
    return redirect(url_for("desk_records.transfers"))


@desk_records.post("/transfers/<transfer_id>/take-back")
@needs("volunteers.transfer")
def end_transfer(transfer_id: str) -> ResponseReturnValue:
    """Whoever asked does not want it any more."""
    with unit_of_work() as unit:
        found = get_transfer(unit, current_actor(), transfer_id)
        if _asking_centre(found) not in current_actor().centre_ids:
            raise NotFound("We cannot find that transfer.")
        take_back(unit, found, current_actor())
    flash("The transfer is no longer asked for.")
    return redirect(url_for("desk_records.transfers"))


@desk_records.post("/transfers/<transfer_id>/reverse")
@needs("volunteers.transfer")
def turn_transfer_round(transfer_id: str) -> ResponseReturnValue:
    """Bring the person back; the other centre and the person are told."""
    with unit_of_work() as unit:
        found = get_transfer(unit, current_actor(), transfer_id)
        reverse_transfer(unit, found, current_actor())
        told = _tell_person(unit, found)
    flash(_moved(told))
    return redirect(url_for("desk_records.transfers"))


def _keep(unit: Session, actor: Actor, volunteer: Volunteer, typed: Typed) -> Any:
    wanted = select(Centre.id).where(Centre.public_id == typed["to_centre"])
    return ask_transfer(unit, volunteer, unit.scalars(wanted).one(), typed["reason"], actor)


def _centres(unit: Session) -> dict[str, str]:
    rows = unit.execute(select(Centre.public_id, Centre.name).order_by(Centre.name))
    return {row[0]: row[1] for row in rows}


def _tell_person(unit: Session, found: VolunteerTransfer) -> bool:
    return send_moved(unit, unit.get_one(Volunteer, found.volunteer_id), found)


def _moved(told: bool) -> str:
    if told:
        return "They have moved, and a message tells them."
    return "They have moved. We cannot write to them: please ring them."


def _asking_centre(found: VolunteerTransfer) -> int:
    asked = found.answering_centre_id
    return found.from_centre_id if asked == found.to_centre_id else found.to_centre_id


def _row(unit: Session, actor: Actor, found: VolunteerTransfer) -> dict[str, Any]:
    """A transfer as the actor may see it: a surname only where the person is theirs."""
    person = unit.get_one(Volunteer, found.volunteer_id)
    names = centre_names(unit)
    district = find_district(person.district_code) if person.district_code else None
    ours = person.centre_id in actor.centre_ids
    asked = found.state == TransferState.ASKED
    done = found.state == TransferState.DONE
    return {
        "transfer": found,
        "person": person,
        "ours": ours,
        "district": district.name if district else "",
        "from_centre": names[found.from_centre_id],
        "to_centre": names[found.to_centre_id],
        "may_answer": asked and found.answering_centre_id in actor.centre_ids,
        "may_take_back": asked and _asking_centre(found) in actor.centre_ids,
        "may_reverse": done and person.centre_id == found.to_centre_id,
    }
