"""From a draft to a person who is registered, with an account and somebody told."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from flask import session
from sqlalchemy.orm import Session

from brokerage.accounts.challenges import issue
from brokerage.accounts.current import sign_in
from brokerage.accounts.mails import send_address_code
from brokerage.accounts.opening import open_for_volunteer
from brokerage.accounts.views.own import PROVING
from brokerage.actors import PUBLIC, Actor
from brokerage.centres.models import Centre
from brokerage.centres.opening import open_weekdays
from brokerage.db import now
from brokerage.errors import Conflict
from brokerage.idempotency import once
from brokerage.introductions.tasks import add_task
from brokerage.records.messages import send_guardian, send_registered
from brokerage.volunteers.models import RegistrationDraft, Volunteer
from brokerage.volunteers.registration.completing import ask_for_guardian, complete
from brokerage.volunteers.registration.details import Details
from brokerage.volunteers.registration.drafts import finish
from brokerage.volunteers.service import get_volunteer
from brokerage.weeks import local_today
from brokerage.working_days import add_working_days

AGAIN = timedelta(minutes=10)  # a second press of the button comes within that
CAME_FOR = "came_for"


def register_and_enter(
    unit: Session, draft: RegistrationDraft, details: Details, centre: Centre | None
) -> Volunteer:
    """Make the record once, and sign this browser in as the person it is about."""
    if centre is None:
        raise Conflict("There is no volunteer centre yet. Please come back later.")
    if draft.finished_at is not None and draft.finished_at < now() - AGAIN:
        raise Conflict("This registration was sent already. Please sign in.")

    def make() -> Volunteer:
        made = complete(unit, centre.id, PUBLIC, details)
        send_registered(unit, made, _tell_the_centre(unit, made, centre))
        ask_guardian_of(unit, made, details, PUBLIC)
        finish(unit, draft)
        return made

    public_id = once(unit, f"registration {draft.public_id}", PUBLIC, make, "registration")
    volunteer = get_volunteer(unit, public_id)
    _enter(unit, volunteer)
    session[CAME_FOR] = draft.role_public_id
    return volunteer


def ask_guardian_of(unit: Session, volunteer: Volunteer, details: Details, actor: Actor) -> None:
    """Send the link to a parent or guardian who was named; on paper the desk asks."""
    asked = ask_for_guardian(unit, volunteer, details, actor)
    if asked is not None and details.guardian_way == "link":
        send_guardian(unit, volunteer, asked)


def _tell_the_centre(unit: Session, volunteer: Volunteer, centre: Centre) -> date:
    """Nobody who registers waits for a word in vain: somebody has to get in touch by this day."""
    due_on = add_working_days(local_today(), 2, open_weekdays(centre.opening_times))
    add_task(
        unit,
        PUBLIC,
        centre.id,
        "Get in touch with somebody who has registered",
        due_on,
        volunteer_id=volunteer.id,
    )
    return due_on


def _enter(unit: Session, volunteer: Volunteer) -> None:
    """An address is the account's only when a code sent to it comes back: anybody could type it."""
    name = f"{volunteer.first_name} {volunteer.last_name}".strip()
    account = open_for_volunteer(unit, volunteer.id, name)
    sign_in(account, "registration")
    if volunteer.email and account.email is None:
        browser = secrets.token_urlsafe(16)
        issued = issue(unit, "email", account, browser=browser, address=volunteer.email.lower())
        send_address_code(unit, account, volunteer.email, issued)
        session[PROVING] = {"id": issued.public_id, "browser": browser}
