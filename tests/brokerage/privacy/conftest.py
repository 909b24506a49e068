from __future__ import annotations

import pytest
from sqlalchemy import select

from brokerage.accounts.service import open_account
from brokerage.centres.models import Centre
from brokerage.hours.models import Occurrence
from brokerage.volunteers.models import Volunteer
from brokerage.weeks import local_today
from tests.brokerage.privacy.filling import MARK, fill_every_table
from tests.making import (
    DRIVING,
    make_county,
    make_organisation,
    make_role,
    make_training,
    make_volunteer,
)


def known_for(session, volunteer: Volunteer) -> dict[str, object]:
    centre = session.get_one(Centre, volunteer.centre_id)
    other, role = make_volunteer(session), make_role(session)
    held = Occurrence(
        opportunity_id=role.id, held_on=local_today(), start_minute=600, length_minutes=60
    )
    session.add(held)
    session.flush()
    return {
        "volunteers": volunteer.id,
        "centres": volunteer.centre_id,
        "organisations": make_organisation(session).id,
        "opportunities": role.id,
        "occurrences": held.id,
        "accounts": open_account(session, f"{MARK}@example.org", f"{MARK} Own").id,
        "terms": DRIVING,
        "districts": "E07000105",
        "training_events": make_training(session, centre).id,
        "other": other.id,
    }


def marked_person(session) -> Volunteer:
    if session.scalar(select(Centre.id).limit(1)) is None:
        make_county(session)
    filler = make_volunteer(session, first_name="Other", last_name="Person")
    assert filler.id == 1  # volunteers_not_the_same asks for an order
    return make_volunteer(
        session,
        first_name=MARK,
        last_name=MARK,
        email=f"{MARK}@example.org".lower(),
        phone="07700 900123",
        address=f"1 {MARK} Street",
        about=MARK,
        access_needs=[MARK],
    )


@pytest.fixture
def person(session) -> Volunteer:
    """Somebody about whom every table has a row."""
    made = marked_person(session)
    fill_every_table(session, known_for(session, made))
    return made
