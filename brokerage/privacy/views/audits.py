"""The audit trail for a centre's manager and the administrator."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.views.reading import reading
from brokerage.audit import record
from brokerage.db import db
from brokerage.downloads import csv_file
from brokerage.privacy.audits import (
    COLUMNS,
    PAGE,
    Asked,
    choices,
    entries_seen_by,
    filtered,
    names_of,
    page_of,
    row_of,
)

audits = Blueprint("audits", __name__, url_prefix="/audit")

MOST = 50_000
LAST_PAGE = 100_000


@audits.get("")
@needs("audit.read")
def index() -> ResponseReturnValue:
    """Who did what, newest first."""
    unit = db.session()
    asked, wrong = _asked()
    seen = entries_seen_by(unit, current_actor())
    page = min(max(1, request.args.get("page", 1, type=int)), LAST_PAGE)
    rows, count = page_of(unit, filtered(seen, asked), page)
    actions, kinds = choices(unit, seen)
    given = {name: value for name, value in request.args.items() if name != "page" and value}
    return render_template(
        "privacy/audit.html",
        rows=rows,
        names=names_of(unit, rows),
        count=count,
        page=page,
        last=max(1, -(-count // PAGE)),
        actions=actions,
        kinds=kinds,
        asked=given,
        wrong=wrong,
    ), (422 if wrong else 200)


@audits.get("/download.csv")
@needs("audit.read")
def download() -> ResponseReturnValue:
    """The same, as a file; that it was taken is in the trail too."""
    asked, _ = _asked()
    with reading() as (unit, actor):
        rows = unit.scalars(filtered(entries_seen_by(unit, actor), asked).limit(MOST)).all()
        names = names_of(unit, rows)
        lines = [row_of(row, names) for row in rows]
        record(unit, actor, "export", "audit", "")
    return csv_file("audit", COLUMNS, lines)


def _asked() -> tuple[Asked, dict[str, list[str]]]:
    wrong: dict[str, list[str]] = {}
    given: dict[str, Any] = {}
    for name in ("who", "action", "kind", "record"):
        given[name] = request.args.get(name, "").replace("\0", "").strip()[:200]
    for name in ("since", "until"):
        text = request.args.get(name, "").strip()
        try:
            given[name] = date.fromisoformat(text) if text else None
        except ValueError:
            wrong[name] = ["Write a day such as 2026-11-24"]
    return Asked(**given), wrong
