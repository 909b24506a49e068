"""Roles for a person: ranked, with what speaks for and against; a basket; print and letter."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.db import db, unit_of_work
from brokerage.errors import Conflict, Invalid
from brokerage.introductions.basket import (
    MOST,
    empty_basket,
    list_basket,
    put_in_basket,
    take_out_of_basket,
)
from brokerage.introductions.myday import list_of_volunteer
from brokerage.introductions.tellshortlist import queue_shortlist
from brokerage.introductions.views.blueprint import at_desk, desk, do_once, text_of
from brokerage.opportunities.service import get_shown
from brokerage.suggestions.profiles import nearly_fitting, nearly_for
from brokerage.suggestions.results import Card
from brokerage.suggestions.shortlists import cards_of, roles_for
from brokerage.tenancy import get_volunteer
from brokerage.volunteers.models import Volunteer
from brokerage.weeks import local_today

SHOWN = 12
NEARLY = 5


@desk.get("/people/<volunteer_id>/shortlist")
@needs("introductions.read")
def shortlist(volunteer_id: str) -> ResponseReturnValue:
    """Roles that fit somebody, best first."""
    session, actor = db.session(), current_actor()
    person = get_volunteer(session, actor, volunteer_id)
    under_way = {one.opportunity.public_id: one for one in list_of_volunteer(session, person.id)}
    basket = list_basket(session, actor, person)
    return render_template(
        "desk/shortlist.html",
        person=person,
        cards=roles_for(session, person, SHOWN, set(under_way)),
        under_way=[one for one in under_way.values() if one.is_open],
        nearly=nearly_for(session, person),
        nearly_roles=nearly_fitting(session, person, NEARLY),
        basket=basket,
        in_basket={item.opportunity.public_id for item in basket},
        most=MOST,
    )


@desk.post("/people/<volunteer_id>/basket")
@needs("introductions.refer")
def change_basket(volunteer_id: str) -> ResponseReturnValue:
    """Lay a role aside, put it back, or empty the basket."""
    role_id, what = text_of("role", 22), text_of("do", 10)
    try:
        with unit_of_work() as session:
            actor = current_actor()
            person = get_volunteer(session, actor, volunteer_id)
            if what == "empty":
                empty_basket(session, actor, person)
            elif what == "take":
                take_out_of_basket(session, actor, person, get_shown(session, role_id))
            elif what == "put":
                put_in_basket(session, actor, person, get_shown(session, role_id))
            else:
                raise Invalid("Choose a role.", "do")
    except Conflict as problem:
        flash(problem.message)
    where = f"role-{role_id}" if what == "put" else None
    return redirect(url_for("desk.shortlist", volunteer_id=volunteer_id, _anchor=where))


@desk.get("/people/<volunteer_id>/shortlist/print")
@needs("introductions.read")
def print_shortlist(volunteer_id: str) -> ResponseReturnValue:
    """What is in the basket, else the first five, to print and hand over."""
    session, actor = db.session(), current_actor()
    person = get_volunteer(session, actor, volunteer_id)
    return render_template(
        "desk/print_shortlist.html",
        person=person,
        cards=_chosen(session, actor, person),
        centre=session.get_one(Centre, person.centre_id),
        large=request.args.get("size") == "large",
        printed_on=local_today(),
    )


@desk.post("/people/<volunteer_id>/shortlist/letter")
@needs("introductions.refer")
def send_shortlist(volunteer_id: str) -> ResponseReturnValue:
    """The same as a letter to be printed and posted, or as a message."""
    with unit_of_work() as session:
        actor = at_desk("letter")
        person = get_volunteer(session, actor, volunteer_id)
        cards = _chosen(session, actor, person)
        way = text_of("way", 10)
        do_once(session, actor, "shortlist", lambda: queue_shortlist(session, person, cards, way))
    flash("The letter waits to be printed." if way == "letter" else "The list is on its way.")
    return redirect(url_for("desk.shortlist", volunteer_id=volunteer_id))


def _chosen(session: Session, actor: Actor, person: Volunteer) -> Sequence[Card]:
    basket = list_basket(session, actor, person)
    if basket:
        return cards_of(session, person, [item.opportunity.public_id for item in basket])
    tried = {one.opportunity.public_id for one in list_of_volunteer(session, person.id)}
    return roles_for(session, person, MOST, tried)
