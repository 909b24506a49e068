"""One role's page: still needed, how many more, filled, keep it longer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.db import db, unit_of_work
from brokerage.errors import Conflict, Invalid
from brokerage.introductions.answering import roles
from brokerage.introductions.answering.chasing import opening_days
from brokerage.introductions.answering.views.blueprint import Door, text_of
from brokerage.opportunities.alive.asking import find_open
from brokerage.opportunities.alive.rules import coming
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.models import State as RoleState
from brokerage.opportunities.service import places_left
from brokerage.schema import day_in_words

Find = Callable[[Session], tuple[Door, Opportunity]]
MORE = {"1": "1 more", "2": "2 more", "5": "5 more", "any": "As many as come"}
STATES = {
    RoleState.DRAFT: "Not sent yet",
    RoleState.SUBMITTED: "Your volunteer centre is looking at it",
    RoleState.CHANGES_ASKED: "Your volunteer centre asks for a change",
    RoleState.DECLINED: "Not published",
    RoleState.LIVE: "Shown to people now",
    RoleState.PAUSED: "Paused: not shown for now",
    RoleState.FILLED: "Filled",
    RoleState.CLOSED: "Closed",
    RoleState.EXPIRED: "Ran out",
}
ALREADY = "That was said already. Thank you."


def role_page(door: Door, role: Opportunity, errors: Mapping[str, list[str]] | None = None) -> str:
    """Where the role stands, and one tap for each answer."""
    session = db.session()
    asking = find_open(session, role)
    step = asking and coming(
        asking.asked_on, asking.lowered_on, asking.paused_on, opening_days(role.organisation)
    )
    return render_template(
        "alive/role.html",
        door=door,
        role=role,
        state=STATES[RoleState(role.state)],
        asking=asking,
        step=step,
        more=MORE,
        places=places_left(role),
        on_the_way=len(roles.list_on_the_way(session, role)),
        errors=errors or {},
        typed=request.form,
    )


def filled_page(door: Door, role: Opportunity) -> str:
    """Whom it concerns, before it is said."""
    people = roles.list_on_the_way(db.session(), role)
    return render_template(
        "alive/filled.html",
        door=door,
        role=role,
        state=STATES[RoleState(role.state)],
        sent=[one for one in people if one.referred_at is not None],
        others=sum(one.referred_at is None for one in people),
    )


def take_role_answer(find: Find) -> ResponseReturnValue:
    """Do what was tapped, once."""
    try:
        with unit_of_work() as session:
            door, role = find(session)
            said = _do(session, door, role)
            address = door.back or door.role(role)
    except (Invalid, Conflict) as problem:
        door, role = find(db.session())
        errors = {problem.field or "answer": [problem.message]}
        return role_page(door, role, errors), problem.status
    flash(said)
    return redirect(address)


def _do(session: Session, door: Door, role: Opportunity) -> str:
    code = text_of("answer", 20)
    if code == "filled":
        told = " Whoever was on the way has been told." if _concerns(session, role) else ""
        fresh = roles.say_filled(session, role, door.actor)
        return f"Noted: it is filled.{told}" if fresh else ALREADY
    if code == "closed":
        fresh = roles.say_closed(session, role, door.actor)
        return "Noted: nobody else is sent. Whoever was on the way was told." if fresh else ALREADY
    if code == "longer":
        roles.say_longer(session, role, door.actor, _day_seen(role))
        assert role.expires_on  # noqa: S101 - one without a last day was refused
        return f"Thank you. It stays until {day_in_words(role.expires_on)}."
    if code == "at_a_time":
        roles.say_at_a_time(session, role, _number("at_a_time"))
        return "Noted. We send nobody beyond that."
    more = text_of("more", 10)
    if code != "needed" or more not in MORE:
        raise Invalid("Choose how many more people you can take.", "more")
    said = "It is shown again." if role.state == RoleState.FILLED else "It is shown as before."
    roles.say_needed(session, role, door.actor, None if more == "any" else int(more))
    return f"Thank you. {said}"


def _concerns(session: Session, role: Opportunity) -> bool:
    return bool(roles.list_on_the_way(session, role))


def _day_seen(role: Opportunity) -> date | None:
    """The last day that the page showed: after a second tap the role has another."""
    shown = text_of("seen_expires", 10)
    return role.expires_on if str(role.expires_on) == shown else None


def _number(name: str) -> int | None:
    text = text_of(name, 10)
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        raise Invalid("Write a whole number, such as 3.", name)
    return int(text)
