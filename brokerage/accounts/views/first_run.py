"""The first page of a new installation: the lead centre, and its manager.

Open only to whoever holds the address that `flask serve` printed, and only while nobody of staff
has an account.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.access import public
from brokerage.accounts import forms
from brokerage.accounts.challenges import claim_link, find_by_link
from brokerage.accounts.opening import open_staff, staff_exist
from brokerage.accounts.passwords import set_password
from brokerage.accounts.throttling import note_try
from brokerage.accounts.views.blueprint import accounts, ask
from brokerage.actors import Role
from brokerage.centres.opening_first import open_lead
from brokerage.centres.service import find_lead
from brokerage.db import db, unit_of_work
from brokerage.errors import Conflict, Invalid, NotFound
from brokerage.forms import Control
from brokerage.geography.models import District
from brokerage.weeks import local_today

KIND = ("set_up",)
OF_CENTRE = ("centre", "district", "address", "phone")


@accounts.get("/set-up/<token>")
@public
def set_up(token: str) -> ResponseReturnValue:
    """Ask for the lead centre and its manager."""
    _check_open(db.session(), token)
    return ask("set_up", _asked(db.session()), centre=find_lead(db.session()))


@accounts.post("/set-up/<token>")
@public
def keep_set_up(token: str) -> ResponseReturnValue:
    """Make both, and close this page for good."""
    with unit_of_work() as unit:
        note_try(unit, "set_up", token, request.remote_addr)
        _check_open(unit, token)
        asked = _asked(unit)
        centre = find_lead(unit)
        page = {"centre": centre}
        typed, errors = forms.read(asked, request.form)
    if errors:
        return ask("set_up", asked, typed, errors, **page)
    try:
        with unit_of_work() as unit:
            if claim_link(unit, KIND, token) is None or staff_exist(unit):
                raise NotFound("The service is set up already.")
            _set_up(unit, typed)
    except (Invalid, Conflict) as problem:
        return ask("set_up", asked, typed, forms.about(problem, asked), **page)
    flash("The service is set up. Sign in with your e-mail address and password.")
    return redirect(url_for("accounts.by_password"))


def _check_open(unit: Session, token: str) -> None:
    if staff_exist(unit) or find_by_link(unit, KIND, token) is None:
        raise NotFound("The service is set up already, or this address is not the newest one.")


def _asked(unit: Session) -> tuple[Control, ...]:
    """Without the centre's questions where the lead centre is there already."""
    if find_lead(unit) is not None:
        return tuple(c for c in forms.SET_UP if c.name not in OF_CENTRE)
    found = unit.execute(select(District.code, District.name).order_by(District.name)).all()
    choices = (("", "Choose one"), *((code, name) for code, name in found))
    return tuple(replace(c, choices=choices) if c.name == "district" else c for c in forms.SET_UP)


def _set_up(unit: Session, typed: Mapping[str, str]) -> None:
    centre = find_lead(unit)
    if centre is None:
        facts = {name: typed[name] for name in ("address", "phone")}
        centre = open_lead(unit, typed["centre"], typed["district"], local_today(), **facts)
    email = typed["email"].lower()
    manager = open_staff(unit, email, typed["full_name"], Role.MANAGER, centre.id, email=email)
    set_password(unit, manager, typed["password"])
