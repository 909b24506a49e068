"""One person's page: the question, what can be answered, and how to reach them after a yes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.db import db, done_reading, unit_of_work
from brokerage.errors import Conflict, Invalid
from brokerage.introductions.answering.answers import (
    ANSWERS,
    ENDED,
    NO,
    give,
    may_say_filled,
    open_answers,
    way_out,
)
from brokerage.introductions.answering.reach import how_to_reach, note_reading
from brokerage.introductions.answering.views.blueprint import Door, day_of_form, text_of
from brokerage.introductions.contacts import log_contact
from brokerage.introductions.models import Introduction
from brokerage.introductions.reasons import REASONS, kind_words
from brokerage.introductions.states import State

Found = tuple[Door, Introduction]
Find = Callable[[Session], Found]
ALREADY = "That was said already, perhaps by somebody else of yours. Thank you."
SAID_NO = "Thank you for telling us. They have been told kindly, with other roles to look at."
TARGETS = {NO: State.UNSUCCESSFUL, ENDED: State.ENDED}


def one_page(door: Door, one: Introduction, errors: Mapping[str, list[str]] | None = None) -> str:
    """Everything the organisation may know of one person; reading contacts is written down."""
    session, actor, public_id = db.session(), door.actor, one.public_id
    reach = how_to_reach(session, one)
    page = render_template(
        "answering/one.html",
        door=door,
        one=one,
        answers=open_answers(one),
        out=way_out(one),
        may_say_filled=may_say_filled(one),
        reach=reach,
        centre=session.get_one(Centre, one.home_centre_id),
        errors=errors or {},
        typed=request.form,
    )
    if reach is not None:
        done_reading()
        with unit_of_work() as unit:
            note_reading(unit, public_id, actor)
    return page


def take_answer(find: Find) -> ResponseReturnValue:
    """Do what was tapped. What cannot be done is said on the page, with what was typed."""
    code = text_of("answer", 20)
    try:
        with unit_of_work() as session:
            door, one = find(session)
            day = day_of_form(f"on_{code}") if code in ANSWERS else None
            reason = text_of("reason", 40)
            fresh = give(session, one, door.actor, code, on=day, reason=reason)
            if fresh:
                log_at_the_desk(session, door.actor, one, code)
            address = door.one(one)
    except (Invalid, Conflict) as problem:
        return _again(find, problem)
    said = ANSWERS[code].said if code in ANSWERS else SAID_NO
    flash(said if fresh else ALREADY)
    return redirect(address)


def ask_why(door: Door, one: Introduction, errors: Mapping[str, list[str]] | None = None) -> str:
    """Choose a reason; beside each stand the kind words that the volunteer reads."""
    code = way_out(one)
    target = TARGETS.get(code or "")
    labels = REASONS[target] if target else {}
    return render_template(
        "answering/not_this_time.html",
        door=door,
        one=one,
        code=code,
        reasons=[
            (each, reason.label, kind_words(target, each))
            for each, reason in labels.items()
            if target
        ],
        centre=db.session().get_one(Centre, one.home_centre_id),
        errors=errors or {},
    )


def log_at_the_desk(session: Session, actor: Actor, one: Introduction, code: str) -> None:
    """A broker who answers for a group has just spoken with it."""
    if actor.through != "phone":
        return
    label = ANSWERS[code].button if code in ANSWERS else "Not this time"
    centre_id = one.home_centre_id
    log_contact(session, actor, centre_id, "call", "spoke", f"{label}.", introduction=one)


def _again(find: Find, problem: Invalid | Conflict) -> ResponseReturnValue:
    door, one = find(db.session())
    errors = {problem.field or "answer": [problem.message]}
    leaving = text_of("answer", 20) in TARGETS and one.is_open
    page = ask_why if leaving else one_page
    return page(door, one, errors), problem.status
