"""Quality of data: what is to be mended at a centre, every centre side by side, and the lists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.views.reading import reading
from brokerage.actors import Actor
from brokerage.audit import record
from brokerage.centres.models import Centre
from brokerage.db import db
from brokerage.downloads import csv_file
from brokerage.evaluation.quality.check import IN_WORDS
from brokerage.evaluation.quality.checks import SUBJECTS
from brokerage.evaluation.quality.counting import count_all
from brokerage.evaluation.quality.keeping import compared_day, last_counted, read_counts
from brokerage.evaluation.quality.telling import Group, add_up, tell
from brokerage.evaluation.views.blueprint import evaluation
from brokerage.evaluation.views.quality_asking import (
    asked_centre,
    centres_open_to,
    sees_every,
)
from brokerage.weeks import local_today

HEADS = ("Centre", "About", "Check", "What is wrong", "To mend", "Looked at", "Per cent",
         "Change", "Compared with", "Counted on")  # fmt: skip


@evaluation.get("/quality")
@needs("figures.read")
def quality() -> ResponseReturnValue:
    """One centre as it is now, or every centre as it was counted last night."""
    session, actor = db.session(), current_actor()
    centre = asked_centre(session, actor)
    if centre is None:
        return _side_by_side(session, actor)
    groups, before_on = _told(session, centre)
    return render_template(
        "evaluation/quality.html",
        centre=centre,
        centres=centres_open_to(session, actor),
        every=sees_every(actor),
        groups=groups,
        before_on=before_on,
        severities=IN_WORDS,
        ours=centre.id in actor.centre_ids,
    )


@evaluation.get("/quality/counts.csv")
@needs("figures.read")
def quality_counts() -> ResponseReturnValue:
    """The same numbers as a file; that it was taken is written down."""
    with reading() as (unit, actor):
        centre = asked_centre(unit, actor)
        rows = list(_rows_of_all(unit) if centre is None else _rows(unit, centre))
        record(unit, actor, "export", "quality", "counts")
    return csv_file(f"quality-{centre.slug if centre else 'all'}", HEADS, rows)


def _side_by_side(session: Session, actor: Actor) -> ResponseReturnValue:
    counted_on = last_counted(session)
    counts = read_counts(session, counted_on)
    every = centres_open_to(session, actor)
    groups = {one.slug: tell(counts.get(one.id, {})) for one in every}
    return render_template(
        "evaluation/quality_centres.html",
        subjects=SUBJECTS,
        centres=every,
        groups=groups,
        total=tell(add_up(counts.values())),
        counted_on=counted_on,
    )


def _told(session: Session, centre: Centre) -> tuple[list[Group], date | None]:
    today = local_today()
    before_on = compared_day(session, today)
    before = read_counts(session, before_on).get(centre.id)
    return tell(count_all(session, today, [centre.id]).get(centre.id, {}), before), before_on


def _rows(session: Session, centre: Centre) -> Iterator[tuple[object, ...]]:
    groups, before_on = _told(session, centre)
    yield from _lines(centre, groups, before_on, local_today())


def _rows_of_all(session: Session) -> Iterator[tuple[object, ...]]:
    counted_on = last_counted(session)
    before_on = compared_day(session, counted_on) if counted_on else None
    counts, before = read_counts(session, counted_on), read_counts(session, before_on)
    for centre in centres_open_to(session, current_actor()) if counted_on else ():
        groups = tell(counts.get(centre.id, {}), before.get(centre.id))
        yield from _lines(centre, groups, before_on, counted_on)


def _lines(
    centre: Centre, groups: list[Group], before_on: date | None, counted_on: date | None
) -> Iterator[tuple[object, ...]]:
    for group in groups:
        for told in group.told:
            about = (centre.name, group.subject.title, told.check.title)
            wrong = IN_WORDS[told.check.severity]
            yield (*about, wrong, *told.count, told.share, told.change, before_on, counted_on)
