"""A training at Ashford, with somebody at each centre's desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from brokerage.actors import Role
from brokerage.audit import AuditEntry
from brokerage.centres.models import Centre
from brokerage.db import db, now, unit_of_work
from brokerage.guidance.models import TrainingBooking, TrainingEvent
from brokerage.messages.models import OutboxMessage
from tests.making import make_centre, make_county, make_organisation, make_training, signed_in


@dataclass
class Desks:
    """Two desks, one training, one organisation of Ashford's."""

    app: Flask
    here: FlaskClient
    there: FlaskClient
    event_id: str
    organisation_id: int

    def rows(self, model: type[Any]) -> list[Any]:
        """Every row, oldest first."""
        with self.app.app_context():
            return list(db.session.scalars(select(model).order_by(model.id)))

    @property
    def event(self) -> TrainingEvent:
        return self.rows(TrainingEvent)[0]

    def states(self) -> list[tuple[str, str]]:
        return [(one.name, one.state) for one in self.rows(TrainingBooking)]

    def sent(self) -> list[tuple[str, str]]:
        """To whom, and what: by the name of its template."""
        return [(one.address, one.key.split(":")[0]) for one in self.rows(OutboxMessage)]

    def audited(self, kind: str) -> list[str]:
        return [one.action for one in self.rows(AuditEntry) if one.kind == kind]

    def set_event(self, **facts: Any) -> None:
        with self.app.app_context(), unit_of_work() as session:
            session.execute(update(TrainingEvent).values(**facts))

    def begin(self) -> None:
        """The training has begun an hour ago."""
        self.set_event(starts_at=now() - timedelta(hours=1))

    def book(self, client: FlaskClient, name: str = "Jo", **typed: str):
        """As the public form or the desk's sends it; the key is the guest's."""
        at_desk = client in (self.here, self.there)
        path = f"/desk/training/{self.event_id}/book" if at_desk else f"/training/{self.event_id}"
        typed = {"email": f"{name.lower()}@people.example", **typed}
        return client.post(path, data={"name": name, "submission": name, **typed})


def desks_of(app: Flask, **facts: Any) -> Desks:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        ashford = session.scalars(select(Centre)).one()
        dover = make_centre(session, "Dover Example Volunteer Centre", "E07000108")
        body = make_organisation(session, "The Example Trust")
        body.centre_id = ashford.id
        event = make_training(session, ashford, **facts)
        ids = (ashford.id, dover.id, event.public_id, body.id)
    here, there = (signed_in(app, Role.BROKER, centre_id=one) for one in ids[:2])
    return Desks(app, here, there, ids[2], ids[3])


@pytest.fixture
def desks(app: Flask) -> Desks:
    return desks_of(app)
