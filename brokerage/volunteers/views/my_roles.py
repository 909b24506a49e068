"""Roles for me, roles I keep, and applying for one; my sessions as a calendar."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.db import db, unit_of_work
from brokerage.errors import BrokerageError, Conflict, Invalid
from brokerage.idempotency import new_submission_key, once
from brokerage.introductions import calendar, kept
from brokerage.introductions.models import Introduction
from brokerage.introductions.service import (
    Agreement,
    AlreadyIntroduced,
    channels_of,
    find_open,
    refer,
)
from brokerage.introductions.service import (
    apply as apply_for,
)
from brokerage.introductions.states import State
from brokerage.links import link
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.service import get_shown, is_open
from brokerage.opportunities.words import why_closed
from brokerage.suggestions.openings import openings_for
from brokerage.suggestions.profiles import nearly_fitting
from brokerage.suggestions.shortlists import kept_reasons, match_of, reasons_to_send, roles_for
from brokerage.volunteers.views.blueprints import my
from brokerage.volunteers.views.my_introductions import myself
from brokerage.weeks import local_today

MATCHES = 20
NEARLY = 5
LONGEST_NOTE = 2000


@my.get("/roles")
@needs("my.introductions")
def roles() -> ResponseReturnValue:
    """Open roles ranked for what my record says, best first, and those I keep."""
    unit, me = db.session(), myself()
    mine = kept.list_kept(unit, me)
    today = local_today()
    return render_template(
        "my/roles.html",
        me=me,
        cards=roles_for(unit, me, MATCHES),
        openings=openings_for(unit, me),
        nearly_roles=nearly_fitting(unit, me, NEARLY),
        kept=[(one.opportunity, is_open(one.opportunity, today)) for one in mine],
        kept_ids={one.opportunity_id for one in mine},
        today=today,
    )


@my.post("/roles/<role_id>/keep")
@needs("my.introductions")
def keep(role_id: str) -> ResponseReturnValue:
    """Keep a role, to look at again."""
    with unit_of_work() as unit:
        role = get_shown(unit, role_id)
        kept.keep(unit, myself(), role)
        title = role.title
    flash(f"“{title}” is kept for you.")
    return redirect(url_for("my.roles"))


@my.post("/roles/<role_id>/let-go")
@needs("my.introductions")
def let_go(role_id: str) -> ResponseReturnValue:
    """Keep it no longer."""
    with unit_of_work() as unit:
        kept.let_go(unit, myself(), get_shown(unit, role_id))
    flash("It is no longer kept.")
    return redirect(url_for("my.roles"))


@my.get("/apply/<role_id>")
@needs("my.introductions")
def apply(role_id: str) -> ResponseReturnValue:
    """What the organisation would receive, before I say yes."""
    role = get_shown(db.session(), role_id)
    found = find_open(db.session(), myself().id, role.id)
    if found is not None and found.state not in (State.SUGGESTED, State.OFFERED):
        return redirect(url_for("my.introduction", introduction_id=found.public_id))
    return _ask(role)


@my.post("/apply/<role_id>")
@needs("my.introductions")
def send_application(role_id: str) -> ResponseReturnValue:
    """Send it; a full role puts me on its waiting list. Sent twice, it is one."""
    try:
        with unit_of_work() as unit:
            role = get_shown(unit, role_id)
            key = request.form.get("key", "")
            made = once(unit, key, current_actor(), lambda: _apply(role), "application")
    except AlreadyIntroduced as problem:
        made = problem.public_id
    except (Conflict, Invalid) as problem:
        return _ask(get_shown(db.session(), role_id), problem)
    flash("It is sent. You see here what happens next.")
    return redirect(url_for("my.introduction", introduction_id=made))


@my.get("/calendar")
@needs("my.introductions")
def calendar_page() -> ResponseReturnValue:
    """What the calendar feed is, and its address where there is one."""
    address = calendar.find_address(db.session(), myself())
    feed = link("calendars.feed", token=address.token) if address else None
    return render_template("my/calendar.html", feed=feed)


@my.post("/calendar")
@needs("my.introductions")
def renew_calendar() -> ResponseReturnValue:
    """A new secret address; the one before stops working at once."""
    with unit_of_work() as unit:
        calendar.renew_address(unit, myself())
    flash("This is your calendar’s address. An address from before works no more.")
    return redirect(url_for("my.calendar_page"))


@my.post("/calendar/end")
@needs("my.introductions")
def end_calendar() -> ResponseReturnValue:
    """No feed any more."""
    with unit_of_work() as unit:
        calendar.end_address(unit, myself())
    flash("Your calendar’s address works no more.")
    return redirect(url_for("my.calendar_page"))


def _apply(role: Opportunity) -> Introduction:
    unit, me = db.session(), myself()
    note = request.form.get("note", "").replace("\0", "")
    if len(note) > LONGEST_NOTE:
        raise Invalid(f"Write at most {LONGEST_NOTE:,} characters.", "note")
    if request.form.get("agreed") != "yes":
        raise Invalid("Tick that you agree, or do not send it.", "agreed")
    match = match_of(unit, me, role)
    agreement = Agreement(request.form.get("contact_channel", ""), reasons_to_send(match), note)
    found = find_open(unit, me.id, role.id)
    if found is not None and found.state in (State.SUGGESTED, State.OFFERED):
        refer(unit, found, current_actor(), agreement, or_wait=True)
        return found
    return apply_for(unit, me, role, current_actor(), agreement, kept_reasons(match))


def _ask(role: Opportunity, problem: BrokerageError | None = None) -> ResponseReturnValue:
    me = myself()
    ways = channels_of(me)
    text = render_template(
        "my/apply.html",
        role=role,
        me=me,
        closed=why_closed(role, local_today()),
        ways=ways,
        way=request.form.get("contact_channel") or next(iter(ways)),
        note=request.form.get("note", ""),
        agreed=request.form.get("agreed") == "yes",
        reasons=reasons_to_send(match_of(db.session(), me, role)),
        errors={problem.field or "send": [problem.message]} if problem else {},
        key=new_submission_key(),
    )
    return text, problem.status if problem else 200
