"""What is written about sessions and hours: reminders, places that came free, hours to confirm."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from brokerage.centres.models import Centre
from brokerage.hours.amounts import in_hours
from brokerage.hours.listing import first_name_of
from brokerage.hours.models import Booking, HourEntry, Occurrence
from brokerage.introductions.messages import way_to
from brokerage.introductions.models import Introduction
from brokerage.links import link
from brokerage.messages.rendering import rendered
from brokerage.messages.service import Message, queue
from brokerage.organisations.models import Organisation
from brokerage.organisations.reached import reached
from brokerage.schema import day_in_words
from brokerage.signed_links import sign
from brokerage.weeks import DAY_NAMES, clock

SESSION_LINK = "rota.session"
HOURS_LINK = "hours.confirm"
FEEDBACK_LINK = "hours.feedback"
LISTED = 20


def when(occurrence: Occurrence) -> str:
    """Tuesday 24 November 2026, 18:30 to 20:30."""
    start, day = occurrence.start_minute, occurrence.held_on
    until = clock(start + occurrence.length_minutes)
    return f"{DAY_NAMES[day.weekday()]} {day_in_words(day)}, {clock(start)} to {until}"


def remind_of_session(session: Session, booking: Booking) -> bool:
    """Two days before, by e-mail or text; whether they can be written to."""
    fields = _of_session(session, booking)
    fields["link"] = link("hours_links.session", token=sign(SESSION_LINK, booking.public_id))
    return _to_volunteer(session, booking, "session_reminder", "reminders", fields)


def tell_place_free(session: Session, booking: Booking) -> bool:
    """Somebody who waited has a place; whether they can be written to."""
    fields = _of_session(session, booking)
    fields["link"] = link("hours_links.session", token=sign(SESSION_LINK, booking.public_id))
    return _to_volunteer(session, booking, "session_place_free", "introductions", fields)


def tell_gap(session: Session, booking: Booking, *, filled: bool) -> bool:
    """The organisation learns that somebody is not coming; never why."""
    organisation = booking.introduction.opportunity.organisation
    if not reached(session, organisation):
        return False
    made = rendered(
        "session_gap",
        organisation=organisation.name,
        first_name=first_name_of(booking.introduction),
        role=booking.introduction.opportunity.title,
        when=when(booking.occurrence),
        filled=filled,
        link=link(
            "rota.show",
            organisation_id=organisation.public_id,
            opportunity_id=booking.introduction.opportunity.public_id,
        ),
        **_centre(session, booking.introduction.home_centre_id),
    )
    key = f"session_gap:{booking.public_id}:{booking.version}"
    _to_organisation(session, organisation, made, key, booking.introduction)
    return True


def ask_to_confirm(
    session: Session, organisation: Organisation, entries: Sequence[HourEntry], month: str
) -> bool:
    """Once a month: everything that waits, and one link that settles it."""
    if not reached(session, organisation) or not entries:
        return False
    lines = [
        f"{_name(one)}, {day_in_words(one.given_on)}: {in_hours(one.minutes)}"
        for one in entries[:LISTED]
    ]
    made = rendered(
        "hours_to_confirm",
        organisation=organisation.name,
        count=len(entries),
        lines=lines,
        more=len(entries) - len(lines),
        link=link("hours_links.confirm", token=sign(HOURS_LINK, organisation.public_id)),
        **_centre(session, entries[0].centre_id),
    )
    _to_organisation(
        session, organisation, made, f"hours_to_confirm:{organisation.public_id}:{month}"
    )
    return True


def ask_for_feedback(session: Session, introduction: Introduction, side: str, moment: str) -> bool:
    """Three short questions, with a link that needs no sign-in; whether somebody can be asked."""
    role = introduction.opportunity
    token = sign(FEEDBACK_LINK, f"{introduction.public_id}:{side}:{moment}")
    fields = {
        "role": role.title,
        "link": link("hours_links.feedback", token=token),
        "ended": moment == "end",
        **_centre(session, introduction.home_centre_id),
    }
    key = f"feedback_{side}:{introduction.public_id}:{moment}"
    if side == "organisation":
        if not reached(session, role.organisation):
            return False
        fields |= {
            "organisation": role.organisation.name,
            "first_name": first_name_of(introduction),
        }
        made = rendered("feedback_organisation", **fields)
        _to_organisation(session, role.organisation, made, key, introduction)
        return True
    fields |= {"name": introduction.volunteer.first_name, "organisation": role.organisation.name}
    return _write_to(session, introduction, "feedback_volunteer", "evaluation_contact", fields, key)


def _name(entry: HourEntry) -> str:
    return first_name_of(entry.introduction) if entry.introduction else "A volunteer"


def _of_session(session: Session, booking: Booking) -> dict[str, Any]:
    role = booking.introduction.opportunity
    places = [place for place in role.shown_places if place.name or place.address]
    where = ", ".join(t for t in (places[0].name, places[0].address) if t) if places else ""
    return {
        "name": booking.introduction.volunteer.first_name,
        "role": role.title,
        "organisation": role.organisation.name,
        "when": when(booking.occurrence),
        "where": where,
        **_centre(session, booking.introduction.home_centre_id),
    }


def _to_volunteer(
    session: Session, booking: Booking, template: str, purpose: str, fields: dict[str, Any]
) -> bool:
    key = f"{template}:{booking.public_id}:{booking.version}"
    return _write_to(session, booking.introduction, template, purpose, fields, key)


def _write_to(
    session: Session,
    introduction: Introduction,
    template: str,
    purpose: str,
    fields: dict[str, Any],
    key: str,
) -> bool:
    volunteer = introduction.volunteer
    way = way_to(volunteer)
    if way is None or way.channel == "letter":  # a letter would come too late
        return False
    made = rendered(f"texts/{template}" if way.channel == "text" else template, **fields)
    message = Message(
        channel=way.channel,
        address=way.address,
        name=way.name,
        purpose=purpose,
        subject=made.subject,
        text=made.text,
        html=made.html if way.channel == "email" else None,
        about=("introduction", introduction.public_id),
        volunteer_id=volunteer.id,
        centre_id=introduction.home_centre_id,
        key=sha256(key.encode()).hexdigest(),
        transactional=purpose == "introductions",
    )
    queue(session, message)
    return True


def _to_organisation(
    session: Session,
    organisation: Organisation,
    made: Any,
    key: str,
    introduction: Introduction | None = None,
) -> None:
    for one in reached(session, organisation):
        message = Message(
            channel="email",
            address=one.email,
            name=organisation.name,
            purpose="hours",
            subject=made.subject,
            text=made.text,
            html=made.html,
            about=("introduction", introduction.public_id)
            if introduction
            else ("organisation", organisation.public_id),
            volunteer_id=introduction.volunteer_id if introduction else None,
            centre_id=introduction.home_centre_id if introduction else organisation.centre_id,
            key=f"{sha256(key.encode()).hexdigest()}{one.ending}",
        )
        queue(session, message)


def _centre(session: Session, centre_id: int) -> dict[str, str]:
    centre = session.get_one(Centre, centre_id)
    return {"centre": centre.name, "phone": centre.phone}
