"""Which records are due under each line of the schedule. Queries only: nothing is changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select

from brokerage.accounts.models import Hat, SignIn
from brokerage.concerns.models import Concern
from brokerage.consents import Consent
from brokerage.guidance.models import SupportEntry, TrainingBooking, TrainingEvent
from brokerage.hours.models import Letter
from brokerage.introductions.models import Contact, Introduction
from brokerage.messages.models import MessageState, OutboxMessage
from brokerage.organisations.models import Organisation, OrganisationMove, Standing
from brokerage.privacy.models import Complaint, DataRequest
from brokerage.suggestions.alerts.models import Alert, AlertState
from brokerage.volunteers.models import (
    Volunteer,
    VolunteerCheck,
    VolunteerMerge,
    VolunteerMove,
    VolunteerReference,
    VolunteerState,
)

CONTACTS = (
    "contact_name", "email", "phone", "second_name", "second_email", "second_phone",
    "safeguarding_lead",
)  # fmt: skip
OVER = (
    MessageState.SENT,
    MessageState.FAILED,
    MessageState.HELD,
    MessageState.CANCELLED,
    MessageState.IN_DOUBT,
)
HERE = (VolunteerState.REGISTERED, VolunteerState.ACTIVE, VolunteerState.PAUSED)
Ids = Select[int]


def enquiries(before: datetime) -> Ids:
    asked = select(VolunteerMove.volunteer_id).where(VolunteerMove.moved_at >= before)
    return _people(VolunteerState.ENQUIRY).where(
        Volunteer.created_at < before, Volunteer.id.not_in(asked)
    )


def left(before: datetime) -> Ids:
    later = select(VolunteerMove.volunteer_id).where(VolunteerMove.moved_at >= before)
    return _people(VolunteerState.LEFT).where(
        Volunteer.created_at < before, Volunteer.id.not_in(later)
    )


def silent(before: datetime) -> Ids:
    """Nothing since: no move, introduction, call, consent or sign-in."""
    signed_in = (
        select(Hat.volunteer_id)
        .join(SignIn, SignIn.account_id == Hat.account_id)
        .where(Hat.volunteer_id.is_not(None), SignIn.created_at >= before)
    )
    since: tuple[Select[Any], ...] = (
        select(VolunteerMove.volunteer_id).where(VolunteerMove.moved_at >= before),
        select(Introduction.volunteer_id).where(
            or_(Introduction.state_since >= before, Introduction.closed_at.is_(None))
        ),
        select(Contact.volunteer_id).where(
            Contact.volunteer_id.is_not(None), Contact.made_at >= before
        ),
        select(Consent.volunteer_id).where(Consent.recorded_at >= before),
        signed_in,
    )
    silent = _people(*HERE).where(Volunteer.created_at < before)
    for query in since:
        silent = silent.where(Volunteer.id.not_in(query))
    return silent


def _people(*states: VolunteerState) -> Ids:
    mine = Volunteer.state.in_(states), Volunteer.merged_into_id.is_(None)
    return select(Volunteer.id).where(*mine).order_by(Volunteer.id)


def introductions(before: datetime) -> Ids:
    written = or_(Introduction.note != "", Introduction.shared_agreed_at.is_not(None))
    return select(Introduction.id).where(Introduction.closed_at < before, written)


def contacts(before: datetime) -> Ids:
    return select(Contact.id).where(Contact.made_at < before, Contact.note != "")


def letters(before: datetime) -> Ids:
    """Of placements that are over; one that goes on keeps its letters."""
    over = Introduction.closed_at < before, Letter.created_at < before
    return select(Letter.id).join(Introduction).where(*over)


def messages(before: datetime) -> Ids:
    """Old ones; and at once those that named somebody who has been erased since."""
    gone = select(Volunteer.id).where(Volunteer.state == VolunteerState.ANONYMISED)
    due = or_(OutboxMessage.queued_at < before, OutboxMessage.volunteer_id.in_(gone))
    over = OutboxMessage.state.in_(OVER)
    return select(OutboxMessage.id).where(over, due, OutboxMessage.text != "")


def references(before: datetime) -> Ids:
    last = func.coalesce(VolunteerReference.answered_at, VolunteerReference.asked_at)
    return select(VolunteerReference.id).where(last < before)


def checks(before: datetime) -> Ids:
    decided = func.coalesce(VolunteerCheck.decided_on, VolunteerCheck.issued_on) < before.date()
    more = or_(
        VolunteerCheck.decided_on.is_not(None),
        VolunteerCheck.opportunity_public_id.is_not(None),
        VolunteerCheck.update_service.is_not(None),
    )
    return select(VolunteerCheck.id).where(decided, more)


def training(before: datetime) -> Ids:
    query = select(TrainingBooking.id).join(TrainingEvent)
    return query.where(TrainingEvent.starts_at < before, TrainingBooking.name != "")


def support_given(before: datetime) -> Ids:
    given = SupportEntry.given_on < before.date()
    return select(SupportEntry.id).where(given, SupportEntry.note != "")


def merges(before: datetime) -> Ids:
    full = VolunteerMerge.before.is_not(None)
    return select(VolunteerMerge.id).where(full, VolunteerMerge.merged_at < before)


def complaints(before: datetime) -> Ids:
    return select(Complaint.id).where(Complaint.closed_at < before, Complaint.what != "")


def data_requests(before: datetime) -> Ids:
    written = or_(DataRequest.what != "", DataRequest.answer != "")
    return select(DataRequest.id).where(DataRequest.ended_at < before, written)


def alerts(before: datetime) -> Ids:
    """Paused, and nobody has missed them since."""
    paused = Alert.state == AlertState.PAUSED
    return select(Alert.id).where(paused, Alert.paused_at < before)


def concerns(before: datetime) -> Ids:
    return select(Concern.id).where(Concern.closed_at < before)


def organisation_contacts(before: datetime) -> Ids:
    """Of organisations that are no longer with us, and whose contacts are still there."""
    since = select(func.max(OrganisationMove.moved_at)).where(
        OrganisationMove.organisation_id == Organisation.id
    )
    named = (getattr(Organisation, name).is_not(None) for name in CONTACTS)
    return select(Organisation.id).where(
        Organisation.state.in_((Standing.DECLINED, Standing.LEFT)),
        since.scalar_subquery() < before,
        or_(*named),
    )
