"""An organisation is answered, trusted, and leaves; each step is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from brokerage import audit
from brokerage.actors import PUBLIC, Actor
from brokerage.db import now
from brokerage.errors import Conflict, Invalid
from brokerage.introductions.models import Task
from brokerage.introductions.service import Agreement, introduce
from brokerage.messages.models import OutboxMessage
from brokerage.organisations import members, registering, standing
from brokerage.organisations.jobs import remind_of_insurance
from brokerage.organisations.likely import Known, alike, find_alike, plain
from brokerage.organisations.models import Organisation, Standing
from brokerage.organisations.states import MOVES, check_standing
from brokerage.organisations.telling import tell_answer
from brokerage.tenancy import introductions_seen_by
from brokerage.weeks import local_today
from tests.making import make_county, make_organisation, make_role, make_volunteer

BROKER = Actor("account:broker", "desk", centre_ids=frozenset({1}))
FACTS = {
    "name": "Larkspur Lane Gardeners",
    "district_code": "E07000105",
    "contact_name": "Ash",
    "email": "ash@people.example",
    "insurance": "none",
    "expenses": "none",
}
SECOND = {"second_name": "Wren", "second_phone": "01632 960001"}


@pytest.fixture
def county(session):
    make_county(session)
    return session


def waiting(session, **facts):
    return registering.register(session, {**FACTS, **facts}, PUBLIC, proved=True)


def test_it_belongs_to_the_centre_of_its_district_and_waits_for_proof(county):
    made = registering.register(county, FACTS, PUBLIC)
    assert (made.state, made.centre_id, made.submitted_at) == (Standing.JOINING, 1, None)
    standing.submit(county, made, PUBLIC)
    assert made.state == Standing.SUBMITTED
    assert standing.list_waiting(county, {1}) == [made]
    assert standing.list_waiting(county, {2}) == []


def test_a_yes_needs_the_second_contact(county):
    made = waiting(county)
    with pytest.raises(Invalid, match="second contact"):
        standing.verify(county, made, BROKER, local_today())
    assert made.state == Standing.SUBMITTED
    made.second_name, made.second_phone = "Wren", "01632 960001"
    standing.verify(county, made, BROKER, local_today())
    assert made.state == Standing.VERIFIED
    assert made.verified_at is not None
    assert [one.action for one in audit.list_entries(county, "organisation", made.public_id)] == [
        "verified",
        "registered",
    ]


def test_not_yet_says_what_is_missing_and_how_we_help(county):
    made = waiting(county)
    with pytest.raises(Invalid):
        standing.not_yet(county, made, BROKER, ["nonsense"], [], " ")
    standing.not_yet(county, made, BROKER, ["second"], ["ring"], "Nearly there.")
    tell_answer(county, made)
    sent = county.scalars(select(OutboxMessage)).one()
    assert "A second contact" in sent.text
    assert "We ring you" in sent.text
    assert "> Nearly there." in sent.text
    standing.submit(county, made, PUBLIC)
    assert made.state == Standing.SUBMITTED


def test_whoever_has_no_address_is_rung(county):
    made = waiting(county, email=None, phone="01632 960001")
    standing.decline(county, made, BROKER, "outside", "")
    tell_answer(county, made)
    assert county.scalars(select(OutboxMessage)).all() == []
    assert county.scalars(select(Task)).one().what.startswith("Ring Larkspur Lane Gardeners")


def test_a_no_needs_a_reason_and_other_needs_words(county):
    made = waiting(county)
    for reason, field in (("", "reason"), ("because", "reason"), ("other", "note")):
        with pytest.raises(Invalid) as refused:
            standing.decline(county, made, BROKER, reason, "")
        assert refused.value.field == field


def test_trust_is_for_verified_ones_and_ends_with_the_verification(county):
    made = waiting(county, **SECOND)
    with pytest.raises(Conflict):
        standing.trust(county, made, BROKER, True, "Known for years")
    standing.verify(county, made, BROKER, local_today())
    with pytest.raises(Invalid):
        standing.trust(county, made, BROKER, True, " ")
    standing.trust(county, made, BROKER, True, "Known for years")
    assert made.trusted
    standing.not_yet(county, made, BROKER, ["insurance"], [], "")
    assert (made.trusted, made.verified_at) == (False, None)


def test_two_answers_at_once_are_one(county):
    made = waiting(county, **SECOND)
    standing.verify(county, made, BROKER, local_today())
    with pytest.raises(Conflict):
        standing.verify(county, made, BROKER, local_today())


@given(st.sampled_from(Standing), st.sampled_from(Standing))
def test_only_moves_of_the_table_are_made(current, target):
    if target in MOVES[current]:
        check_standing(current, target)
    else:
        with pytest.raises(Conflict):
            check_standing(current, target)


def test_members_see_introductions_only_of_a_verified_organisation(county):
    body = make_organisation(county)
    role = make_role(county, organisation=body)
    introduce(county, make_volunteer(county), role, PUBLIC, Agreement("centre"))
    member = Actor("account:m", "web", organisation_ids=frozenset({body.id}))
    assert len(county.scalars(introductions_seen_by(member)).all()) == 1
    for state in Standing:
        if state is not Standing.VERIFIED:
            body.state = state
            county.flush()
            assert county.scalars(introductions_seen_by(member)).all() == []


def test_likely_ones_are_found_by_number_or_name():
    others = [
        Known("a", "The Larkspur Lane Gardeners CIO"),
        Known("b", "Larkspur Lane Runners"),
        Known("c", "Quite Another", "GB-CHC-1090095"),
    ]
    assert [one.public_id for one in alike("Larkspur Lane Gardeners", None, others)] == ["a"]
    assert [one.public_id for one in alike("New name", "GB-CHC-1090095", others)] == ["c"]
    assert plain("The Trust") == "the trust"


def test_only_organisations_that_the_public_knows_are_offered(county):
    make_organisation(county, "Lane End Lunches")
    make_organisation(county, "Lane End Lunches", state=Standing.SUBMITTED)
    assert len(find_alike(county, "Lane End Lunches")) == 1


def test_members_join_change_and_leave(county):
    body = make_organisation(county)
    first = members.join(county, body, "Ash", "ash@people.example")
    again = members.join(county, body, "Ash", "ASH@people.example")
    assert first.id == again.id
    asked = members.invite(county, body, "Wren", "wren@people.example", True, PUBLIC)
    second = members.take_up(county, asked, PUBLIC)
    assert [one.duty for one in members.list_members(county, body)] == ["Organiser", "Helper"]
    with pytest.raises(Conflict):
        members.take_up(county, asked, PUBLIC)
    organiser, helper = members.list_members(county, body)
    with pytest.raises(Conflict):
        members.change_duty(county, body, organiser, True, PUBLIC)
    actor = Actor("account:w", "web", account_id=second.id)
    assert not members.is_organiser(county, body, actor)
    assert members.remove(county, body, helper, PUBLIC)
    assert not members.remove(county, body, organiser, PUBLIC)


def test_one_account_speaks_for_several_organisations(county):
    one, other = make_organisation(county), make_organisation(county, "Lane End")
    first = members.join(county, one, "Ash", "ash@people.example")
    second = members.join(county, other, "Ash", "ash@people.example")
    assert first.id == second.id
    assert {hat.organisation_id for hat in first.hats} == {one.id, other.id}


def test_somebody_who_asks_comes_in_only_when_somebody_agrees(county):
    body = make_organisation(county)
    asks = members.ask_to_join(county, body, "Robin", "robin@people.example", "", PUBLIC)
    assert asks.agreed_at is None
    members.agree(county, asks, True, BROKER)
    with pytest.raises(Conflict):
        members.agree(county, asks, True, BROKER)
    members.take_up(county, asks, PUBLIC)
    assert members.list_open(county, body) == []


def test_insurance_is_asked_about_twice_and_then_the_centre_rings(county):
    today = local_today()
    body = make_organisation(
        county, centre_id=1, email="ash@people.example", insurance_ends_on=today + timedelta(30)
    )
    make_organisation(county, "Far away", insurance_ends_on=today + timedelta(31))
    for day in (0, 1, 23, 24, 31, 32):
        remind_of_insurance(county, today + timedelta(day))
    of_body = OutboxMessage.about_id == body.public_id
    assert len(county.scalars(select(OutboxMessage).where(of_body)).all()) == 2
    rung = county.scalars(select(Task).where(Task.organisation_id == body.id)).all()
    assert len(rung) == 1


def test_what_nobody_confirmed_is_deleted_after_a_month(county):
    old = registering.register(county, FACTS, PUBLIC)
    new = registering.register(county, FACTS, PUBLIC)
    kept = waiting(county)
    old.created_at = kept.created_at = now() - timedelta(31)
    county.flush()
    assert registering.forget_unproved(county, now()) == 1
    assert set(county.scalars(select(Organisation.id))) == {new.id, kept.id}
