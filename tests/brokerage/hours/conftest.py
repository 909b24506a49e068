"""A role with a rota, and people who have started in it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from brokerage.actors import Actor
from brokerage.db import now
from brokerage.introductions import service
from brokerage.introductions.service import Agreement
from brokerage.weeks import local_today
from tests.making import make_county, make_organisation, make_role, make_volunteer

MEMBER = Actor("account:member", "web")
YES = Agreement("centre", ("Tuesday evening fits",), "")
STARTED = timedelta(weeks=10)


def make_body(session, name="The Lanternsea Lunch Club", verified=True):
    body = make_organisation(session, name)
    body.email, body.verified_at = "club@lanternsea.example", now() if verified else None
    return body


def make_rota_role(session, body, on="Tue 18:30-20:30", places=2, **fields):
    """A role with a weekly session, that has been held for months."""
    role = make_role(session, "Driver for the lunch club", on=on, organisation=body, **fields)
    role.sessions[0].starts_on -= timedelta(weeks=20)
    role.sessions[0].places = places
    session.flush()
    return role


def place(session, role, first_name="Wren", started_on=None, **fields):
    """Somebody who has started in a role."""
    email = f"{first_name.lower().replace(' ', '-')}@people.example"
    facts = {"preferred_channel": "email", "email": email, **fields}
    person = make_volunteer(session, first_name=first_name, last_name="Lanternsea", **facts)
    made = service.introduce(session, person, role, MEMBER, YES)
    service.acknowledge(session, made, MEMBER)
    service.accept(session, made, MEMBER)
    service.start(session, made, MEMBER, started_on or local_today() - STARTED)
    return made


@pytest.fixture
def body(session):
    make_county(session)
    return make_body(session)


@pytest.fixture
def role(session, body):
    return make_rota_role(session, body)


@pytest.fixture
def wren(session, role):
    return place(session, role)


@pytest.fixture
def otter(session, role):
    return place(session, role, "Otter")
