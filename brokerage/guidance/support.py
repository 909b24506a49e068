"""The log of support: advice, guidance and training that centres give to organisations and groups.

What a group's people attended of our training counts by itself: nobody types it twice. Services
never commit and never see the request.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.errors import Invalid, NotFound
from brokerage.guidance.models import (
    BookingState,
    SupportEntry,
    TrainingBooking,
    TrainingEvent,
)
from brokerage.organisations.models import Organisation
from brokerage.tenancy import organisations_seen_by
from brokerage.versions import check_version, note_change
from brokerage.weeks import LOCAL_TIME, day_of

LONGEST_NOTE = 2_000
LONGEST_NAME = 200


@dataclass(frozen=True)
class SupportGiven:
    """One line: what one organisation or group was given on one day.

    ``entry`` or ``event`` is the public id of where it comes from; ``people`` is known for
    training only.
    """

    given_on: date
    centre_id: int
    organisation_id: int | None
    who: str
    kind: str
    function: str
    topic: str
    minutes: int
    people: int | None = None
    note: str = ""
    entry: str | None = None
    event: str | None = None


def support_given(
    session: Session, first_on: date, last_on: date, centre_ids: Collection[int]
) -> list[SupportGiven]:
    """All of it between two days, both included, newest first; the same order each time."""
    logged = _logged(session, first_on, last_on, centre_ids)
    trained = _trained(session, first_on, last_on, centre_ids)
    found = [*logged, *trained]
    return sorted(found, key=lambda one: (-one.given_on.toordinal(), one.who, one.kind, one.topic))


def log(session: Session, centre_id: int, facts: Mapping[str, Any], actor: Actor) -> SupportEntry:
    """Write down what was given. ``facts`` as read_facts gives them."""
    entry = SupportEntry(centre_id=centre_id, actor=actor.name, **facts)
    session.add(entry)
    session.flush()
    audit.record(session, actor, "log", "support", entry.public_id, facts, entry.version)
    return entry


def correct(
    session: Session, entry: SupportEntry, seen: int, facts: Mapping[str, Any], actor: Actor
) -> None:
    """Put right what was written. Raises ChangedMeanwhile."""
    check_version(session, entry, seen, facts)
    changed = [name for name, value in facts.items() if getattr(entry, name) != value]
    for name in changed:
        setattr(entry, name, facts[name])
    note_change(entry)
    session.flush()
    audit.record(session, actor, "correct", "support", entry.public_id, changed, entry.version)


def take_out(session: Session, entry: SupportEntry, seen: int, actor: Actor) -> None:
    """It was written by mistake, and counts no more. Raises ChangedMeanwhile."""
    check_version(session, entry, seen)
    audit.record(session, actor, "take_out", "support", entry.public_id, version=entry.version)
    session.delete(entry)
    session.flush()


def get_entry(session: Session, actor: Actor, public_id: str) -> SupportEntry:
    """One of one's own centres. Raises NotFound."""
    query = select(SupportEntry).where(
        SupportEntry.public_id == public_id, SupportEntry.centre_id.in_(actor.centre_ids)
    )
    found = None if "\0" in public_id else session.scalar(query)
    if found is None:
        raise NotFound("We cannot find that entry.")
    return found


def find_group(session: Session, actor: Actor, name: str) -> int | None:
    """The organisation that a typed name stands for, where it is one and no other."""
    mine = organisations_seen_by(actor).with_only_columns(Organisation.id)
    same = mine.where(func.lower(Organisation.name) == name.strip().lower()).limit(2)
    found = session.scalars(same).all()
    return found[0] if len(found) == 1 else None


def names_to_offer(session: Session, actor: Actor, most: int = 500) -> Sequence[str]:
    """Organisations that somebody works with, by name, to choose from while typing."""
    mine = organisations_seen_by(actor).with_only_columns(Organisation.name)
    return session.scalars(mine.distinct().order_by(Organisation.name).limit(most)).all()


def read_facts(
    session: Session,
    actor: Actor,
    typed: Mapping[str, str],
    given_on: date,
    minutes: int,
    today: date,
) -> dict[str, Any]:
    """What a form says of support given, as it is kept. Raises Invalid, naming the field."""
    if given_on > today:
        raise Invalid("This day has not come yet.", "given_on")
    if len(typed["who"]) > LONGEST_NAME:
        raise Invalid(f"Write at most {LONGEST_NAME} characters.", "who")
    if len(typed["note"]) > LONGEST_NOTE:
        raise Invalid(f"Write at most {LONGEST_NOTE:,} characters.", "note")
    organisation_id = find_group(session, actor, typed["who"])
    return {
        "organisation_id": organisation_id,
        "group_name": "" if organisation_id else typed["who"],
        "given_on": given_on,
        "minutes": minutes,
        **{name: typed[name] for name in ("kind", "function", "topic", "note")},
    }


def _logged(
    session: Session, first_on: date, last_on: date, centre_ids: Collection[int]
) -> list[SupportGiven]:
    query = (
        select(SupportEntry, Organisation.name)
        .outerjoin(Organisation, Organisation.id == SupportEntry.organisation_id)
        .where(SupportEntry.centre_id.in_(centre_ids))
        .where(SupportEntry.given_on.between(first_on, last_on))
    )
    return [
        SupportGiven(
            one.given_on,
            one.centre_id,
            one.organisation_id,
            name or one.group_name,
            one.kind,
            one.function,
            one.topic,
            one.minutes,
            note=one.note,
            entry=one.public_id,
        )
        for one, name in session.execute(query.order_by(SupportEntry.id))
    ]


def _trained(
    session: Session, first_on: date, last_on: date, centre_ids: Collection[int]
) -> list[SupportGiven]:
    """One line for each group at each event, however many came from it."""
    after_last = datetime.combine(last_on + timedelta(days=1), time(), LOCAL_TIME)
    whose = (TrainingBooking.organisation_id, TrainingBooking.group_name)
    rows = (
        select(TrainingBooking.event_id, *whose, func.count().label("people"))
        .where(TrainingBooking.attended.is_(True), TrainingBooking.state == BookingState.BOOKED)
        .where((whose[0].is_not(None)) | (whose[1] != ""))
        .group_by(TrainingBooking.event_id, *whose)
        .subquery()
    )
    whose_rows = (rows.c.organisation_id, rows.c.group_name, rows.c.people)
    query = (
        select(TrainingEvent, *whose_rows, Organisation.name)
        .join(rows, rows.c.event_id == TrainingEvent.id)
        .outerjoin(Organisation, Organisation.id == rows.c.organisation_id)
        .where(TrainingEvent.centre_id.in_(centre_ids))
        .where(TrainingEvent.starts_at >= datetime.combine(first_on, time(), LOCAL_TIME))
        .where(TrainingEvent.starts_at < after_last)
    )
    return [
        SupportGiven(
            day_of(event.starts_at),
            event.centre_id,
            organisation_id,
            name or group_name,
            "training",
            event.function,
            event.topic,
            event.minutes,
            people=people,
            note=event.title,
            event=event.public_id,
        )
        for event, organisation_id, group_name, people, name in session.execute(
            query.order_by(TrainingEvent.id)
        )
    ]
