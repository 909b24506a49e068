"""A role whose organisation never answers: chased, lower, paused, closed; and one that does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from brokerage.actors import Actor
from brokerage.db import db, unit_of_work
from brokerage.introductions import service
from brokerage.introductions.answering import roles
from brokerage.introductions.answering.jobs import still_needed
from brokerage.introductions.due import Owner
from brokerage.introductions.jobs import reply_due, role_closed
from brokerage.introductions.models import Introduction, Task
from brokerage.introductions.states import State
from brokerage.messages.models import OutboxMessage
from brokerage.opportunities.alive.asking import list_lowered
from brokerage.opportunities.alive.models import RoleAsking
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.models import State as RoleState
from brokerage.suggestions.index import live_index
from tests.brokerage.introductions.conftest import YES, make_person
from tests.days import Days
from tests.making import make_county, make_organisation, make_role

DATABASES = ["app", pytest.param("postgres_app", marks=pytest.mark.postgres)]
HERSELF = Actor("account:wren", "web")
MEMBER = Actor("account:member", "web")
OFFICE = "office@example.org"


@pytest.fixture(params=DATABASES)
def county(request: pytest.FixtureRequest) -> Flask:
    return request.getfixturevalue(request.param)


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    return Days(monkeypatch)


def make_silent(app: Flask, people: int = 2, **fields) -> str:
    """A live role of an organisation that never answers; its public id."""
    from brokerage.centres.service import find_lead

    with app.app_context(), unit_of_work() as session:
        make_county(session)
        trust = make_organisation(session)
        trust.email = OFFICE
        role = make_role(session, "Driver", organisation=trust, on="Tue 18:30-20:30", **fields)
        make_role(session, "Cook", on="Tue 18:30-20:30", source_digest="listed elsewhere")
        lead = find_lead(session)
        for name in ("Wren", "Otter", "Robin")[:people]:
            email = f"{name.lower()}@people.example"
            one = make_person(session, lead.id, name, email=email, preferred_channel="email")
            service.apply(session, one, role, HERSELF, YES)
        return role.public_id


def a_day(app: Flask) -> None:
    """What runs each morning, twice: a second run changes nothing."""
    with app.app_context():
        for _ in range(2):
            for job in (reply_due, still_needed, role_closed):
                job.work()
                db.session.remove()


def until(app: Flask, days: Days, reached, most: int = 150) -> int:
    """Days until something holds."""
    for count in range(most):
        with app.app_context():
            if reached(db.session()):
                db.session.remove()
                return count
            db.session.remove()
        days.go_on()
        a_day(app)
    pytest.fail("it never came to that")


def mail(app: Flask, to: str = OFFICE) -> list[str]:
    with app.app_context():
        query = select(OutboxMessage.subject).where(OutboxMessage.address == to)
        return list(db.session.scalars(query.order_by(OutboxMessage.id)))


def the_asking(session) -> RoleAsking | None:
    return session.scalars(select(RoleAsking).order_by(RoleAsking.id.desc())).first()


def state_of(session, public_id: str) -> str:
    return session.scalars(
        select(Opportunity.state).where(Opportunity.public_id == public_id)
    ).one()


def test_a_role_that_nobody_answers_for_ranks_lower_pauses_and_returns_its_people(
    county: Flask, days: Days
) -> None:
    driver = make_silent(county)
    until(county, days, the_asking)
    with county.app_context():
        assert the_asking(db.session()).why == "unanswered"
    assert [text for text in mail(county) if text.startswith("Still needed?")] == [
        "Still needed? One of your roles"
    ]

    until(county, days, lambda session: the_asking(session).lowered_on)
    with county.app_context():
        assert list_lowered(db.session()) == [driver]
        exposure = live_index().current(db.session()).exposure
        assert exposure is not None
        assert exposure.unconfirmed == {driver}
    assert "A role of yours now stands lower in the lists" in mail(county)

    until(county, days, lambda session: state_of(session, driver) == RoleState.PAUSED)
    with county.app_context():
        session = db.session()
        for one in session.scalars(select(Introduction)):
            assert (one.owner, one.state) == (Owner.BROKER, State.REFERRED)
            assert one.returned_at is not None
        assert session.scalars(select(Task).where(Task.kind == "silent")).all()
    assert "No answer yet: Driver" in mail(county, "wren@people.example")
    assert mail(county)[-1] == "A role of yours is paused"

    until(county, days, lambda session: state_of(session, driver) == RoleState.CLOSED)
    with county.app_context():
        states = set(db.session.scalars(select(Introduction.state)))
        assert states <= {State.ROLE_CLOSED, State.NO_REPLY_ORGANISATION}
        assert the_asking(db.session()).answer == "silence"
    assert mail(county).count("A role of yours is closed") == 1
    assert mail(county).count("A role of yours is paused") == 1


def test_whom_the_pause_returns_were_still_waiting(county: Flask, days: Days) -> None:
    """Somebody sent the day before has not even been late, and is not left behind."""
    from brokerage.centres.service import find_lead

    driver = make_silent(county)
    until(county, days, lambda session: (one := the_asking(session)) and one.lowered_on)
    for _ in range(12):
        days.go_on()
    with county.app_context(), unit_of_work() as session:
        role = session.scalars(select(Opportunity).where(Opportunity.public_id == driver)).one()
        late = make_person(
            session, find_lead(session).id, "Sable",
            email="sable@people.example", preferred_channel="email",
        )  # fmt: skip
        sable = service.apply(session, late, role, HERSELF, YES).public_id
    until(county, days, lambda session: state_of(session, driver) == RoleState.PAUSED)
    with county.app_context():
        mine = select(Introduction).where(Introduction.public_id == sable)
        one = db.session.scalars(mine).one()
        assert one.owner == Owner.BROKER
        tasks = db.session.scalars(select(Task).where(Task.introduction_id == one.id)).all()
        assert [task.kind for task in tasks] == ["silent"]


def test_a_quiet_role_is_asked_about_and_one_yes_puts_all_right(county: Flask, days: Days) -> None:
    driver = make_silent(county, people=0)
    assert until(county, days, the_asking) >= 60
    until(county, days, lambda session: state_of(session, driver) == RoleState.PAUSED)
    with county.app_context(), unit_of_work() as session:
        role = session.scalars(select(Opportunity).where(Opportunity.public_id == driver)).one()
        roles.say_needed(session, role, MEMBER, 2)
    with county.app_context():
        session = db.session()
        assert state_of(session, driver) == RoleState.LIVE
        assert list_lowered(session) == []
        mine = select(Opportunity.in_flight_limit).where(Opportunity.public_id == driver)
        assert session.scalars(mine).one() == 2
        assert the_asking(session).answer == "needed"
    days.go_on(30)
    a_day(county)
    with county.app_context():
        assert state_of(db.session(), driver) == RoleState.LIVE, "it is asked again in 60 days"
        assert the_asking(db.session()).ended_at is not None


def test_an_answer_to_people_is_a_sign_of_life(app: Flask, days: Days) -> None:
    make_silent(app)
    with app.app_context(), unit_of_work() as session:
        for one in session.scalars(select(Introduction)):
            service.acknowledge(session, one, MEMBER)
    for _ in range(20):
        days.go_on()
        a_day(app)
    with app.app_context():
        assert the_asking(db.session()) is None


def test_what_another_system_lists_is_never_asked_about(app: Flask, days: Days) -> None:
    make_silent(app, people=0, source_digest="x")
    days.go_on(200)
    a_day(app)
    with app.app_context():
        assert the_asking(db.session()) is None


def test_a_role_that_was_moved_by_somebody_is_left_alone(app: Flask, days: Days) -> None:
    from brokerage.opportunities.service import move

    driver = make_silent(app, people=0)
    until(app, days, the_asking)
    with app.app_context(), unit_of_work() as session:
        role = session.scalars(select(Opportunity).where(Opportunity.public_id == driver)).one()
        move(session, role, RoleState.PAUSED, MEMBER)
    days.go_on(100)
    a_day(app)
    with app.app_context():
        assert state_of(db.session(), driver) == RoleState.PAUSED
        assert the_asking(db.session()).answer == "overtaken"


def test_reminders_of_the_last_day_come_twice_and_one_tap_keeps_it(app: Flask, days: Days) -> None:
    driver = make_silent(app, people=0, expires_on=days.today + timedelta(30))
    for _ in range(30):
        days.go_on()
        a_day(app)
    runs_out = [text for text in mail(app) if text.startswith("Runs out on")]
    assert len(runs_out) == 2
    with app.app_context(), unit_of_work() as session:
        role = session.scalars(select(Opportunity).where(Opportunity.public_id == driver)).one()
        seen = role.expires_on
        roles.say_longer(session, role, MEMBER, seen)
        kept = role.expires_on
        roles.say_longer(session, role, MEMBER, seen)
        assert role.expires_on == kept, "a second tap adds nothing"
        assert 89 <= (kept - seen).days <= 92


def test_who_has_no_address_is_rung(app: Flask, days: Days) -> None:
    make_silent(app, people=0)
    with app.app_context(), unit_of_work() as session:
        role = session.scalars(select(Opportunity).where(Opportunity.title == "Driver")).one()
        role.organisation.email = None
    until(app, days, the_asking)
    with app.app_context():
        (task,) = db.session.scalars(select(Task).where(Task.kind == "unreached")).all()
        assert task.what.startswith("Ring The Example Trust: Still needed?")
