"""Writing hours down and putting them right. Entries are added; what was there stays readable."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.db import now
from brokerage.errors import Conflict
from brokerage.hours.models import HourEntry, Kind, Source
from brokerage.hours.models.entries import month_number
from brokerage.hours.rules import Stretch, check_stretch, same_session
from brokerage.introductions.models import Introduction
from brokerage.versions import check_version
from brokerage.volunteers.models import Volunteer
from brokerage.weeks import day_of, local_today

NOT_STARTED = "Hours can be written down once somebody has started."


def record_hours(
    session: Session,
    introduction: Introduction,
    actor: Actor,
    given_on: date,
    minutes: int,
    start_minute: int | None = None,
    source: Source = Source.PAGE,
) -> HourEntry:
    """Hours as the volunteer says. Raises Invalid, naming the field; Conflict before a start."""
    lock_person(session, introduction.volunteer_id)
    made = entry_of(introduction, actor, Kind.RECORDED, source, given_on, minutes, start_minute)
    _check(session, introduction, made)
    return add(session, made)


def verify_hours(
    session: Session,
    introduction: Introduction,
    actor: Actor,
    given_on: date,
    minutes: int,
    start_minute: int | None = None,
    source: Source = Source.CONFIRMATION,
) -> HourEntry:
    """Hours as the organisation says, 0 for somebody who did not come. Said again, it is
    corrected; said the same, it is as it was. Raises as record_hours.
    """
    lock_person(session, introduction.volunteer_id)
    made = entry_of(introduction, actor, Kind.VERIFIED, source, given_on, minutes, start_minute)
    before = _said_before(session, made)
    if before is not None and before.minutes == minutes:
        return before
    _check(session, introduction, made, leaving_out=before)
    return _replace(session, before, made, actor) if before else add(session, made)


def correct_hours(
    session: Session,
    entry: HourEntry,
    actor: Actor,
    given_on: date,
    minutes: int,
    start_minute: int | None = None,
    seen: int | None = None,
) -> HourEntry:
    """The volunteer's own entry, put right; the old value is kept.

    Raises ChangedMeanwhile, and Conflict where the organisation has confirmed it.
    """
    introduction = _to_change(session, entry, seen)
    made = entry_of(
        introduction, actor, Kind.RECORDED, Source(entry.source), given_on, minutes, start_minute
    )
    _check(session, introduction, made, leaving_out=entry)
    return _replace(session, entry, made, actor)


def remove_hours(session: Session, entry: HourEntry, actor: Actor, seen: int | None = None) -> None:
    """Written by mistake: it counts no more, and stays readable in the history."""
    _to_change(session, entry, seen)
    _set_aside(session, entry, actor)


def retract_hours(session: Session, entry: HourEntry, actor: Actor) -> None:
    """The organisation takes back what it said; what the volunteer said counts again."""
    lock_person(session, entry.volunteer_id)
    check_version(session, entry, None)
    if entry.superseded_at is not None or entry.kind != Kind.VERIFIED:
        raise Conflict("These hours were changed meanwhile. Look at them again.")
    _set_aside(session, entry, actor)


def confirmation_of(session: Session, entry: HourEntry) -> HourEntry | None:
    """What the organisation said of the same session."""
    kind = HourEntry.kind == Kind.VERIFIED
    found = _same_day(session, entry, kind)
    return next((one for one in found if same_session(stretch(one), stretch(entry))), None)


def lock_person(session: Session, volunteer_id: int) -> None:
    """Two forms about one person's day come one after the other."""
    session.execute(select(Volunteer.id).where(Volunteer.id == volunteer_id).with_for_update())


def add(session: Session, entry: HourEntry) -> HourEntry:
    """Put a checked entry in."""
    session.add(entry)
    session.flush()
    return entry


