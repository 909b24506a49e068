"""A broker at Ashford's desk, one at Dover's, and somebody at Ashford."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from brokerage.actors import Role
from brokerage.audit import AuditEntry
from brokerage.db import db, unit_of_work
from brokerage.messages.models import OutboxMessage
from brokerage.volunteers.models import CentreNotice, Volunteer
from tests.making import make_centre, make_county, make_volunteer, signed_in


@dataclass
class Desks:
    """Two centres' desks, and what happened behind them."""

    app: Flask
    ashford: int
    dover: int
    here: FlaskClient
    there: FlaskClient
    person: str

    @property
    def at(self) -> str:
        """Where Vera's records are."""
        return f"/desk/people/{self.person}"

    def rows(self, model: type[Any]) -> list[Any]:
        """Every row, oldest first."""
        with self.app.app_context():
            return list(db.session.scalars(select(model).order_by(model.id)))

    def audited(self, kind: str) -> list[str]:
        """What was written down about one kind of record."""
        return [one.action for one in self.rows(AuditEntry) if one.kind == kind]

    def outbox(self) -> list[OutboxMessage]:
        return self.rows(OutboxMessage)

    def notices(self) -> list[str]:
        return [one.kind for one in self.rows(CentreNotice)]

    def volunteer(self) -> Volunteer:
        with self.app.app_context():
            wanted = select(Volunteer).where(Volunteer.public_id == self.person)
            return db.session.scalars(wanted).one()


def desks_of(app: Flask) -> Desks:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        vera = make_volunteer(session, email="vera@people.example", preferred_channel="email")
        dover = make_centre(session, "Dover Example Volunteer Centre", "E07000108")
        ashford, dover_id, person = vera.centre_id, dover.id, vera.public_id
    here = signed_in(app, Role.BROKER, centre_id=ashford)
    there = signed_in(app, Role.BROKER, centre_id=dover_id)
    return Desks(app, ashford, dover_id, here, there, person)


@pytest.fixture
def desks(app: Flask) -> Desks:
    return desks_of(app)
