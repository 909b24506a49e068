"""Bringing people, roles and history in: send files, look at a preview, confirm, see the report."""

from __future__ import annotations

from flask import Blueprint, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from brokerage import audit
from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.db import db, done_reading, unit_of_work
from brokerage.errors import Conflict, Invalid, NotFound
from brokerage.idempotency import new_submission_key, once
from brokerage.interchange import runs
from brokerage.interchange.jobs import work_on_import
from brokerage.interchange.mapping_form import draw_columns, read_columns
from brokerage.interchange.models import ImportRun, RunState
from brokerage.interchange.report_page import STATES, page_of
from brokerage.interchange.uploads import FORMS, look_at
from brokerage.jobs.service import ask
from brokerage.progress import rows_done

imports = Blueprint("imports", __name__, url_prefix="/imports")

REFRESH_SECONDS = 4


@imports.get("")
@needs("volunteers.import")
def index() -> ResponseReturnValue:
    """The last imports, and a form for a new one."""
    return _index({}, None)


@imports.post("")
@needs("volunteers.import", largest="MAX_IMPORT_BYTES")
def send() -> ResponseReturnValue:
    """Take files in, and begin to read them or ask about their columns."""
    actor = current_actor()
    done_reading()  # nobody waits while the files are looked at
    sent = [one for one in request.files.getlist("files") if one.filename]
    try:
        form = request.form.get("form", "")
        if form not in FORMS:
            raise Invalid("Choose what you bring in.", "form")
        files = [runs.NamedFile(str(one.filename)[:200], one.read()) for one in sent]
        mapping = look_at(form, files)
        with unit_of_work() as session:
            centre = _chosen_centre(actor)

            def make() -> ImportRun:
                run = runs.begin_run(
                    session, actor, centre.id, form, files, _secret(), mapping=mapping
                )
                if mapping is None:
                    ask(session, work_on_import, run_id=run.id)
                return run

            public_id = once(session, request.form.get("key", ""), actor, make, "import")
    except Invalid as problem:
        return _index({problem.field or "files": [problem.message]}, request.form.get("form"))
    return redirect(url_for("imports.show", import_id=public_id))


@imports.get("/<import_id>")
@needs("volunteers.import")
def show(import_id: str) -> ResponseReturnValue:
    """Where an import stands: how far it is, the preview, or the report."""
    session = db.session()
    run = runs.get_run(session, current_actor(), import_id)
    if run.state == RunState.COLUMNS:
        return redirect(url_for("imports.columns", import_id=import_id))
    works = run.state in (RunState.READING, RunState.IMPORTING)
    watched = works and "still" not in request.args
    page = render_template(
        "interchange/show.html",
        run=run,
        watched=watched,
        works=works,
        written=_written(run) if run.state == RunState.IMPORTING else 0,
        words=STATES,
        parts=page_of(run.report or [], request.args.get("show", ""), request.args.get("page", "")),
        chosen=request.args.get("show", ""),
        rejects=runs.list_rejects(session, run),
    )
    answer = make_response(page)
    if watched:
        answer.headers["Refresh"] = str(REFRESH_SECONDS)
    return answer


@imports.get("/<import_id>/columns")
@needs("volunteers.import")
def columns(import_id: str) -> ResponseReturnValue:
    """Ask which column is what."""
    run = runs.get_run(db.session(), current_actor(), import_id)
    return _columns(run, runs.last_mapping(db.session(), run) if run.mapping else None, {})


@imports.post("/<import_id>/columns")
@needs("volunteers.import")
def choose_columns(import_id: str) -> ResponseReturnValue:
    """Keep what was chosen, and draw the preview."""
    with unit_of_work() as session:
        run = runs.get_run(session, current_actor(), import_id, lock=True)
        if run.mapping is None:
            raise NotFound("We cannot find that page.")
        chosen, errors = read_columns(run.mapping["heading"], request.form, run.centre_id)
        if errors:
            return _columns(run, chosen, errors)
        runs.choose_columns(session, run, chosen)
        ask(session, work_on_import, run_id=run.id)
    return redirect(url_for("imports.show", import_id=import_id))


@imports.post("/<import_id>/confirm")
@needs("volunteers.import")
def confirm(import_id: str) -> ResponseReturnValue:
    """Bring it in."""
    with unit_of_work() as session:
        run = runs.get_run(session, current_actor(), import_id, lock=True)
        if runs.confirm(session, run, current_actor()):
            ask(session, work_on_import, run_id=run.id)
    return redirect(url_for("imports.show", import_id=import_id))


@imports.post("/<import_id>/stop")
@needs("volunteers.import")
def stop(import_id: str) -> ResponseReturnValue:
    """Keep nothing of it."""
    with unit_of_work() as session:
        run = runs.get_run(session, current_actor(), import_id, lock=True)
        runs.stop(session, run, current_actor())
    return redirect(url_for("imports.show", import_id=import_id))


@imports.post("/<import_id>/rejects/delete")
@needs("volunteers.import")
def delete_rejects(import_id: str) -> ResponseReturnValue:
    """The refused rows are not needed any more."""
    with unit_of_work() as session:
        run = runs.get_run(session, current_actor(), import_id, lock=True)
        runs.delete_rejects(session, run, current_actor())
    return redirect(url_for("imports.show", import_id=import_id))


@imports.post("/<import_id>/rejects")
@needs("volunteers.import")
def take_rejects(import_id: str) -> ResponseReturnValue:
    """The refused rows of one file, to be corrected and sent again. An export, so it is audited."""
    with unit_of_work() as session:
        run = runs.get_run(session, current_actor(), import_id)
        found = runs.files_of(session, run, runs.REJECTS, _secret())
        wanted = [file for file in found if file.name == request.form.get("name")]
        if not wanted:
            raise Conflict("These rows are not kept any more.")
        audit.record(session, current_actor(), "import.rejects_taken", "import", run.public_id)
    answer = make_response(wanted[0].content)
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers.set("Content-Disposition", "attachment", filename=wanted[0].name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _index(errors: dict[str, list[str]], form: str | None) -> tuple[str, int]:
    session, actor = db.session(), current_actor()
    text = render_template(
        "interchange/index.html",
        runs=runs.list_newest(session, actor),
        centres=_centres(actor),
        forms=FORMS,
        words=STATES,
        errors=errors,
        chosen=form,
        key=new_submission_key(),
        most=current_app.config["MAX_IMPORT_BYTES"] // 2**20,
    )
    return text, 422 if errors else 200


def _columns(
    run: ImportRun, chosen: dict[str, object] | None, errors: dict[str, list[str]]
) -> tuple[str, int]:
    if run.mapping is None:
        raise NotFound("We cannot find that page.")
    drawn = draw_columns(run.mapping["heading"], chosen or run.mapping, errors)
    text = render_template("interchange/columns.html", run=run, drawn=drawn, errors=errors)
    return text, 422 if errors else 200


def _centres(actor: Actor) -> list[Centre]:
    mine = select(Centre).where(Centre.id.in_(actor.centre_ids))
    return list(db.session().scalars(mine.order_by(Centre.name)))


def _chosen_centre(actor: Actor) -> Centre:
    mine = _centres(actor)
    if len(mine) == 1:
        return mine[0]
    wanted = request.form.get("centre")
    for centre in mine:
        if centre.public_id == wanted:
            return centre
    raise Invalid("Choose the centre they belong to.", "centre")


def _secret() -> str:
    return str(current_app.config["SECRET_KEY"])


def _written(run: ImportRun) -> int:
    return rows_done(current_app._get_current_object(), f"import-{run.id}")  # type: ignore[attr-defined]