def stretch(entry: HourEntry) -> Stretch:
    """An entry as the rules see it."""
    return Stretch(
        entry.volunteer_id,
        entry.opportunity_id,
        entry.given_on,
        entry.minutes,
        Kind(entry.kind),
        entry.start_minute,
    )


def last_day_of(introduction: Introduction) -> date | None:
    """The day on which a placement ended."""
    closed = introduction.closed_at
    return day_of(closed) if closed else None


def _set_aside(session: Session, entry: HourEntry, actor: Actor) -> None:
    entry.superseded_at = now()
    entry.version += 1
    session.flush()
    audit.record(session, actor, "remove", "hour_entry", entry.public_id, ("minutes",))


def _to_change(session: Session, entry: HourEntry, seen: int | None) -> Introduction:
    lock_person(session, entry.volunteer_id)
    check_version(session, entry, seen)
    if entry.superseded_at is not None:
        raise Conflict("These hours were changed meanwhile. Look at them again.")
    if entry.kind != Kind.RECORDED or entry.introduction is None:
        raise Conflict("These hours cannot be changed here.")
    if confirmation_of(session, entry) is not None:
        raise Conflict("The organisation has confirmed these hours. Ask them to change it.")
    return entry.introduction


def entry_of(
    introduction: Introduction,
    actor: Actor,
    kind: Kind,
    source: Source,
    given_on: date,
    minutes: int,
    start_minute: int | None,
) -> HourEntry:
    """A row about a placement, not yet kept. Raises Conflict before it has started."""
    if introduction.started_on is None:
        raise Conflict(NOT_STARTED)
    return HourEntry(
        volunteer_id=introduction.volunteer_id,
        introduction_id=introduction.id,
        opportunity_id=introduction.opportunity_id,
        organisation_id=introduction.opportunity.organisation_id,
        centre_id=introduction.home_centre_id,
        given_on=given_on,
        month=month_number(given_on),
        start_minute=start_minute,
        minutes=minutes,
        kind=kind,
        source=source,
        actor=actor.name,
        on_behalf_of=actor.on_behalf_of,
        through=actor.through,
    )


def _check(
    session: Session,
    introduction: Introduction,
    made: HourEntry,
    leaving_out: HourEntry | None = None,
) -> None:
    beside = timedelta(days=1)
    near = select(HourEntry).where(
        HourEntry.volunteer_id == made.volunteer_id,
        HourEntry.kind == made.kind,
        HourEntry.superseded_at.is_(None),
        HourEntry.given_on.between(made.given_on - beside, made.given_on + beside),
    )
    others = [stretch(one) for one in session.scalars(near) if one is not leaving_out]
    if made.minutes:  # somebody who did not come is in nobody's way
        others = [one for one in others if one.minutes]
    check_stretch(
        stretch(made), others, local_today(), introduction.started_on, last_day_of(introduction)
    )


def _said_before(session: Session, made: HourEntry) -> HourEntry | None:
    """The organisation's own earlier word on the same session: the same time, or both without."""
    kind = HourEntry.kind == Kind.VERIFIED
    found = _same_day(session, made, kind)
    return next((one for one in found if one.start_minute == made.start_minute), None)


def _same_day(session: Session, entry: HourEntry, kind: object) -> Sequence[HourEntry]:
    query = select(HourEntry).where(
        HourEntry.volunteer_id == entry.volunteer_id,
        HourEntry.opportunity_id == entry.opportunity_id,
        HourEntry.given_on == entry.given_on,
        HourEntry.superseded_at.is_(None),
        kind,  # type: ignore[arg-type]
    )
    return session.scalars(query.order_by(HourEntry.id)).all()


def _replace(session: Session, old: HourEntry, made: HourEntry, actor: Actor) -> HourEntry:
    add(session, made)
    old.superseded_at, old.superseded_by_id = now(), made.id
    old.version += 1
    session.flush()
    audit.record(session, actor, "correct", "hour_entry", old.public_id, ("minutes",))
    return made
