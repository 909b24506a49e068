from __future__ import annotations

import pytest
from sqlalchemy import select

from brokerage.accounts.service import open_account
from brokerage.centres.models import Centre
from brokerage.volunteers.models import Volunteer
from tests.brokerage.privacy.filling import MARK, fill_every_table
from tests.making import DRIVING, make_county, make_organisation, make_role, make_volunteer


def known_for(session, volunteer: Volunteer) -> dict[str, object]:
    other = make_volunteer(session)
    return {
        "volunteers": volunteer.id,
        "centres": volunteer.centre_id,
        "organisations": make_organisation(session).id,
        "opportunities": make_role(session).id,
        "accounts": open_account(session, f"{MARK}@example.org", f"{MARK} Own").id,
        "terms": DRIVING,
        "districts": "E07000105",
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
