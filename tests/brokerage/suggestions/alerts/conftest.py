"""Alerts of a small county, on SQLite and on PostgreSQL, and a clock that tests move."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from brokerage.actors import PUBLIC, Actor
from brokerage.db import db, done_reading, now, unit_of_work
from brokerage.messages.models import OutboxMessage
from brokerage.opportunities.models import State
from brokerage.opportunities.service import get_shown, move
from brokerage.suggestions.alerts import jobs, service
from brokerage.suggestions.alerts.models import Alert, HowOften
from brokerage.suggestions.alerts.wishes import Wish
from tests.making import make_county, make_role, make_volunteer

DAILY = Wish(HowOften.DAILY)
DESK = Actor("account:desk", "desk")


class County:
    """Makes things, each in a transaction of its own, and runs the morning's batch.

    ``clock`` is the moment of the last run: what is made afterwards opened afterwards.
    """

    def __init__(self, app: Flask) -> None:
        self.app, self.clock = app, now()
        with self.unit() as session:
            make_county(session)

    @contextmanager
    def unit(self) -> Iterator[Any]:
        done_reading()
        with unit_of_work() as session:
            yield session

    def role(self, title: str = "Helper", **facts: Any) -> str:
        facts = {"published_at": max(now(), self.clock), **facts}
        with self.unit() as session:
            return make_role(session, title, **facts).public_id

    def move(self, public_id: str, *states: State) -> None:
        """Bring a role from state to state, as of the clock."""
        with self.unit() as session:
            role = get_shown(session, public_id)
            for state in states:
                move(session, role, state, DESK)
                role.moves[-1].moved_at = max(now(), self.clock)

    def search(self, query: str = "", address: str = "wren@people.example", **wish: Any) -> str:
        """An alert of the public, confirmed."""
        asked = Wish(**{"how_often": HowOften.DAILY, **wish})
        with self.unit() as session:
            alert = service.ask(session, address, query, f"“{query}”", asked, PUBLIC)
            assert alert
            service.confirm(session, alert, PUBLIC)
            return alert.public_id

    def volunteer(self, **facts: Any) -> int:
        with self.unit() as session:
            facts = {"email": "vera@people.example", **facts}
            return make_volunteer(session, **facts).id

    def alert(self, public_id: str) -> Alert | None:
        done_reading()
        return db.session.scalar(select(Alert).where(Alert.public_id == public_id))

    def run(self, days: float = 1, at: datetime | None = None) -> dict[str, int]:
        done_reading()
        self.clock = at or now() + timedelta(days=days)
        return dict(jobs.work_through(self.clock))

    def messages(self, purpose: str = "digests") -> list[OutboxMessage]:
        done_reading()
        mine = select(OutboxMessage).where(OutboxMessage.purpose == purpose)
        return list(db.session.scalars(mine.order_by(OutboxMessage.id)))


@pytest.fixture
def county(app: Flask) -> Iterator[County]:
    with app.app_context():
        yield County(app)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def either(request: pytest.FixtureRequest) -> Iterator[County]:
    """The same on both databases."""
    name = "app" if request.param == "sqlite" else "postgres_app"
    with request.getfixturevalue(name).app_context():
        yield County(request.getfixturevalue(name))
