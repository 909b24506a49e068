"""How to reach somebody, checked: what is wrong is said of the field it is wrong in."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.errors import Invalid
from brokerage.volunteers.models import Volunteer, VolunteerCarer
from brokerage.volunteers.numbers import read_phone

ADDRESS_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody beside the person: a carer, a guardian, a referee."""

    name: str
    relation: str = ""
    email: str | None = None
    phone: str | None = None
    address: str = ""


def read_email(text: str | None, field: str = "email") -> str | None:
    """An address that could receive mail; no network is asked. Raises Invalid, naming the field."""
    said = (text or "").strip()
    if not said:
        return None
    try:
        found = validate_email(said, check_deliverability=False)
    except EmailNotValidError as problem:
        message = "Enter an e-mail address in the right form, like name@example.org."
        raise Invalid(message, field) from problem
    if len(found.normalized) > 254:
        raise Invalid("This e-mail address is too long.", field)
    return found.normalized


def read_address(text: str | None, field: str = "address") -> str:
    """The lines of an address, blank ones left out."""
    lines = [" ".join(line.split()) for line in (text or "").splitlines()]
    said = "\n".join(line for line in lines if line)
    if len(said) > ADDRESS_LIMIT:
        raise Invalid("The address is too long.", field)
    return said


READERS = {
    "email": read_email,
    "phone": read_phone,
    "second_phone": read_phone,
    "address": read_address,
}


def read_contact(contact: Contact, prefix: str = "") -> Contact:
    """A name and at least one way to reach them. ``prefix`` is what the form's fields begin with.

    Raises Invalid, naming the field.
    """
    name = " ".join(contact.name.split())
    if not name:
        raise Invalid("Write their name.", f"{prefix}name")
    for text, limit, field in ((name, 200, "name"), (contact.relation, 80, "relation")):
        if len(text) > limit:
            raise Invalid(f"Write at most {limit} characters.", f"{prefix}{field}")
    read = replace(
        contact,
        name=name,
        relation=" ".join(contact.relation.split()),
        email=read_email(contact.email, f"{prefix}email"),
        phone=read_phone(contact.phone, f"{prefix}phone"),
        address=read_address(contact.address, f"{prefix}address"),
    )
    if not (read.email or read.phone or read.address):
        raise Invalid("Write an e-mail address, telephone number or address.", f"{prefix}phone")
    return read


def set_carer(session: Session, volunteer: Volunteer, contact: Contact) -> VolunteerCarer:
    """Who is to be reached in somebody's place; what was said before is kept and counts no more."""
    read = read_contact(contact, "carer_")
    given, known = asdict(read), find_carer(session, volunteer)
    if known is not None and all(getattr(known, name) == given[name] for name in given):
        return known
    carer = VolunteerCarer(volunteer_id=volunteer.id, **given)
    session.add(carer)
    session.flush()
    return carer


def find_carer(session: Session, volunteer: Volunteer) -> VolunteerCarer | None:
    """Who counts now."""
    query = select(VolunteerCarer).where(VolunteerCarer.volunteer_id == volunteer.id)
    return session.scalar(query.order_by(VolunteerCarer.id.desc()).limit(1))


def check_channel(session: Session, volunteer: Volunteer, channel: str) -> None:
    """Raises Invalid, naming the field, where somebody cannot be reached in the way they prefer."""
    missing = {
        "email": (volunteer.email, "Write the e-mail address to use.", "email"),
        "phone": (volunteer.phone, "Write the telephone number to ring.", "phone"),
        "text": (volunteer.phone, "Write the mobile number to text.", "phone"),
        "letter": (volunteer.address, "Write the address for letters.", "address"),
        "carer": (
            channel == "carer" and find_carer(session, volunteer),
            "Write who the carer is.",
            "carer_name",
        ),
    }
    if channel not in missing:
        raise Invalid("Choose how to reach them.", "preferred_channel")
    there, message, field = missing[channel]
    if not there:
        raise Invalid(message, field)
