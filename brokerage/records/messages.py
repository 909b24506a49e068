"""What is sent about a person's records: to referees and guardians, to whoever has registered or
moved centre.

Each carries who asks, for whom and a link; nothing of what anybody answered.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from brokerage.centres.models import Centre
from brokerage.introductions.messages import way_to
from brokerage.links import link
from brokerage.messages.service import Message, cancel, queue, rendered
from brokerage.records.people import full_name
from brokerage.schema import day_in_words
from brokerage.volunteers.guardians import link_for as guardian_link
from brokerage.volunteers.models import (
    GuardianConsent,
    Volunteer,
    VolunteerReference,
    VolunteerTransfer,
)
from brokerage.volunteers.references import link_for as reference_link

# None of these is a purpose of brokerage/consents.py: they are the service somebody asked for.
REFERENCES, GUARDIANS, MOVING = "references", "guardian_consent", "moving_centre"
REGISTERING = "registration"


def send_reference(session: Session, volunteer: Volunteer, reference: VolunteerReference) -> bool:
    """Ask a referee, or remind them; whether there is an address to send it to."""
    if not reference.referee_email:
        return False
    template = "reference_reminder" if reference.reminders else "reference_asked"
    fields = {
        "name": reference.referee_name,
        "person": full_name(volunteer),
        "link": link("answers.reference", token=reference_link(reference)),
        **_centre(session, volunteer),
    }
    key = f"{template}:{reference.public_id}:{reference.reminders}"
    about = ("reference", reference.public_id)
    address, name = reference.referee_email, reference.referee_name
    _send(session, volunteer, template, fields, address, name, REFERENCES, about, key)
    return True


def stop_reference(session: Session, reference: VolunteerReference) -> None:
    """What has not gone out yet to this referee does not go out."""
    cancel(session, ("reference", reference.public_id))


def send_guardian(session: Session, volunteer: Volunteer, consent: GuardianConsent) -> bool:
    """Ask a guardian by link; whether there is an address to send it to."""
    if not consent.email:
        return False
    fields = {
        "name": consent.guardian_name,
        "person": volunteer.first_name,
        "link": link("answers.guardian", token=guardian_link(consent)),
        **_centre(session, volunteer),
    }
    key = f"guardian_asked:{consent.public_id}"
    about = ("guardian_consent", consent.public_id)
    address, name = consent.email, consent.guardian_name
    _send(session, volunteer, "guardian_asked", fields, address, name, GUARDIANS, about, key)
    return True


def send_moved(session: Session, volunteer: Volunteer, transfer: VolunteerTransfer) -> bool:
    """Tell somebody which centre looks after them now; whether they can be written to."""
    about = ("transfer", transfer.public_id)
    key = f"volunteer_moved:{transfer.public_id}:{transfer.state}"
    return _send_their_way(session, volunteer, "volunteer_moved", {}, MOVING, about, key)


def send_registered(session: Session, volunteer: Volunteer, due_on: date | None = None) -> bool:
    """Say what happens next to somebody who has registered; whether they can be written to.

    ``due_on``: the day by which their centre gets in touch; None where it has talked to them.
    """
    fields = {"due": day_in_words(due_on) if due_on else "", "link": link("my.roles")}
    about = ("volunteer", volunteer.public_id)
    key = f"registered:{volunteer.public_id}"
    return _send_their_way(session, volunteer, "registered", fields, REGISTERING, about, key)


def _send_their_way(
    session: Session,
    volunteer: Volunteer,
    template: str,
    fields: dict[str, Any],
    purpose: str,
    about: tuple[str, str],
    key: str,
) -> bool:
    """By the channel they prefer, the short words in a text; False where one has to ring."""
    way = way_to(volunteer)
    if way is None:
        return False
    name = f"texts/{template}" if way.channel == "text" else template
    made = rendered(name, name=volunteer.first_name, **fields, **_centre(session, volunteer))
    message = Message(
        channel=way.channel,
        address=way.address,
        name=way.name,
        purpose=purpose,
        subject=made.subject,
        text=made.text,
        html=made.html if way.channel == "email" else None,
        about=about,
        volunteer_id=volunteer.id,
        centre_id=volunteer.centre_id,
        key=key,
    )
    queue(session, message)
    return True


def _centre(session: Session, volunteer: Volunteer) -> dict[str, str]:
    centre = session.get_one(Centre, volunteer.centre_id)
    return {"centre": centre.name, "phone": centre.phone}


def _send(
    session: Session,
    volunteer: Volunteer,
    template: str,
    fields: dict[str, Any],
    address: str,
    name: str,
    purpose: str,
    about: tuple[str, str],
    key: str,
) -> None:
    made = rendered(template, **fields)
    queue(
        session,
        Message(
            channel="email",
            address=address,
            name=name,
            purpose=purpose,
            subject=made.subject,
            text=made.text,
            html=made.html,
            about=about,
            volunteer_id=volunteer.id,
            key=key,
        ),
    )
