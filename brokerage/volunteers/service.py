"""What can be done with a person's record. Services never commit and never see the request."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.errors import Conflict, Invalid, NotFound
from brokerage.geography.located import Located
from brokerage.volunteers.contacts import READERS, read_email
from brokerage.volunteers.forgetting import take_the_person_out
from brokerage.volunteers.models import (
    NamelessEnquiry,
    Volunteer,
    VolunteerMove,
    VolunteerState,
    VolunteerTerm,
)
from brokerage.volunteers.numbers import read_phone
from brokerage.volunteers.states import check_move


def enquire(
    session: Session,
    centre_id: int,
    actor: Actor,
    first_name: str,
    *,
    email: str | None = None,
    phone: str | None = None,
) -> Volunteer:
    """Take a name and one contact. Raises Invalid where either is missing."""
    if not first_name.strip():
        raise Invalid("Write the person's name.", "first_name")
    email, phone = read_email(email), read_phone(phone)
    if not (email or phone):
        raise Invalid("Write an e-mail address or a telephone number.", "phone")
    volunteer = Volunteer(
        centre_id=centre_id,
        first_name=first_name.strip(),
        email=email,
        phone=phone,
        preferred_channel="email" if email else "phone",
    )
    session.add(volunteer)
    note_move(volunteer, VolunteerState.ENQUIRY, actor)
    session.flush()
    return volunteer


def note_nameless_enquiry(session: Session, centre_id: int, actor: Actor) -> NamelessEnquiry:
    """Somebody asked and left no name: one tap, and it counts."""
    enquiry = NamelessEnquiry(centre_id=centre_id, through=actor.through, recorded_by=actor.name)
    session.add(enquiry)
    session.flush()
    return enquiry


def register(
    session: Session,
    centre_id: int,
    actor: Actor,
    first_name: str,
    last_name: str,
    **details: object,
) -> Volunteer:
    """Put a person on the books. Contacts are optional: some have neither e-mail nor telephone."""
    if not first_name.strip():
        raise Invalid("Write the person's first name.", "first_name")
    for name, read in READERS.items():
        if name in details:
            details[name] = read(cast("str | None", details[name]), name)
    volunteer = Volunteer(
        centre_id=centre_id, first_name=first_name.strip(), last_name=last_name.strip(), **details
    )
    if not volunteer.preferred_channel:
        volunteer.preferred_channel = _likeliest_channel(volunteer)
    session.add(volunteer)
    note_move(volunteer, VolunteerState.REGISTERED, actor)
    session.flush()
    return volunteer


def _likeliest_channel(volunteer: Volunteer) -> str:
    if volunteer.email:
        return "email"
    return "phone" if volunteer.phone else "letter"


def set_home(volunteer: Volunteer, located: Located | None) -> None:
    """Where distances are measured from; None forgets it."""
    volunteer.postcode = located.code if located else None
    volunteer.latitude = located.latitude if located else None
    volunteer.longitude = located.longitude if located else None
    volunteer.approximate = located.approximate if located else False
    district = located.district if located else None
    volunteer.district_code = district.code if district else None


def set_terms(volunteer: Volunteer, uris: Iterable[str]) -> None:
    """The skills, causes and access needs held now; what was known of those kept stays."""
    held = {term.uri: term for term in volunteer.terms}
    wanted = dict.fromkeys(uris)
    volunteer.terms = [held.get(uri) or VolunteerTerm(uri=uri, verified=False) for uri in wanted]


def move(
    session: Session,
    volunteer: Volunteer,
    target: VolunteerState,
    actor: Actor,
    reason: str | None = None,
) -> None:
    """Bring a person to another state and remember who, when and why.

    Raises Conflict where they cannot go there from where they stand, and Invalid where leaving
    has no reason. Anonymising is more than a move: it takes the person out of the record.
    """
    session.flush()
    session.refresh(volunteer, ["state", "version"], with_for_update=True)  # two at once
    check_move(VolunteerState(volunteer.state), target, reason)
    if target is VolunteerState.ANONYMISED:
        take_the_person_out(session, volunteer)
    note_move(volunteer, target, actor, reason)
    session.flush()


def note_move(
    volunteer: Volunteer, target: VolunteerState, actor: Actor, reason: str | None = None
) -> None:
    """Set the state and write the history."""
    volunteer.moves.append(
        VolunteerMove(
            from_state=volunteer.state if volunteer.moves else None,
            to_state=target,
            actor=actor.name,
            on_behalf_of=actor.on_behalf_of,
            through=actor.through,
            reason=reason,
        )
    )
    volunteer.state = target


def find_volunteer(session: Session, public_id: str) -> Volunteer | None:
    """A person by public id, whatever their state; a merged record leads to the one kept."""
    found = session.scalar(select(Volunteer).where(Volunteer.public_id == public_id))
    while found is not None and found.merged_into_id is not None:
        found = session.get(Volunteer, found.merged_into_id)
    return found


def get_volunteer(session: Session, public_id: str) -> Volunteer:
    """As find. Raises NotFound for nobody, Conflict for somebody who was anonymised."""
    found = find_volunteer(session, public_id)
    if found is None:
        raise NotFound("We cannot find that person.")
    if found.state == VolunteerState.ANONYMISED:
        raise Conflict("This record was anonymised.")
    return found
