"""Making two records one, and two again for 30 days.

The merged record stays, empty-handed and out of every list, and leads to the one that was kept.
After 30 days nobody is left in it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.db import now
from brokerage.errors import Conflict, Invalid
from brokerage.volunteers.duplicates import weeks
from brokerage.volunteers.duplicates.pointers import point_back, repoint
from brokerage.volunteers.duplicates.values import MERGED, put_back, take_over
from brokerage.volunteers.editing import note_edit
from brokerage.volunteers.forgetting import take_the_person_out
from brokerage.volunteers.models import Volunteer, VolunteerMerge, VolunteerState
from brokerage.volunteers.service import note_move

UNDO_FOR = timedelta(days=30)


def merge(
    session: Session,
    kept: Volunteer,
    merged: Volunteer,
    choices: Mapping[str, str],
    actor: Actor,
    closed: Sequence[Mapping[str, Any]] = (),
) -> VolunteerMerge:
    """Bring everything of one record to another. ``choices``: "kept" or "merged" by field.

    ``closed``: introductions that were closed so that the records can be one, as they stood; kept
    for the undo (introductions/merging.py, which only pages may call).

    Raises Invalid for a choice that is none, and Conflict for records that cannot be one.
    """
    if kept.id == merged.id:
        raise Invalid("Choose two records.", "other")
    _lock(session, kept, merged)
    for record in (kept, merged):
        if record.merged_into_id is not None or record.state == VolunteerState.ANONYMISED:
            raise Conflict("One of the two was merged or anonymised already.")
    before = {"state": merged.state, "values": take_over(kept, merged, choices)}
    session.flush()
    moved: dict[str, object] = {"rows": repoint(session, merged.id, kept.id)}
    if closed:
        moved["closed"] = list(closed)
    if choices.get("availability") == MERGED:
        moved["weeks"] = weeks.swap(session, kept.id, merged.id)
    note_move(merged, VolunteerState.LEFT, actor, "merged")
    merged.merged_into_id = kept.id
    done = VolunteerMerge(
        kept_id=kept.id, merged_id=merged.id, merged_by=actor.name, before=before, moved=moved
    )
    session.add(done)
    note_edit(session, kept, actor, {"merged", *before["values"]})
    audit.record(session, actor, "merge", "volunteer", merged.public_id)
    session.expire_all()
    return done


def undo_merge(session: Session, merge: VolunteerMerge, actor: Actor) -> list[str]:
    """Make two records of one again; gives the fields that were changed since, and stay.

    Raises Conflict after 30 days, for one that was undone, and for one that was merged on.
    """
    kept = session.get_one(Volunteer, merge.kept_id)
    merged = session.get_one(Volunteer, merge.merged_id)
    _lock(session, kept, merged)
    session.refresh(merge)
    if merge.undone_at is not None or merge.before is None or merge.moved is None:
        raise Conflict("This cannot be undone any more.")
    if merge.merged_at + UNDO_FOR < now():
        raise Conflict("This was merged more than 30 days ago and cannot be undone any more.")
    if kept.merged_into_id is not None or merged.merged_into_id != kept.id:
        raise Conflict("Undo the later merge first.")
    stays = put_back(kept, merge.before["values"])
    merged.merged_into_id = None
    note_move(merged, VolunteerState(merge.before["state"]), actor, "merge_undone")
    session.flush()
    point_back(session, merge.moved["rows"], merged.id, kept.id)
    if "weeks" in merge.moved:
        weeks.swap_back(session, merge.moved["weeks"], kept.id, merged.id)
    merge.undone_at, merge.undone_by = now(), actor.name
    merge.before = merge.moved = None
    note_edit(session, kept, actor, {"merge_undone"})
    audit.record(session, actor, "undo_merge", "volunteer", merged.public_id)
    session.expire_all()
    return stays


def list_undoable(
    session: Session, people: Collection[int] | Select[int], at: datetime
) -> list[VolunteerMerge]:
    """Merges into these records that can still be undone, newest first."""
    query = select(VolunteerMerge).where(
        VolunteerMerge.kept_id.in_(people),
        VolunteerMerge.undone_at.is_(None),
        VolunteerMerge.before.is_not(None),
        VolunteerMerge.merged_at >= at - UNDO_FOR,
    )
    return list(session.scalars(query.order_by(VolunteerMerge.id.desc())))


def forget_old_merges(session: Session, at: datetime) -> int:
    """Take the person out of records merged more than 30 days ago; how many it was."""
    query = select(VolunteerMerge).where(
        VolunteerMerge.before.is_not(None), VolunteerMerge.merged_at < at - UNDO_FOR
    )
    old = list(session.scalars(query))
    for merge in old:
        merged = session.get_one(Volunteer, merge.merged_id)
        source = merged.source_id  # an import must still find whom it was merged into
        take_the_person_out(session, merged)
        merged.source_id = source
        merge.before = merge.moved = None
    session.flush()
    return len(old)


def _lock(session: Session, *records: Volunteer) -> None:
    """In one order for everybody, so that two who merge at once wait and do not block."""
    session.flush()
    for record in sorted(records, key=lambda record: record.id):
        session.refresh(record, with_for_update=True)
