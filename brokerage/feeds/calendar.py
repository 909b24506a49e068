"""Sessions of roles for calendar programs (iCalendar, RFC 5545). Public facts only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from icalendar import Calendar, Event
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.db import now
from brokerage.feeds.live import place_in_words
from brokerage.feeds.recurring import Holidays, rule_of
from brokerage.geography.models import SchoolHoliday
from brokerage.links import link
from brokerage.opportunities.models import Opportunity

PRODUCT = "-//Brokerage//Volunteering sessions//EN"


def in_calendar(session: Session, roles: Iterable[Opportunity], title: str, today: date) -> bytes:
    """One calendar with every session that is still to come. A role without sessions has none."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    holidays = _holidays(session)
    for role in roles:
        for event in _events(role, holidays, today):
            calendar.add_component(event)
    calendar.add_missing_timezones()
    made: bytes = calendar.to_ical()
    return made


def _events(role: Opportunity, holidays: Holidays, today: date) -> Iterator[Event]:
    for number, one in enumerate(role.sessions, 1):
        rule = rule_of(one, holidays, today)
        if rule is None:
            continue
        event = Event()
        event.add("uid", f"{role.public_id}-{number}@volunteering")
        event.add("dtstamp", role.published_at or now())
        event.add("sequence", role.version)
        event.add("dtstart", rule.start)
        event.add("duration", rule.length)
        if rule.repeats:
            event.add("rrule", dict(rule.repeats))
        if rule.left_out:
            event.add("exdate", list(rule.left_out))
        event.add("summary", role.title)
        event.add("location", place_in_words(role))
        event.add("description", _description(role))
        event.add("url", link("opportunities.show", public_id=role.public_id))
        yield event


def _description(role: Opportunity) -> str:
    said = f"Volunteering with {role.organisation.name}."
    return f"{said} {role.summary}".strip()


def _holidays(session: Session) -> Holidays:
    rows = session.execute(select(SchoolHoliday.first_on, SchoolHoliday.last_on))
    return [(row.first_on, row.last_on) for row in rows]
