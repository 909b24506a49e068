"""Named evaluations: all of them, setting one up, one with its releases, and its end."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.forms import filled
from brokerage.db import db, unit_of_work
from brokerage.errors import BrokerageError, Conflict, Invalid
from brokerage.evaluation.periods import MONTHS_IN, Period
from brokerage.evaluation.reading import last_periods
from brokerage.evaluation.releases.evaluations import (
    Setting,
    end,
    get_evaluation,
    list_evaluations,
    set_up,
)
from brokerage.evaluation.releases.jobs import make_release
from brokerage.evaluation.releases.letting_go import ask_for
from brokerage.evaluation.releases.models import Evaluation, Release
from brokerage.evaluation.views.blueprint import evaluation
from brokerage.forms import Control
from brokerage.idempotency import new_submission_key
from brokerage.introductions.views.blueprint import do_once
from brokerage.jobs.service import ask
from brokerage.records.forms import DAY_HINT, Errors, Typed, choose, get_day, read
from brokerage.records.people import names_of
from brokerage.weeks import local_today

LISTED = {"quarter": 8, "month": 13}
ASKED = (
    Control("name", "text", "Name of the evaluation", "Such as: Pilot, first year", required=True),
    Control("evaluator", "text", "Who evaluates", "A university or a firm, say", required=True),
    Control(
        "purpose",
        "long_text",
        "What they want to find out",
        "One or two sentences. They stand in every package.",
        required=True,
    ),
    Control(
        "agreement",
        "text",
        "The agreement that they have signed",
        "Such as: data sharing agreement of 3 July 2026. Sign it before you go on",
        required=True,
    ),
    Control("begins_on", "text", "First day", DAY_HINT, required=True),
    Control("ends_on", "text", "Last day", "The key is destroyed the night after", required=True),
    choose(
        "dates",
        "How exact are the dates that they get?",
        {"months": "Months only", "days": "Days"},
        "Choose months unless the question needs days. Fewer people can be recognised by a month",
    ),
)
END = Control(
    "sure",
    "checkboxes",
    "Are you sure?",
    choices=(("yes", "End it, and destroy its key and its releases"),),
)


@evaluation.get("/evaluations")
@needs("releases.make")
def evaluations() -> ResponseReturnValue:
    """All of them, those that go on first."""
    found = list_evaluations(db.session())
    return render_template("evaluation/releases/index.html", evaluations=found)


@evaluation.get("/evaluations/new")
@needs("evaluations.manage")
def new_evaluation() -> ResponseReturnValue:
    """What has to be said of one."""
    return _form()


@evaluation.post("/evaluations/new")
@needs("evaluations.manage")
def keep_evaluation() -> ResponseReturnValue:
    """Set it up, with a key of its own."""
    typed, errors = read(ASKED, request.form)
    if errors:
        return _form(typed, errors)
    actor = current_actor()
    try:
        with unit_of_work() as session:

            def make() -> Evaluation:
                secret = str(current_app.config["SECRET_KEY"])
                return set_up(session, _setting(typed), actor, local_today(), secret)

            public_id = do_once(session, actor, "evaluation", make)
    except Invalid as problem:
        return _form(typed, {problem.field or "name": [problem.message]})
    flash("Set up. You can ask for a release now.")
    return redirect(url_for("evaluation.one_evaluation", evaluation_id=public_id))


@evaluation.get("/evaluations/<evaluation_id>")
@needs("releases.make")
def one_evaluation(evaluation_id: str) -> ResponseReturnValue:
    """What it is for, and its releases."""
    return _page(evaluation_id)


@evaluation.post("/evaluations/<evaluation_id>/releases")
@needs("releases.make")
def ask_release(evaluation_id: str) -> ResponseReturnValue:
    """Have the records of a period made, beside the requests."""
    actor = current_actor()
    try:
        with unit_of_work() as session:
            found = get_evaluation(session, evaluation_id)

            def make() -> Release:
                period = Period.read(request.form.get("period", ""))
                asked = ask_for(session, found, period, actor, local_today())
                ask(session, make_release, release_id=asked.id, asked_by=actor.name)
                return asked

            public_id = do_once(session, actor, "release", make)
    except (Conflict, Invalid) as problem:
        return _page(evaluation_id, _at(problem, "period"))
    return redirect(url_for("evaluation.release", release_id=public_id))


@evaluation.get("/evaluations/<evaluation_id>/end")
@needs("evaluations.manage")
def ask_end(evaluation_id: str) -> ResponseReturnValue:
    """What ending it means."""
    return _end_page(evaluation_id)


@evaluation.post("/evaluations/<evaluation_id>/end")
@needs("evaluations.manage")
def end_evaluation(evaluation_id: str) -> ResponseReturnValue:
    """Destroy the key, and what was made under it."""
    if request.form.get("sure") != "yes":
        return _end_page(evaluation_id, {"sure": ["Tick the box if you are sure."]})
    try:
        with unit_of_work() as session:
            end(session, get_evaluation(session, evaluation_id), current_actor())
    except Conflict as problem:
        return _end_page(evaluation_id, _at(problem, "sure"))
    flash("Ended. Its key and its releases are destroyed.")
    return redirect(url_for("evaluation.one_evaluation", evaluation_id=evaluation_id))


def _setting(typed: Typed) -> Setting:
    """Raises Invalid, naming the field."""
    return Setting(
        name=typed["name"],
        evaluator=typed["evaluator"],
        purpose=typed["purpose"],
        agreement=typed["agreement"],
        begins_on=get_day(typed["begins_on"], "begins_on"),
        ends_on=get_day(typed["ends_on"], "ends_on"),
        months_only=typed["dates"] == "months",
    )


def _at(problem: BrokerageError, field: str) -> Errors:
    return {field: [problem.message]}


def _form(typed: Typed | None = None, errors: Errors | None = None) -> ResponseReturnValue:
    page = render_template(
        "evaluation/releases/new.html",
        controls=filled(ASKED, typed or {}, errors),
        submission_key=new_submission_key,
        errors=errors,
    )
    return page, 422 if errors else 200


def _end_page(evaluation_id: str, errors: Errors | None = None) -> ResponseReturnValue:
    found = get_evaluation(db.session(), evaluation_id)
    page = render_template(
        "evaluation/releases/end.html",
        evaluation=found,
        sure=filled([END], {}, errors)[0],
        errors=errors,
    )
    return page, 422 if errors else 200


def _page(evaluation_id: str, errors: Errors | None = None) -> ResponseReturnValue:
    session = db.session()
    found = get_evaluation(session, evaluation_id)
    people = [found.set_up_by, found.ended_by, *(one.asked_by for one in found.releases)]
    page = render_template(
        "evaluation/releases/show.html",
        evaluation=found,
        names=names_of(session, people),
        in_words={one.period: Period.read(one.period).in_words() for one in found.releases},
        control=filled([_which_period()], request.form, errors)[0],
        submission_key=new_submission_key,
        errors=errors,
    )
    return page, 422 if errors else 200


def _which_period() -> Control:
    over = [
        period
        for kind in reversed(MONTHS_IN)
        for period in reversed(last_periods(Period.around(local_today(), kind), LISTED[kind]))
        if period.until <= local_today()
    ]
    choices = tuple((str(period), period.in_words()) for period in over)
    return Control("period", "select", "Records of which quarter or month?", choices=choices)
