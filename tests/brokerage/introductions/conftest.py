from __future__ import annotations

import pytest

from brokerage.actors import Actor
from brokerage.introductions.service import Agreement
from brokerage.volunteers.models import VolunteerState
from brokerage.volunteers.service import register
from tests.making import make_county

BROKER = Actor("account:broker", "desk", on_behalf_of="volunteer")
MEMBER = Actor("account:member", "web")
JOB = Actor("job:tests", "job")
YES = Agreement("phone", ("Tuesday evening fits", "3 miles away"), "Has a van")


def make_person(session, centre_id, first_name="Wren", **details):
    details = {"phone": "07700 900123", "preferred_channel": "phone", **details}
    made = register(session, centre_id, BROKER, first_name, "Lanternsea", **details)
    made.state = VolunteerState.ACTIVE
    session.flush()
    return made


@pytest.fixture
def centre_id(session):
    from brokerage.centres.service import find_lead

    make_county(session)
    return find_lead(session).id


@pytest.fixture
def wren(session, centre_id):
    return make_person(session, centre_id)
