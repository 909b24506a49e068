"""Two centres, a person at the first, and the people who work there."""

from __future__ import annotations

import pytest

from brokerage.actors import Actor, Role
from brokerage.volunteers.models import VolunteerState
from brokerage.volunteers.service import move, register
from tests.making import make_centre, make_county


@pytest.fixture
def ashford(session):
    make_county(session)
    return make_centre(session, "The Mill Room", "E07000105")


@pytest.fixture
def dover(session, ashford):
    return make_centre(session, "The Harbour Desk", "E07000108")


def broker_of(centre, name="account:here"):
    return Actor(name, "desk", roles=frozenset({Role.BROKER}), centre_ids=frozenset({centre.id}))


@pytest.fixture
def here(ashford):
    return broker_of(ashford)


@pytest.fixture
def there(dover):
    return broker_of(dover, "account:there")


@pytest.fixture
def enrol(session, ashford, here):
    """Put an active person on the books."""

    def make(first_name="Wren", last_name="Lanternsea", centre=ashford, **details):
        person = register(session, centre.id, here, first_name, last_name, **details)
        move(session, person, VolunteerState.ACTIVE, here)
        return person

    return make


@pytest.fixture
def moor(enrol):
    return enrol("Moor", "Thistlewick", phone="01632 960011")
