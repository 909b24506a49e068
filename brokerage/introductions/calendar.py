"""Somebody's sessions as a calendar feed (iCalendar, RFC 5545), under a secret address.

Occurrences are written out one by one: school holidays and single days left out are then right in
every calendar program, and a feed is fetched anew anyway. Nothing in it says who the person is.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from brokerage.errors import NotFound
from brokerage.introductions.models import CalendarAddress, Introduction
from brokerage.introductions.states import State
from brokerage.suggestions.shortlists import sessions_between
from brokerage.volunteers.models import Volunteer

DownFor = Mapping[int, Sequence[tuple[datetime, timedelta]]]  # by role
WEEKS_AHEAD = 26
WEEKS_BACK = 4
PRODUCT = "-//Brokerage//Volunteer sessions//EN"


def address_of(session: Session, volunteer: Volunteer) -> CalendarAddress:
    """The secret in somebody's feed address, made when first asked for."""
    found = find_address(session, volunteer)
    if found is None:
        found = CalendarAddress(volunteer_id=volunteer.id, token=secrets.token_urlsafe(24))
        session.add(found)
        session.flush()
    return found


def find_address(session: Session, volunteer: Volunteer) -> CalendarAddress | None:
    """The same, where it was asked for; None where not."""
    query = select(CalendarAddress).where(CalendarAddress.volunteer_id == volunteer.id)
    return session.scalar(query)


def end_address(session: Session, volunteer: Volunteer) -> None:
    """No feed any more."""
    mine = CalendarAddress.volunteer_id == volunteer.id
    session.execute(delete(CalendarAddress).where(mine))


def renew_address(session: Session, volunteer: Volunteer) -> CalendarAddress:
    """A new secret; the old address stops working at once."""
    found = address_of(session, volunteer)
    found.token = secrets.token_urlsafe(24)
    session.flush()
    return found


def get_owner(session: Session, token: str) -> Volunteer:
    """Whose feed it is. Raises NotFound."""
    query = (
        select(Volunteer)
        .join(CalendarAddress, CalendarAddress.volunteer_id == Volunteer.id)
        .where(CalendarAddress.token == token)
    )
    found = None if "\0" in token else session.scalar(query)
    if found is None:
        raise NotFound("We cannot find that calendar.")
    return found


def feed(
    session: Session, volunteer: Volunteer, today: date, down_for: DownFor | None = None
) -> bytes:
    """The meetings and sessions of what is under way, four weeks back and half a year ahead.

    ``down_for``: of roles that keep a rota, the sessions that this person comes to.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "My volunteering")
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    states = (State.INTERVIEWING, State.ACCEPTED, State.STARTED)
    query = select(Introduction).where(
        Introduction.volunteer_id == volunteer.id, Introduction.state.in_(states)
    )
    for introduction in session.scalars(query.order_by(Introduction.id)):
        for event in _events(session, introduction, today, down_for or {}):
            calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return made


def _events(
    session: Session, introduction: Introduction, today: date, down_for: DownFor
) -> Iterator[Event]:
    role = introduction.opportunity
    if introduction.state == State.INTERVIEWING:
        if introduction.agreed_on:
            yield _event(introduction, f"First meeting: {role.title}", introduction.agreed_on)
        return
    begins = introduction.started_on or introduction.agreed_on
    first = max(today - timedelta(weeks=WEEKS_BACK), begins or today)
    last = today + timedelta(weeks=WEEKS_AHEAD)
    times = down_for.get(role.id)
    if times is None:
        times = sessions_between(session, role, first, last)
    for start, length in times:
        event = _event(introduction, role.title, start.date())
        event["uid"] = f"{introduction.public_id}-{start:%Y%m%dT%H%M}@volunteering"
        del event["dtstart"]
        event.add("dtstart", start)
        event.add("duration", length)
        yield event


def _event(introduction: Introduction, title: str, day: date) -> Event:
    role = introduction.opportunity
    event = Event()
    event.add("uid", f"{introduction.public_id}-{day:%Y%m%d}@volunteering")
    event.add("dtstamp", introduction.state_since)
    event.add("dtstart", day)
    event.add("summary", title)
    event.add("description", f"With {role.organisation.name}")
    places = [place for place in role.shown_places if place.name or place.address]
    if places:
        event.add("location", ", ".join(t for t in (places[0].name, places[0].address) if t))
    return event
