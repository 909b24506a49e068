"""One training event for a calendar program (iCalendar, RFC 5545)."""

from __future__ import annotations

from datetime import timedelta

from icalendar import Calendar, Event

from brokerage.guidance.models import TrainingEvent
from brokerage.weeks import LOCAL_TIME

PRODUCT = "-//Brokerage//Training//EN"


def in_calendar(event: TrainingEvent, address: str, booked: bool = False) -> bytes:
    """The event; with the link to join it online only for somebody who is ``booked``."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if event.cancelled_at else "PUBLISH")
    entry = Event()
    entry.add("uid", f"{event.public_id}@training")
    entry.add("dtstamp", event.cancelled_at or event.created_at)
    entry.add("sequence", event.version)
    entry.add("dtstart", event.starts_at.astimezone(LOCAL_TIME))
    entry.add("duration", timedelta(minutes=event.minutes))
    entry.add("summary", event.title)
    entry.add("status", "CANCELLED" if event.cancelled_at else "CONFIRMED")
    entry.add("url", address)
    if event.place:
        entry.add("location", event.place)
    said = [f"With {event.centre.name}, {event.centre.phone}"]
    if booked and event.online_link:
        said.append(f"Join online: {event.online_link}")
    entry.add("description", "\n".join(said))
    calendar.add_component(entry)
    calendar.add_missing_timezones()
    made: bytes = calendar.to_ical()
    return made
