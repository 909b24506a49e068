"""One release: how far it is, whether a second person lets it go, and taking it away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from types import SimpleNamespace
from typing import IO

from flask import (
    Flask,
    Response,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.forms import filled
from brokerage.accounts.views.reading import reading
from brokerage.actors import Actor
from brokerage.archives import PIECE
from brokerage.audit import AuditEntry, list_entries
from brokerage.db import db, unit_of_work
from brokerage.downloads import XLSX
from brokerage.errors import Conflict, Invalid
from brokerage.evaluation.periods import Period
from brokerage.evaluation.releases.evaluations import get_release
from brokerage.evaluation.releases.jobs import progress_of
from brokerage.evaluation.releases.keeping import get_file, pieces, write_zip
from brokerage.evaluation.releases.letting_go import (
    LONGEST_REASON,
    approve,
    checksum_of,
    decline,
    may_approve,
    note_taken,
    require_open,
)
from brokerage.evaluation.releases.models import Release, ReleaseState
from brokerage.evaluation.views.blueprint import evaluation
from brokerage.forms import Control
from brokerage.idempotency import new_submission_key
from brokerage.introductions.views.blueprint import do_once, text_of
from brokerage.progress import rows_done
from brokerage.records.people import names_of

Errors = dict[str, list[str]]
REFRESH_SECONDS = 3
KINDS = {".csv": "text/csv", ".xlsx": XLSX}
SHOWN = 20  # of those who took it
REASON = Control(
    "reason", "long_text", "Why not?", "Whoever asked for it reads this. Leave names out."
)


@evaluation.get("/releases/<release_id>")
@needs("releases.make")
def release(release_id: str) -> ResponseReturnValue:
    """What it holds, and what is to be done with it."""
    return _page(release_id)


@evaluation.post("/releases/<release_id>/approve")
@needs("releases.approve")
def approve_release(release_id: str) -> ResponseReturnValue:
    """A second person lets it go."""
    return _do(release_id, approve, "Approved. It can be downloaded now.", "approve")


@evaluation.post("/releases/<release_id>/decline")
@needs("releases.approve")
def decline_release(release_id: str) -> ResponseReturnValue:
    """Nobody gets it, and why."""
    reason = text_of("reason", 20 * LONGEST_REASON)

    def act(session: Session, found: Release, actor: Actor) -> None:
        decline(session, found, reason, actor)

    return _do(release_id, act, "Declined. Its files are deleted.", "reason")


@evaluation.get("/releases/<release_id>/package.zip")
@needs("releases.download")
def take_package(release_id: str) -> ResponseReturnValue:
    """All its files as one; who took it is written down."""
    with reading() as (session, actor):
        found = get_release(session, release_id)
        require_open(found)
        out = TemporaryFile()  # noqa: SIM115 - closed when it has been sent
        write_zip(session, found, out)
        note_taken(session, found, actor, "package.zip")
        name = f"records-{found.period}-release-{found.number}.zip"
    return _sent(out, name, "application/zip")


@evaluation.get("/releases/<release_id>/files/<name>")
@needs("releases.download")
def take_file(release_id: str, name: str) -> ResponseReturnValue:
    """One of its files."""
    with reading() as (session, actor):
        found = get_release(session, release_id)
        require_open(found)
        file = get_file(found, name)
        out = TemporaryFile()  # noqa: SIM115 - closed when it has been sent
        out.writelines(pieces(session, file))
        note_taken(session, found, actor, name)
    return _sent(out, name, KINDS.get(Path(name).suffix, "text/plain"))


def _sent(file: IO[bytes], name: str, kind: str) -> Response:
    """A file that goes out piece by piece, and is gone then."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Length": str(file.tell()),
    }
    answer = Response(_poured(file), mimetype=kind, headers=headers)
    answer.call_on_close(file.close)
    return answer


def _poured(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _do(
    release_id: str, act: Callable[[Session, Release, Actor], None], done: str, field: str
) -> ResponseReturnValue:
    actor = current_actor()
    try:
        with unit_of_work() as session:
            found = get_release(session, release_id)

            def make() -> SimpleNamespace:
                act(session, found, actor)
                return SimpleNamespace(public_id=found.public_id)

            do_once(session, actor, "release", make)
    except (Conflict, Invalid) as problem:
        return _page(release_id, {problem.field or field: [problem.message]})
    flash(done)
    return redirect(url_for("evaluation.release", release_id=release_id))


def _page(release_id: str, errors: Errors | None = None) -> ResponseReturnValue:
    session = db.session()
    found = get_release(session, release_id)
    taken = _taken(session, found)
    replaces = session.get(Release, found.replaces_id) if found.replaces_id else None
    before = _taken(session, replaces) if replaces else []
    told = [found.asked_by, found.decided_by, *(one.actor for one in [*taken, *before])]
    making = found.state == ReleaseState.MAKING
    watched = making and "still" not in request.args
    page = render_template(
        "evaluation/releases/release.html",
        release=found,
        period=Period.read(found.period),
        replaces=replaces,
        names=names_of(session, told),
        taken=taken[:SHOWN],
        checksum=checksum_of(found),
        had_before=sorted({one.actor for one in before}),
        rows=rows_done(_app(), progress_of(found.id)) if making else 0,
        watched=watched,
        open=found.state == ReleaseState.APPROVED
        and found.erasures_seen >= found.evaluation.erasures,
        may_approve=may_approve(found, current_actor()),
        reason=filled([REASON], {"reason": request.form.get("reason", "")}, errors)[0],
        submission_key=new_submission_key,
        errors=errors,
    )
    answer = make_response(page, 422 if errors else 200)
    if watched:
        answer.headers["Refresh"] = str(REFRESH_SECONDS)
    return answer


def _taken(session: Session, found: Release) -> list[AuditEntry]:
    entries = list_entries(session, "release", found.public_id)
    return [one for one in entries if one.action == "download"]


def _app() -> Flask:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    return app
