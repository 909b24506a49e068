"""Training events: put on, changed, called off. Services never commit and never see the request."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from brokerage import audit
from brokerage.actors import Actor
from brokerage.db import now
from brokerage.errors import Conflict, Invalid, NotFound
from brokerage.guidance import telling
from brokerage.guidance.booking import fill_free_places
from brokerage.guidance.models import TrainingEvent
from brokerage.versions import check_version, note_change
from brokerage.weeks import LOCAL_TIME

MOST_PLACES = 1_000
LONGEST_MINUTES = 24 * 60
LONGEST = {"title": 200, "about": 4_000, "place": 400, "online_link": 500}
WHERE_AND_WHEN = frozenset({"starts_at", "minutes", "place", "online_link"})
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?", re.ASCII)
_LINK = re.compile(r"https://[\w.-]+(?::\d+)?(?:[/?#][^\s<>\"]*)?", re.ASCII)


def put_on(
    session: Session, centre_id: int, facts: Mapping[str, Any], actor: Actor
) -> TrainingEvent:
    """A new event. ``facts`` as read_facts gives them. Raises Invalid, naming the field."""
    _check_ahead(facts["starts_at"])
    event = TrainingEvent(centre_id=centre_id, places_taken=0, **facts)
    session.add(event)
    session.flush()
    audit.record(session, actor, "put_on", "training", event.public_id, facts, event.version)
    return event


def change(
    session: Session, event: TrainingEvent, seen: int, facts: Mapping[str, Any], actor: Actor
) -> None:
    """Other facts. Whoever is booked is told when day, time or place change.

    Raises ChangedMeanwhile, Conflict for one called off, and Invalid, naming the field.
    """
    check_version(session, event, seen, facts)
    if event.cancelled_at is not None:
        raise Conflict("This event was called off.")
    changed = {name for name, value in facts.items() if getattr(event, name) != value}
    if "starts_at" in changed:
        _check_ahead(facts["starts_at"])
    if facts["places"] < event.places_taken:
        raise Invalid(f"{event.places_taken} places are taken already.", "places")
    for name in changed:
        setattr(event, name, facts[name])
    note_change(event)
    session.flush()
    audit.record(session, actor, "change", "training", event.public_id, changed, event.version)
    if changed & WHERE_AND_WHEN:
        telling.of_change(session, event)
    fill_free_places(session, event)


def call_off(session: Session, event: TrainingEvent, seen: int, actor: Actor) -> None:
    """It does not take place, and everybody who is booked or waits is told.

    Raises ChangedMeanwhile, and Conflict for one that is over or called off already.
    """
    check_version(session, event, seen, {"cancelled_at": now()})
    if event.cancelled_at is not None or event.starts_at <= now():
        raise Conflict("This event has begun, or was called off already.")
    event.cancelled_at = now()
    note_change(event)
    session.flush()
    audit.record(session, actor, "call_off", "training", event.public_id, (), event.version)
    telling.of_calling_off(session, event)


def list_coming(session: Session, at: datetime, for_whom: str = "") -> Sequence[TrainingEvent]:
    """What somebody can still go to, soonest first; events called off are left out."""
    query = _events().where(TrainingEvent.starts_at > at, TrainingEvent.cancelled_at.is_(None))
    if for_whom:
        query = query.where(TrainingEvent.for_whom.in_((for_whom, "both")))
    return session.scalars(query.order_by(TrainingEvent.starts_at, TrainingEvent.id)).all()


def list_own(session: Session, actor: Actor, at: datetime, past: bool) -> Sequence[TrainingEvent]:
    """Those of one's centres: what is to come, soonest first, or what is over, latest first."""
    query = _events().where(TrainingEvent.centre_id.in_(actor.centre_ids))
    if past:
        over = query.where(TrainingEvent.starts_at <= at)
        return session.scalars(over.order_by(TrainingEvent.starts_at.desc())).all()
    ahead = query.where(TrainingEvent.starts_at > at)
    return session.scalars(ahead.order_by(TrainingEvent.starts_at, TrainingEvent.id)).all()


def get_event(session: Session, public_id: str, actor: Actor | None = None) -> TrainingEvent:
    """One event; with an actor, only of their centres. Raises NotFound."""
    query = _events().where(TrainingEvent.public_id == public_id)
    if actor is not None:
        query = query.where(TrainingEvent.centre_id.in_(actor.centre_ids))
    found = None if "\0" in public_id else session.scalar(query)
    if found is None:
        raise NotFound("We cannot find that training.")
    return found


def read_facts(typed: Mapping[str, str], on: date) -> dict[str, Any]:
    """What a form says of an event, as it is kept. Raises Invalid, naming the field."""
    for name, most in LONGEST.items():
        if len(typed[name]) > most:
            raise Invalid(f"Write at most {most:,} characters.", name)
    _check_link(typed["online_link"])
    if not typed["place"] and not typed["online_link"]:
        raise Invalid("Say where it is, or give the link to join it online.", "place")
    return {
        **{name: typed[name] for name in (*LONGEST, "for_whom", "topic")},
        "starts_at": datetime.combine(on, read_clock(typed["at"], "at"), LOCAL_TIME),
        "minutes": read_number(typed["minutes"], "minutes", LONGEST_MINUTES),
        "places": read_number(typed["places"], "places", MOST_PLACES),
    }


def read_number(text: str, field: str, most: int) -> int:
    """A whole number from 1. Raises Invalid, naming the field."""
    if text.isascii() and text.isdecimal() and len(text) < 6 and 1 <= int(text) <= most:
        return int(text)
    raise Invalid(f"Enter a whole number from 1 to {most:,}.", field)


def read_clock(text: str, field: str) -> time:
    """A time as people write it: 18:30, 6.30pm, 10am. Raises Invalid, naming the field."""
    found = _CLOCK.fullmatch(" ".join(text.lower().split()))
    if found and (found[2] or found[3]):
        hour, minute = int(found[1]), int(found[2] or 0)
        if found[3] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if found[3] == "pm" else 0)
        elif found[3]:
            hour = 24  # "14pm" is a slip
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise Invalid("Enter a time, such as 18:30 or 6.30pm.", field)


def _check_ahead(starts_at: datetime) -> None:
    if starts_at <= now():
        raise Invalid("This day and time have passed.", "on")


def _check_link(text: str) -> None:
    if text and not _LINK.fullmatch(text):
        raise Invalid("Enter a link that begins with https://.", "online_link")


def _events() -> Select[TrainingEvent]:
    return select(TrainingEvent).options(joinedload(TrainingEvent.centre))
