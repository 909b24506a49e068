"""The records of one's own centre that a check finds, each with the page that mends it."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.views.reading import reading
from brokerage.audit import record
from brokerage.db import db
from brokerage.downloads import csv_file
from brokerage.evaluation.quality.checks import get_check
from brokerage.evaluation.quality.listing import Line, count_lines, read_lines, records_to_mend
from brokerage.evaluation.views.blueprint import evaluation
from brokerage.evaluation.views.quality_asking import asked_to_mend, own_centre
from brokerage.records.paging import Paging, page_of
from brokerage.weeks import local_today


@evaluation.get("/quality/<check_id>")
@needs("figures.mend")
def mend(check_id: str) -> ResponseReturnValue:
    """A page of them, those that have waited longest first."""
    session = db.session()
    subject, check = get_check(check_id)
    centre, period = own_centre(session, current_actor()), asked_to_mend()
    query = records_to_mend(subject, check, centre.id, local_today(), period)
    paging = Paging(count_lines(session, query), page_of(request.args))
    shown = query.offset(paging.offset).limit(paging.size)
    return render_template(
        "evaluation/quality_list.html",
        subject=subject,
        check=check,
        centre=centre,
        period=period,
        paging=paging,
        lines=read_lines(session, subject, check, shown, centre.id),
    )


@evaluation.get("/quality/<check_id>.csv")
@needs("figures.mend")
def mend_csv(check_id: str) -> ResponseReturnValue:
    """All of them as a file; that it was taken is written down."""
    subject, check = get_check(check_id)
    with reading() as (unit, actor):
        centre, period = own_centre(unit, actor), asked_to_mend()
        query = records_to_mend(subject, check, centre.id, local_today(), period)
        lines = read_lines(unit, subject, check, query, centre.id)
        rows = [
            (one.name, one.detail, url_for(one.endpoint, **one.address, _external=True))
            for one in lines
        ]
        record(unit, actor, "export", "quality", check.id)
    detail = check.detail[0] if check.detail else "Detail"
    return csv_file(f"{check.id}-{centre.slug}", (subject.title, detail, "Where to mend it"), rows)


def _address(line: Line) -> str:
    return url_for(line.endpoint, **line.address, _external=True)
