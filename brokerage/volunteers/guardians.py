"""A guardian's consent: asked by a signed link or on paper, answered once, withdrawn at any time.

Under 16 always; for older people where a role or its insurer says so.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from brokerage import signed_links
from brokerage.actors import Actor
from brokerage.consents import Wording
from brokerage.db import now
from brokerage.errors import Conflict, Invalid, NotFound
from brokerage.volunteers.choices import YOUNGEST
from brokerage.volunteers.contacts import Contact, read_contact
from brokerage.volunteers.models import GuardianAnswer, GuardianConsent, Volunteer

LINK = "guardian-consent"
AGE = 16  # the Data Protection Act's and the insurers' usual line; a role may ask for more
WORDINGS = (
    Wording(
        "2026-1",
        date(2026, 11, 1),
        "I am this young person's parent or guardian. I agree that the volunteer centre keeps "
        "their details and looks for suitable roles for them, and that they volunteer.",
    ),
)


def needs_guardian(
    volunteer: Volunteer, today: date, role_minimum: int = AGE, insurer_minimum: int = AGE
) -> bool:
    """Whether a guardian must agree: under 16, or under what the role or its insurer says."""
    line = max(AGE, role_minimum, insurer_minimum)
    if volunteer.born_on is not None:
        return age_on(volunteer.born_on, today) < line
    return volunteer.age_band in YOUNGEST and YOUNGEST[volunteer.age_band] < line


def age_on(born_on: date, today: date) -> int:
    """Full years."""
    had_birthday = (today.month, today.day) >= (born_on.month, born_on.day)
    return today.year - born_on.year - (not had_birthday)


def ask_guardian(
    session: Session,
    volunteer: Volunteer,
    actor: Actor,
    contact: Contact,
    opportunity_public_id: str | None = None,
) -> GuardianConsent:
    """Note whom to ask; ``link_for`` gives what is sent. Raises Invalid, naming the field."""
    contact = read_contact(contact, "guardian_")
    consent = GuardianConsent(
        volunteer_id=volunteer.id,
        opportunity_public_id=opportunity_public_id,
        guardian_name=contact.name,
        relation=contact.relation,
        email=contact.email,
        phone=contact.phone,
        wording_version=WORDINGS[-1].version,
        asked_by=actor.name,
    )
    session.add(consent)
    session.flush()
    return consent


def link_for(consent: GuardianConsent) -> str:
    """The signed end of the address at which the guardian answers."""
    return signed_links.sign(LINK, consent.public_id)


def find_by_link(session: Session, token: str) -> GuardianConsent:
    """The request a link belongs to. Raises NotFound."""
    query = select(GuardianConsent).where(
        GuardianConsent.public_id == signed_links.read(LINK, token)
    )
    found = session.scalar(query)
    if found is None:
        raise NotFound("This link does not work any more. Ask for a new one.")
    return found


def answer_by_link(session: Session, token: str, agrees: bool) -> GuardianConsent:
    """The guardian's own answer. Raises Conflict where it was answered before."""
    consent = find_by_link(session, token)
    _answer(session, consent, agrees, "link")
    return consent


def record_paper(
    session: Session, consent: GuardianConsent, agrees: bool, actor: Actor
) -> GuardianConsent:
    """A form on paper that somebody saw; the paper itself is given back or destroyed."""
    _answer(session, consent, agrees, "paper")
    consent.recorded_by = actor.name
    session.flush()
    return consent


def withdraw_guardian(session: Session, consent: GuardianConsent, actor: Actor) -> None:
    """From now on the young person is not suggested for roles."""
    if consent.answer != GuardianAnswer.AGREED:
        raise Conflict("There is no consent to withdraw.")
    consent.answer = GuardianAnswer.WITHDRAWN
    consent.answered_at = now()
    consent.recorded_by = actor.name
    session.flush()


def has_guardian_consent(
    session: Session, volunteer: Volunteer, opportunity_public_id: str | None = None
) -> bool:
    """Whether a guardian's yes holds: for this role if one is named, or for any."""
    query = select(GuardianConsent.id).where(
        GuardianConsent.volunteer_id == volunteer.id,
        GuardianConsent.answer == GuardianAnswer.AGREED,
        GuardianConsent.opportunity_public_id.in_([opportunity_public_id])
        | GuardianConsent.opportunity_public_id.is_(None),
    )
    return session.scalar(query.limit(1)) is not None


def agreed_for_any_role(volunteer_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """The same as a condition for a query over people, for roles not yet known."""
    consent: Any = aliased(GuardianConsent)
    return (
        select(consent.id)
        .where(
            consent.volunteer_id == volunteer_id,
            consent.answer == GuardianAnswer.AGREED,
            consent.opportunity_public_id.is_(None),
        )
        .exists()
    )


def _answer(session: Session, consent: GuardianConsent, agrees: bool, how: str) -> None:
    session.refresh(consent, ["answer"], with_for_update=True)
    if consent.answer != GuardianAnswer.ASKED:
        raise Conflict("This was answered already. Ask the volunteer centre to change it.")
    if how not in ("link", "paper"):
        raise Invalid("Say how the answer came.", "how")
    consent.answer = GuardianAnswer.AGREED if agrees else GuardianAnswer.REFUSED
    consent.how = how
    consent.answered_at = now()
    session.flush()
