"""Taking a person out of their record: what figures need stays, nothing that identifies does."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from brokerage.volunteers.models import (
    CentreNotice,
    GuardianConsent,
    SupportDetail,
    Volunteer,
    VolunteerCarer,
    VolunteerCheck,
    VolunteerMerge,
    VolunteerReference,
    VolunteerTraining,
)

NAMELESS = "Anonymised"
FORGOTTEN = "forgotten:"
GONE = (
    VolunteerCarer,
    GuardianConsent,
    VolunteerCheck,
    VolunteerReference,
    VolunteerTraining,
    SupportDetail,
    CentreNotice,
)


def take_the_person_out(session: Session, volunteer: Volunteer) -> None:
    """Leave what figures need: centre, district, age group, dates and moves."""
    volunteer.first_name, volunteer.last_name, volunteer.about = NAMELESS, "", ""
    volunteer.email = volunteer.phone = volunteer.second_phone = volunteer.postcode = None
    volunteer.latitude = volunteer.longitude = volunteer.within_km = None
    volunteer.address, volunteer.languages, volunteer.access_needs = "", [], []
    volunteer.born_on = volunteer.born_on_needed_for = None
    volunteer.preferred_channel = "none"
    volunteer.available_from = None
    volunteer.windows, volunteer.pauses, volunteer.terms = [], [], []
    volunteer.source_digest = None
    if volunteer.source_id and not volunteer.source_id.startswith(FORGOTTEN):
        volunteer.source_id = forgotten_id(volunteer.source_id)
    for model in GONE:
        session.execute(delete(model).where(model.volunteer_id == volunteer.id))
    _forget_merges(session, volunteer)


def _forget_merges(session: Session, volunteer: Volunteer) -> None:
    """Records that were merged into this one held the same person."""
    mine = VolunteerMerge.kept_id == volunteer.id
    session.execute(update(VolunteerMerge).where(mine).values(before=None, moved=None))
    same = select(Volunteer).where(Volunteer.merged_into_id == volunteer.id)
    for merged in session.scalars(same):
        take_the_person_out(session, merged)


def forgotten_id(source_id: str) -> str:
    """How an import knows that somebody asked to be removed, without knowing who it was."""
    return FORGOTTEN + sha256(source_id.encode()).hexdigest()[:40]
