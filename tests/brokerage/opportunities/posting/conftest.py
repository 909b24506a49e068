"""An organisation, its county, and somebody of it who is signed in."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from brokerage.actors import Role
from brokerage.centres.models import Centre
from brokerage.db import db, unit_of_work
from brokerage.opportunities.service import find_opportunity
from tests.making import make_county, make_organisation, signed_in


@dataclass
class Desk:
    """A member at work: what they see, type and send."""

    app: Flask
    client: FlaskClient
    organisation: str
    role: str = ""
    typed: dict[str, str] = field(default_factory=dict)

    @property
    def base(self) -> str:
        return f"/organisations/{self.organisation}/roles"

    def begin(self, **form: str) -> str:
        answer = self.client.post(
            f"{self.base}/new", data={"submission": form.pop("key", "k"), **form}
        )
        assert answer.status_code == 302, answer.text
        self.role = answer.location.split("/")[-2]
        return self.role

    def at(self, page: str) -> str:
        return f"{self.base}/{self.role}/{page}"

    def look(self, page: str, status: int = 200) -> str:
        answer = self.client.get(self.at(page))
        assert answer.status_code == status, answer.text
        return answer.text

    def send(self, page: str, status: int = 302, **form):
        answer = self.client.post(self.at(page), data=form)
        assert answer.status_code == status, answer.text
        return answer

    def read(self, name: str):
        """A fact of the role, as it is stored."""
        with self.app.app_context():
            role = find_opportunity(db.session(), self.role)
            assert role is not None
            return getattr(role, name)

    def finish(self) -> None:
        """Every page of an ordinary role, so that it can be sent."""
        self.send("what", title="Tea maker", summary="Make tea.", description="You make tea. " * 6)
        self.send("where", attendance="in_person", near="TN23 1QX", in_private_homes="false")
        self.send("when", when_kind="hours")
        self.send("hours", hours="2", hours_per="week", hours_within="tue-evening")
        self.send("dates")
        self.send("skills")
        self.send("who", with_children="false", with_adults_at_risk="false")
        self.send("practical")
        self.send("people")


def make_desk(app: Flask) -> Desk:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        organisation = make_organisation(session, "The Tea Club")
        organisation.centre_id = session.scalars(select(Centre.id)).one()
        number, name = organisation.id, organisation.public_id
    return Desk(app, signed_in(app, Role.MEMBER, organisation_id=number), name)


@pytest.fixture
def desk(app: Flask) -> Desk:
    return make_desk(app)


@pytest.fixture(params=["app", "postgres_app"])
def either(request: pytest.FixtureRequest) -> Desk:
    """On SQLite, and on PostgreSQL."""
    return make_desk(request.getfixturevalue(request.param))
