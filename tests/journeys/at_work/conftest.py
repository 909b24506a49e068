"""The service at work: two centres, a few roles in Dover's district, and people who sign in.

Each journey runs on SQLite and on PostgreSQL.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import Date, select
from sqlalchemy.orm import Session

from brokerage import create_app
from brokerage.accounts.passwords import HASHER
from brokerage.accounts.service import give_hat, open_account
from brokerage.actors import Role
from brokerage.centres.models import Centre
from brokerage.db import Moment, db, unit_of_work
from brokerage.demo.accounts import PASSWORD
from brokerage.introductions.models import Introduction, IntroductionMove, Task
from brokerage.jobs import Job
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from tests.conftest import close, settings
from tests.journeys.conftest import Site, Visitor, serve
from tests.making import COOKING, make_centre, make_county, make_organisation, make_role

DOVER = (51.1279, 1.3134)
FOLKESTONE_ROAD = (51.1262, 1.2950)


@dataclass
class Work(Site):
    """A running service, its application, and the names that the journeys use."""

    app: Flask | None = None

    def records(self, read: Callable[[Session], object]) -> object:
        """What the database says, in a session of its own."""
        assert self.app is not None
        with self.app.app_context():
            found = read(db.session())
            db.session.remove()
        return found

    def run(self, job: Job) -> None:
        """Run a job now, as the clock would."""
        assert self.app is not None
        with self.app.app_context():
            job.work()
            db.session.remove()

    def days_pass(self, days: int) -> None:
        """Everything that has a day or a moment is so much longer ago."""
        assert self.app is not None
        with self.app.app_context(), unit_of_work() as session:
            for model in (Introduction, IntroductionMove, Task):
                _move_back(session, model, timedelta(days=days))


def _move_back(session: Session, model: type, by: timedelta) -> None:
    for row in session.scalars(select(model)):
        for column in model.__table__.columns:
            value = getattr(row, column.key)
            if value is not None and isinstance(column.type, Date | Moment):
                setattr(row, column.key, value - by)


@pytest.fixture(params=["sqlite", "postgres"])
def site(
    request: pytest.FixtureRequest, chromium: str, migrated: Path, tmp_path: Path
) -> Iterator[Work]:
    instance = tmp_path / "work"
    instance.mkdir()
    url = ""
    if request.param == "postgres":
        made = request.getfixturevalue("postgres_app")
        url = made.config["SQLALCHEMY_DATABASE_URI"]
    else:
        shutil.copy(migrated, instance / "brokerage.sqlite3")
    app = create_app(settings(instance, DATABASE_URL=url, SEEDED_SIGN_INS=True))
    work = Work("", _fill(app), app)
    with serve(app) as work.address:
        yield work
    close(app)


def _fill(app: Flask) -> dict[str, str]:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        make_centre(session, "Dover Example Volunteer Centre", "E07000108")
        ashford, dover = session.scalars(select(Centre).order_by(Centre.id)).all()
        _account(session, "broker", Role.BROKER, centre_id=ashford.id)
        _account(session, "broker-dover", Role.BROKER, centre_id=dover.id)
        kitchen = _host(session, "The Harbour Kitchen", "kitchen@harbour.example")
        larder = _host(session, "The Lighthouse Larder", "larder@lighthouse.example")
        first = _role(session, "Cook for the harbour lunch", kitchen, DOVER)
        second = _role(session, "Cook at the larder", larder, FOLKESTONE_ROAD)
        return {"first": first.public_id, "second": second.public_id}


def _host(session: Session, name: str, email: str) -> Organisation:
    made = make_organisation(session, name)
    made.email = email
    return made


def _role(session: Session, title: str, host: Organisation, at: tuple[float, float]) -> Opportunity:
    role = make_role(
        session,
        title,
        at=at,
        on="Tue 10:00-12:00",
        skills={COOKING: "needed"},
        organisation=host,
        places_offered=2,
    )
    role.places[0].district_code = "E07000108"
    return role


def _account(session: Session, name: str, role: Role, **whose: int) -> None:
    account = open_account(session, name, name.replace("-", " at ").title())
    account.password, account.demonstration = HASHER.hash(PASSWORD), True
    give_hat(session, account, role, **whose)


def sign_in(visitor: Visitor, name: str) -> Page:
    """With the password of the demonstration."""
    visitor.go("/account/sign-in/password")
    page = visitor.page
    page.locator('[name="name"]').fill(name)
    page.locator('[name="password"]').fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    page.set_default_timeout(15_000)
    return page
