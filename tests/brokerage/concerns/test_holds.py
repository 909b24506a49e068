"""A quiet pause: introductions look like any other wait, and nothing is sent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from brokerage.actors import Actor
from brokerage.concerns.holds import is_held
from brokerage.concerns.models import Hold
from brokerage.concerns.pausing import lift, pause
from brokerage.db import unit_of_work
from brokerage.errors import Conflict
from brokerage.introductions.reminding import bring_back, remind
from brokerage.introductions.service import (
    Agreement,
    RoleIsFull,
    accept,
    acknowledge,
    apply,
    fill_later,
    introduce,
)
from brokerage.introductions.states import State
from brokerage.messages.models import MessageState, OutboxMessage
from brokerage.weeks import local_today
from tests.making import make_organisation, make_role, make_volunteer

LEAD = Actor("account:lead", "web")
VERA = Actor("account:vera", "web")
YES = Agreement("centre", ("Tuesday evening fits",))


@pytest.fixture
def vera(session):
    return make_volunteer(session, email="vera@people.example")


@pytest.fixture
def role(session, vera):
    body = make_organisation(session)
    body.email = "office@trust.example"
    return make_role(session, organisation=body)


def sent(session):
    to_go = select(OutboxMessage.address).where(OutboxMessage.state == MessageState.QUEUED)
    return sorted(session.scalars(to_go))


@pytest.mark.parametrize("who", ["volunteer", "organisation"])
def test_who_applies_meanwhile_waits_and_goes_on_afterwards(session, vera, role, who) -> None:
    subject = vera if who == "volunteer" else role.organisation
    hold = pause(session, subject, vera.centre_id, LEAD, "A concern")
    made = apply(session, vera, role, VERA, YES)
    assert made.state == State.WAITING
    assert sent(session) == ["vera@people.example"]  # the ordinary words of any waiting list
    assert fill_later(session, role) == []
    assert made.state == State.WAITING
    lift(session, hold, LEAD)
    assert fill_later(session, role) == [made]
    assert made.state == State.REFERRED
    assert "office@trust.example" in sent(session)


def test_a_broker_is_told_what_a_full_role_says(session, vera, role) -> None:
    pause(session, vera, vera.centre_id, LEAD, "A concern")
    with pytest.raises(RoleIsFull, match="already talking to as many people") as problem:
        introduce(session, vera, role, VERA, YES)
    assert "paus" not in problem.value.message


def test_somebody_who_is_paused_keeps_nobody_else_waiting(session, vera, role) -> None:
    pause(session, vera, vera.centre_id, LEAD, "A concern")
    apply(session, vera, role, VERA, YES)
    other = make_volunteer(session, email="other@people.example")
    assert apply(session, other, role, VERA, YES).state == State.REFERRED


def test_what_is_on_the_way_stops_and_nobody_is_reminded(session, vera, role) -> None:
    made = introduce(session, vera, role, VERA, YES)
    assert sent(session) != []
    pause(session, role.organisation, vera.centre_id, LEAD, "A concern")
    assert sent(session) == []  # also what was queued
    acknowledge(session, made, VERA)
    with pytest.raises(Conflict, match="talk to the volunteer centre"):
        accept(session, made, VERA)
    later = local_today() + timedelta(60)
    assert (remind(session, later), bring_back(session, later)) == (0, 0)
    assert sent(session) == []


def test_a_pause_of_one_holds_nobody_else(session, vera, role) -> None:
    other, elsewhere = make_volunteer(session), make_organisation(session, "Elsewhere")
    hold = pause(session, vera, vera.centre_id, LEAD, "A concern")
    assert is_held(session, vera.id, elsewhere.id)
    assert not is_held(session, other.id, role.organisation_id)
    with pytest.raises(Conflict):
        pause(session, vera, vera.centre_id, LEAD, "Again")
    pause(session, role.organisation, vera.centre_id, LEAD, "Both")
    lift(session, hold, LEAD)
    assert not is_held(session, vera.id, elsewhere.id)
    assert is_held(session, vera.id, role.organisation_id)
    with pytest.raises(Conflict):
        lift(session, hold, LEAD)


@pytest.mark.postgres
def test_pauses_hold_on_postgresql(postgres_app) -> None:
    with postgres_app.app_context(), unit_of_work() as session:
        vera = make_volunteer(session, email="vera@people.example")
        role = make_role(session)
        pause(session, vera, vera.centre_id, LEAD, "A concern")
        assert apply(session, vera, role, VERA, YES).state == State.WAITING
        assert remind(session, local_today() + timedelta(60)) == 0
        assert session.scalars(select(Hold.who)).all() == ["Vera Example"]
