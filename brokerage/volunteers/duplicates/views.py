"""People who may be on the books twice: likely pairs, making two records one, and undoing that."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.db import db, now, unit_of_work
from brokerage.errors import NotFound
from brokerage.introductions.merging import close_second, open_again, open_twice
from brokerage.tenancy import get_volunteer_at_home, volunteers_at_home
from brokerage.versions import check_version
from brokerage.volunteers.duplicates.likely import remember_not_the_same
from brokerage.volunteers.duplicates.merging import UNDO_FOR, list_undoable, merge, undo_merge
from brokerage.volunteers.duplicates.pairing import list_pairs
from brokerage.volunteers.duplicates.side_by_side import choices_of, full_name, same_in_both
from brokerage.volunteers.duplicates.values import CHOICES
from brokerage.volunteers.models import Volunteer, VolunteerMerge

duplicates = Blueprint("duplicates", __name__, url_prefix="/duplicates")

PAGE = 25


@duplicates.get("")
@needs("volunteers.merge")
def index() -> ResponseReturnValue:
    """Likely pairs of one's own centre, and what was merged in the last 30 days."""
    session, mine = db.session(), volunteers_at_home(current_actor())
    pairs, more = list_pairs(session, mine, PAGE)
    merges = _undoable(session)
    people = _people(
        session,
        [id_ for pair in pairs for id_ in (pair.older_id, pair.newer_id)]
        + [id_ for one in merges for id_ in (one.kept_id, one.merged_id)],
    )
    return render_template(
        "volunteers/duplicates.html",
        pairs=[(people[p.older_id], people[p.newer_id], p.likeness) for p in pairs],
        more=more,
        merges=[
            (people[m.kept_id], people[m.merged_id], m, m.merged_at + UNDO_FOR) for m in merges
        ],
        full_name=full_name,
    )


@duplicates.get("/<volunteer_id>/<other_id>")
@needs("volunteers.merge")
def compare(volunteer_id: str, other_id: str) -> ResponseReturnValue:
    """Two records side by side; the first is the one to keep."""
    kept, merged = _both(db.session(), volunteer_id, other_id)
    return render_template(
        "volunteers/merge.html",
        kept=kept,
        merged=merged,
        controls=choices_of(kept, merged),
        same=same_in_both(kept, merged),
        twice=open_twice(db.session(), kept, merged),
        full_name=full_name,
    )


@duplicates.post("/<volunteer_id>/<other_id>/merge")
@needs("volunteers.merge")
def make_one(volunteer_id: str, other_id: str) -> ResponseReturnValue:
    """Make two records one."""
    with unit_of_work() as session:
        kept, merged = _both(session, volunteer_id, other_id)
        for record, field in ((kept, "version"), (merged, "other_version")):
            check_version(session, record, request.form.get(field, type=int))
        choices = {name: text for name in CHOICES if (text := request.form.get(name))}
        name = full_name(kept)
        closed = close_second(session, kept, merged, current_actor())
        merge(session, kept, merged, choices, current_actor(), closed)
    flash(f"The two records of {name} are one now. You can undo it for 30 days.")
    return redirect(url_for("duplicates.index"))


@duplicates.post("/<volunteer_id>/<other_id>/two-people")
@needs("volunteers.merge")
def two_people(volunteer_id: str, other_id: str) -> ResponseReturnValue:
    """They are not the same person; never ask again."""
    with unit_of_work() as session:
        one, other = _both(session, volunteer_id, other_id)
        remember_not_the_same(session, one.id, other.id, current_actor())
    flash("We will not show these two as a pair again.")
    return redirect(url_for("duplicates.index"))


@duplicates.post("/merges/<merge_id>/undo")
@needs("volunteers.merge")
def undo(merge_id: str) -> ResponseReturnValue:
    """Make two records of one again."""
    with unit_of_work() as session:
        query = select(VolunteerMerge).where(
            VolunteerMerge.public_id == merge_id.replace("\0", ""),
            VolunteerMerge.kept_id.in_(_own_ids()),
        )
        found = session.scalar(query)
        if found is None:
            raise NotFound("We cannot find that merge.")
        closed = (found.moved or {}).get("closed", [])
        stays = undo_merge(session, found, current_actor())
        open_again(session, closed, current_actor())
    told = f" These were changed since and stay: {', '.join(sorted(stays))}." if stays else ""
    flash(f"They are two records again.{told}")
    return redirect(url_for("duplicates.index"))


def _both(session: Session, volunteer_id: str, other_id: str) -> tuple[Volunteer, Volunteer]:
    actor = current_actor()
    first = get_volunteer_at_home(session, actor, volunteer_id)
    second = get_volunteer_at_home(session, actor, other_id)
    if first.id == second.id:
        raise NotFound("We cannot find that person.")
    return first, second


def _undoable(session: Session) -> list[VolunteerMerge]:
    return list_undoable(session, _own_ids(), now())


def _own_ids() -> Select[int]:
    return volunteers_at_home(current_actor()).with_only_columns(Volunteer.id)


def _people(session: Session, ids: list[int]) -> dict[int, Volunteer]:
    query = select(Volunteer).where(Volunteer.id.in_(set(ids)))
    return {person.id: person for person in session.scalars(query)}
