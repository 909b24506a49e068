"""Which centre a record that is due belongs to: a centre sees the figures of its own alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from brokerage.guidance.models import SupportEntry, TrainingBooking, TrainingEvent
from brokerage.hours.models import Letter
from brokerage.introductions.models import Contact, Introduction
from brokerage.messages.models import OutboxMessage
from brokerage.organisations.models import Organisation
from brokerage.privacy.models import Complaint, DataRequest
from brokerage.suggestions.alerts.models import Alert
from brokerage.volunteers.models import (
    Volunteer,
    VolunteerCheck,
    VolunteerMerge,
    VolunteerReference,
)

Centres = Collection[int]
Whose = Callable[[Centres], ColumnElement[bool]]


def _at(column: InstrumentedAttribute[Any]) -> Whose:
    return lambda centres: column.in_(centres)


def _of(column: InstrumentedAttribute[Any]) -> Whose:
    """Rows about the people of these centres."""
    return lambda centres: column.in_(_people(centres))


def _messages(centres: Centres) -> ColumnElement[bool]:
    theirs = OutboxMessage.volunteer_id.in_(_people(centres))
    return or_(OutboxMessage.centre_id.in_(centres), theirs)


def _bookings(centres: Centres) -> ColumnElement[bool]:
    events = select(TrainingEvent.id).where(TrainingEvent.centre_id.in_(centres))
    return TrainingBooking.event_id.in_(events)


def _people(centres: Centres) -> Select[int]:
    return select(Volunteer.id).where(Volunteer.centre_id.in_(centres))


# Not "concerns": how many there are is for the designated lead and deputy alone.
OF_A_CENTRE: Mapping[str, Whose] = {
    "enquiries": _at(Volunteer.centre_id),
    "silent": _at(Volunteer.centre_id),
    "left": _at(Volunteer.centre_id),
    "introductions": _at(Introduction.home_centre_id),
    "contacts": _at(Contact.centre_id),
    "letters": _of(Letter.volunteer_id),
    "messages": _messages,
    "references": _of(VolunteerReference.volunteer_id),
    "checks": _of(VolunteerCheck.volunteer_id),
    "merges": _of(VolunteerMerge.kept_id),
    "complaints": _at(Complaint.centre_id),
    "data_requests": _at(DataRequest.centre_id),
    "training": _bookings,
    "support_given": _at(SupportEntry.centre_id),
    "alerts": _of(Alert.volunteer_id),
    "organisation_contacts": _at(Organisation.centre_id),
}
