"""Keeping what people enter: added, corrected, taken out. What stood there before stays to be read.

Services never commit. A row that counts no more has ``ended_at``; a correction is a new row that
names the one before it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.db import now, one_at_a_time
from brokerage.errors import Conflict, NotFound
from brokerage.evaluation.models import Funding, Target, WageRate
from brokerage.evaluation.readers import SEE_EVERYTHING

Entry = TypeVar("Entry", Target, WageRate, Funding)
Centred = type[Target] | type[Funding]

LOCK = 7_301_957  # two people who enter the same at once: the second is told of the first
MEANWHILE = "Somebody corrected this or took it out since you opened it. Look at the list again."
NOT_FACTS = {"id", "public_id", "entered_by", "entered_at", "ended_by", "ended_at", "replaces_id"}


def facts_of(model: type[Target | WageRate | Funding]) -> list[str]:
    """What an entry says, apart from who wrote it and when."""
    return [one.name for one in model.__table__.columns if one.name not in NOT_FACTS]


def seen_by(actor: Actor, model: Centred) -> ColumnElement[bool]:
    """Their own centres' entries and the county's; for the lead and evaluators all."""
    if actor.roles & SEE_EVERYTHING:
        return true()
    return or_(model.centre_id.is_(None), model.centre_id.in_(actor.centre_ids))


def get_entry(
    session: Session, model: type[Entry], public_id: str, seen: ColumnElement[bool]
) -> Entry:
    """One by its public id, ended or not, if ``seen`` allows it. Raises NotFound."""
    clean = public_id.replace("\0", "")
    found = session.scalar(select(model).where(model.public_id == clean, seen))
    if found is None:
        raise NotFound("We cannot find that entry.")
    return found


def wait_for_turn(session: Session) -> None:
    """Before it is looked whether an entry may stand beside the others."""
    one_at_a_time(session, LOCK)


def enter(session: Session, kind: str, entry: Entry, actor: Actor) -> Entry:
    """Keep a new one. ``kind`` is what the audit trail calls it."""
    entry.entered_by = actor.name
    session.add(entry)
    session.flush()
    audit.record(session, actor, "enter", kind, entry.public_id, facts_of(type(entry)))
    return entry


def correct(session: Session, kind: str, old: Entry, entry: Entry, actor: Actor) -> Entry:
    """Another takes its place. Raises Conflict where it stands no more; the same again is none."""
    changed = [n for n in facts_of(type(old)) if getattr(old, n) != getattr(entry, n)]
    if not changed:
        return old
    _end(session, old, actor)
    entry.entered_by, entry.replaces_id = actor.name, old.id
    session.add(entry)
    session.flush()
    audit.record(session, actor, "correct", kind, entry.public_id, changed)
    return entry


def take_out(session: Session, kind: str, old: Entry, actor: Actor) -> Entry:
    """It counts no more. Raises Conflict where it does not already."""
    _end(session, old, actor)
    audit.record(session, actor, "take_out", kind, old.public_id)
    return old


def earlier(session: Session, entry: Entry) -> list[Entry]:
    """What stood there before it, the newest first."""
    found: list[Entry] = []
    number, model = entry.replaces_id, type(entry)
    while number is not None:
        found.append(session.get_one(model, number))
        number = found[-1].replaces_id
    return found


def corrected(session: Session, entries: Collection[Entry]) -> set[int]:
    """Which of them another has taken the place of; those ended and not here were taken out."""
    if not entries:
        return set()
    model, ids = type(next(iter(entries))), [entry.id for entry in entries]
    query = select(model.replaces_id).where(model.replaces_id.in_(ids))
    return {number for number in session.scalars(query) if number is not None}


def _end(session: Session, old: Entry, actor: Actor) -> None:
    session.refresh(old, with_for_update=True)
    if old.ended_at is not None:
        raise Conflict(MEANWHILE)
    old.ended_by, old.ended_at = actor.name, now()
    session.flush()
