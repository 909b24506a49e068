"""A manager's page: the centre leaves the service, and takes its data along."""

from __future__ import annotations

import io

from flask import (
    Blueprint,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.forms import filled
from brokerage.accounts.views.reading import reading
from brokerage.centres.models import Centre
from brokerage.db import db, unit_of_work
from brokerage.errors import Conflict, Invalid, NotFound
from brokerage.forms import Control
from brokerage.privacy.belongings import write_zip
from brokerage.privacy.going import ask_to_leave, find_asked, what_goes
from brokerage.privacy.jobs import leave_centre
from brokerage.progress import rows_done
from brokerage.weeks import local_today

leaving = Blueprint("leaving", __name__, url_prefix="/centre/leave")

REFRESH_SECONDS = 4
HAVE_DATA = Control(
    "have_data",
    "checkboxes",
    "The centre’s data",
    choices=(("yes", "I have taken the data along. It cannot be had afterwards."),),
)
NAME = Control("name", "text", "Type the name of your centre", "So that nobody does this by chance")


@leaving.get("")
@needs("centre.leave")
def index() -> ResponseReturnValue:
    """What goes where, the data to take along, and how far it is once it was asked for."""
    return _page()


@leaving.post("")
@needs("centre.leave")
def confirm() -> ResponseReturnValue:
    """Have it done. It cannot be undone."""
    errors: dict[str, list[str]] = {}
    if request.form.get("have_data") != "yes":
        errors["have_data"] = ["Take the data along first, and tick the box."]
    try:
        with unit_of_work() as session:
            centre, actor = _own_centre(session), current_actor()
            if not errors:
                ask_to_leave(session, centre, actor, leave_centre, request.form.get("name", ""))
    except Invalid as problem:
        errors = {problem.field or "name": [problem.message]}
    if errors:
        return _page(errors)
    flash("Your centre leaves. When it is done, everybody of it is signed out.")
    return redirect(url_for("leaving.index", centre=request.form.get("centre") or None))


@leaving.get("/data.zip")
@needs("centre.leave")
def data() -> ResponseReturnValue:
    """Everything of the centre, as JSON and CSV; that it was taken is written down."""
    file = io.BytesIO()
    with reading() as (session, actor):
        centre = _own_centre(session)
        write_zip(session, centre.id, file)
        audit.record(session, actor, "export", "centre", centre.public_id)
        name = f"{centre.slug}-{local_today().isoformat()}.zip"
    file.seek(0)
    return send_file(file, "application/zip", as_attachment=True, download_name=name)


def _page(errors: dict[str, list[str]] | None = None) -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    centre = _own_centre(session)
    run = find_asked(session, centre, leave_centre)
    try:
        going, refused = what_goes(session, centre), ""
    except Conflict as problem:
        going, refused = None, problem.message
    typed = {name: request.form.get(name, "") for name in ("name", "have_data")}
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    page = render_template(
        "privacy/leave.html",
        centre=centre,
        others=[session.get_one(Centre, one) for one in sorted(actor.centre_ids - {centre.id})],
        going=going,
        refused=refused,
        run=run,
        done=rows_done(app, f"leaving-{centre.id}") if run else 0,
        controls=filled((HAVE_DATA, NAME), typed, errors),
        errors=errors,
    )
    answer = make_response(page, 422 if errors else 200)
    if run is not None:
        answer.headers["Refresh"] = str(REFRESH_SECONDS)
    return answer


def _own_centre(session: Session) -> Centre:
    """The one that is named, among one's own; the first where none is."""
    wanted = request.values.get("centre", "")
    mine = [session.get_one(Centre, one) for one in sorted(current_actor().centre_ids)]
    found = next((one for one in mine if not wanted or one.slug == wanted), None)
    if found is None:
        raise NotFound("We cannot find that centre.")
    return found
