"""The desk's way in: whose hours wait, sheets to key, and what was said of placements."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.views.reading import reading
from brokerage.db import db, unit_of_work
from brokerage.errors import BrokerageError, Conflict, Invalid
from brokerage.hours.feedback.questions import ASKED, MOMENTS, OUTCOMES
from brokerage.hours.feedback.service import keep_feedback, list_feedback, moment_of, outcomes_of
from brokerage.hours.figures import CURRENT, counts, hours_given
from brokerage.hours.models import HourEntry, Kind
from brokerage.hours.views.blueprints import desk_hours
from brokerage.hours.views.feedback import read_answers
from brokerage.introductions.models import Introduction
from brokerage.introductions.views.blueprint import at_desk
from brokerage.introductions.views.naming import name_for
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.tenancy import get_introduction, organisations_seen_by
from brokerage.weeks import local_today

MOST = 40


@desk_hours.get("")
@needs("introductions.read")
def index() -> ResponseReturnValue:
    """Organisations with placements: hours that wait, sheets, rotas. Found by name."""
    unit, today = db.session(), local_today()
    words = " ".join(request.args.get("q", "").replace("\0", "").split())[:100]
    found = [(row[0], int(row[1])) for row in unit.execute(_organisations(words))]
    given = hours_given(
        unit, today.replace(month=1, day=1), today, sorted(current_actor().centre_ids)
    )
    waiting = _waiting(unit, [one.id for one, _count in found])
    return render_template(
        "hours/desk.html",
        found=found,
        waiting=waiting,
        given_this_year=given,
        words=words,
        most=MOST,
    )


@desk_hours.get("/feedback/<introduction_id>")
@needs("introductions.move")
def feedback(introduction_id: str) -> ResponseReturnValue:
    """Both sides' answers, and a form for what somebody says by telephone."""
    with reading() as (unit, actor):
        found = get_introduction(unit, actor, introduction_id)
        audit.record(unit, actor, "read", "placement_feedback", found.public_id)
        return _page(found)


@desk_hours.post("/feedback/<introduction_id>")
@needs("introductions.move")
def keep(introduction_id: str) -> ResponseReturnValue:
    """Keep what one side says by telephone."""
    side = request.form.get("side", "")
    try:
        with unit_of_work() as unit:
            if side not in ASKED:
                raise Invalid("Say whose answers these are.", "side")
            found = get_introduction(unit, current_actor(), introduction_id)
            actor = at_desk("phone", side)
            keep_feedback(unit, found, side, read_answers(side), actor, local_today())
    except (Conflict, Invalid) as problem:
        return _page(get_introduction(db.session(), current_actor(), introduction_id), problem)
    flash("The answers are kept.")
    return redirect(url_for(".feedback", introduction_id=introduction_id))


def _page(found: Introduction, problem: BrokerageError | None = None) -> ResponseReturnValue:
    unit = db.session()
    started = found.started_on is not None
    page = render_template(
        "hours/desk_feedback.html",
        placement=found,
        name=name_for(found.volunteer, current_actor()),
        given=list_feedback(unit, found),
        asked=ASKED,
        outcomes=OUTCOMES,
        outcome_answers=outcomes_of(unit, found, moment_of(found)) if started else {},
        moments=MOMENTS,
        errors={problem.field or "side": [problem.message]} if problem else {},
        typed=request.form if problem else {},
    )
    return page, problem.status if problem else 200


def _organisations(words: str) -> Select[Organisation, int]:
    """With how many people give their time there now, most first."""
    now = func.count(Introduction.id)
    mine = organisations_seen_by(current_actor()).with_only_columns(Organisation.id)
    query = (
        select(Organisation, now)
        .join(Opportunity, Opportunity.organisation_id == Organisation.id)
        .join(Introduction, Introduction.opportunity_id == Opportunity.id)
        .where(Organisation.id.in_(mine))
        .where(Introduction.started_on.is_not(None), Introduction.closed_at.is_(None))
        .group_by(Organisation.id)
        .order_by(now.desc(), Organisation.name)
        .limit(MOST)
    )
    return query.where(Organisation.name.icontains(words, autoescape=True)) if words else query


def _waiting(unit: Session, ids: list[int]) -> dict[int, int]:
    query = (
        select(HourEntry.organisation_id, func.count())
        .where(CURRENT, HourEntry.organisation_id.in_(ids), HourEntry.kind == Kind.RECORDED)
        .where(counts())
        .group_by(HourEntry.organisation_id)
    )
    return {row[0]: row[1] for row in unit.execute(query)}
