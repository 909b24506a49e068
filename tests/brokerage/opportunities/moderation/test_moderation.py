"""Roles are looked at before they are published, and every change after that is kept."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from brokerage.actors import PUBLIC, Actor
from brokerage.errors import Conflict, Invalid
from brokerage.opportunities.models import State
from brokerage.opportunities.moderation import deciding
from brokerage.opportunities.moderation.alike import Known, compare, find_alike
from brokerage.opportunities.moderation.changes import (
    accept,
    as_it_stands,
    list_changes,
    list_proposals,
    note_changes,
    propose,
    refuse,
    waits,
)
from brokerage.opportunities.moderation.models import RoleLook
from brokerage.opportunities.moderation.queue import list_submitted, list_unseen
from brokerage.opportunities.moderation.ticklist import list_on
from brokerage.opportunities.service import move
from brokerage.organisations.models import Standing
from brokerage.weeks import local_today
from tests.making import make_county, make_organisation, make_role

TICKS = list_on(date(2026, 11, 21))
BROKER = Actor("account:broker", "desk", centre_ids=frozenset({1}))
MEMBER = Actor("account:member", "web")
TEXT = "Come and help us to serve lunch to anybody who would eat alone, and stay for a chat."


@pytest.fixture
def county(session):
    make_county(session)
    return session


def sent_in(session, **fields):
    return make_role(session, state=State.SUBMITTED, published_at=None, **fields)


def test_it_is_published_when_every_line_is_ticked(county):
    role = sent_in(county)
    with pytest.raises(Invalid):
        deciding.approve(county, role, BROKER, list(TICKS.items)[1:], TICKS)
    assert role.state == State.SUBMITTED
    deciding.approve(county, role, BROKER, TICKS.items, TICKS)
    assert role.state == State.LIVE
    assert role.published_at is not None
    look = county.scalars(select(RoleLook)).one()
    assert (look.outcome, look.list_dated) == ("approved", "2026-11-01")


def test_changes_are_asked_field_by_field_and_settled_by_the_next_answer(county):
    role = sent_in(county)
    with pytest.raises(Invalid):
        deciding.ask_for_changes(county, role, BROKER, {"nonsense": "x"}, "", [], TICKS)
    said = {"title": "Say what they do", "times": " "}
    deciding.ask_for_changes(county, role, BROKER, said, "", [], TICKS)
    assert role.state == State.CHANGES_ASKED
    assert [one.field for one in deciding.open_comments(county, role)] == ["title"]
    move(county, role, State.SUBMITTED, MEMBER)
    deciding.approve(county, role, BROKER, TICKS.items, TICKS)
    assert deciding.open_comments(county, role) == []


def test_a_no_needs_a_reason(county):
    role = sent_in(county)
    for reason in ("", "other"):
        with pytest.raises(Invalid):
            deciding.decline(county, role, BROKER, reason, "", TICKS)
    deciding.decline(county, role, BROKER, "outside", "", TICKS)
    assert role.state == State.DECLINED
    move(county, role, State.SUBMITTED, MEMBER)  # changed, it may come again


@pytest.mark.parametrize("state", [one for one in Standing if one is not Standing.VERIFIED])
def test_no_role_of_an_organisation_that_is_not_verified_goes_live(county, state):
    role = sent_in(county, organisation=make_organisation(county, state=state))
    with pytest.raises(Conflict):
        deciding.approve(county, role, BROKER, TICKS.items, TICKS)


def test_a_role_with_children_waits_for_the_full_list(county):
    body = make_organisation(county)
    role = sent_in(county, organisation=body, with_children=True)
    with pytest.raises(Conflict, match="safeguarding lead"):
        move(county, role, State.LIVE, BROKER)
    body.insurance, body.insurance_ends_on, body.safeguarding_lead = "own", local_today(), "Wren"
    body.safeguarding_reviewed_on = body.data_protection_on = local_today()
    body.contact_name, body.email = "Ash", "ash@people.example"
    body.second_name, body.second_phone, body.expenses = "Wren", "01632 960001", "paid"
    move(county, role, State.LIVE, BROKER)
    assert role.state == State.LIVE


def test_an_imported_role_comes_back_though_nobody_verified_its_organisation(county):
    listed = make_organisation(county, state=Standing.LISTED)
    role = make_role(county, organisation=listed, state=State.PAUSED)
    move(county, role, State.LIVE, BROKER)
    gone = make_role(county, state=State.PAUSED)
    gone.organisation.state = Standing.LEFT
    with pytest.raises(Conflict):
        move(county, gone, State.LIVE, BROKER)


def test_what_trusted_organisations_publish_is_listed_until_somebody_looks(county):
    role = make_role(county, state=State.DRAFT, published_at=None)
    role.organisation.trusted = True
    role.organisation.centre_id = 1
    move(county, role, State.SUBMITTED, MEMBER)
    move(county, role, State.LIVE, MEMBER)
    make_role(county, "Imported").organisation.centre_id = 1
    assert list_unseen(county, BROKER) == [role]
    deciding.looked_at(county, role, BROKER, TICKS)
    assert list_unseen(county, BROKER) == []
    with pytest.raises(Conflict):
        deciding.looked_at(county, role, BROKER, TICKS)


def test_a_role_that_opens_again_is_not_newly_published(county):
    role = make_role(county)
    role.organisation.centre_id = 1
    move(county, role, State.PAUSED, MEMBER)
    move(county, role, State.LIVE, MEMBER)
    assert list_unseen(county, BROKER) == []


def test_only_ones_own_centre_looks(county):
    role = sent_in(county)
    role.organisation.centre_id = 1
    county.flush()
    assert list_submitted(county, BROKER) == [role]
    other = Actor("account:other", "desk", centre_ids=frozenset({99}))
    assert list_submitted(county, other) == []


def known(**fields):
    facts = {
        "id": 1,
        "public_id": "a",
        "title": "Lunch club helper",
        "description": "",
        "organisation_id": 1,
        "organisation": "Copper Kettle Lunch Club",
        "places": frozenset({"TN23 1AA"}),
    }
    return Known(**{**facts, **fields})


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"title": "Helper, lunch club"}, "same organisation"),
        ({"organisation_id": 2, "organisation": "Somebody else"}, "same place"),
        ({"organisation_id": 2, "organisation": "The Copper Kettle Lunch Club CIC"}, "same organ"),
        ({"places": frozenset({"CT1 1AA"})}, None),
        ({"title": "Driver"}, None),
        ({"organisation_id": 2, "organisation": "Else", "places": frozenset()}, None),
    ],
)
def test_alike_by_title_organisation_and_place(other, why):
    found = compare(known(), known(**other))
    assert (why in found.why) if why else found is None


def test_alike_by_text_though_the_title_differs():
    changed = TEXT.replace("lunch", "dinner")
    one, other = known(description=TEXT), known(description=changed, title="Cook")
    assert compare(one, other).why == "The text is nearly the same"
    assert compare(known(description="Help us", title="A"), known(description="Help us")) is None


def test_near_duplicates_are_found_among_live_and_waiting_roles(county):
    body = make_organisation(county)
    role = sent_in(county, organisation=body, title="Lunch club helper")
    live = make_role(county, "Lunch club helper", organisation=body)
    make_role(county, "Lunch club helper", organisation=body, state=State.CLOSED)
    assert [one.role.id for one in find_alike(county, role)] == [live.id]


def test_every_change_of_a_published_role_is_kept(county):
    role = make_role(county, on="Tue 18:30-20:30")
    before = as_it_stands(role)
    role.title, role.sessions[0].length_minutes = "Cook", 60
    county.flush()
    note_changes(county, role, before, as_it_stands(role), MEMBER)
    found = {one.field: (one.old, one.new) for one in list_changes(county, role)}
    assert found["title"] == ("Helper", "Cook")
    assert "18:30" in found["sessions"][0]
    assert set(found) == {"title", "sessions"}
    draft = make_role(county, state=State.DRAFT)
    assert note_changes(county, draft, {"title": "a"}, {"title": "b"}, MEMBER) == []


def test_a_risky_change_of_a_live_role_waits_and_the_old_text_stays(county):
    role = make_role(county)
    wanted = {"title": "Cook", "with_children": True}
    held = waits(role, wanted, MEMBER)
    assert held == {"with_children": True}
    assert waits(role, wanted, BROKER) == {}
    first = propose(county, role, held, MEMBER)
    one = propose(county, role, held, MEMBER)
    assert first.outcome == "replaced"
    assert role.with_children is None
    with pytest.raises(Conflict, match="safeguarding"):
        accept(county, one, BROKER, local_today())
    refuse(county, one, "Ring us first.", BROKER)
    with pytest.raises(Conflict):
        refuse(county, one, "", BROKER)
    assert list_proposals(county, role) == []


def test_an_accepted_change_is_published_and_kept(county):
    role = make_role(county, check_level="none")
    places = as_it_stands(role)["places"]
    moved = [{**places[0], "name": "Another Hall"}]
    held = waits(role, {"check_level": "basic", "places": moved}, MEMBER)
    assert set(held) == {"check_level", "places"}
    version, changed = role.version, role.changed_version
    accept(county, propose(county, role, held, MEMBER), BROKER, local_today())
    assert (role.check_level, role.places[0].name) == ("basic", "Another Hall")
    assert role.version > version
    assert role.changed_version > changed
    assert {one.field for one in list_changes(county, role)} == {"check_level", "places"}


def test_a_trusted_organisation_and_a_draft_wait_for_nobody(county):
    wanted = {"with_children": True}
    trusted = make_role(county)
    trusted.organisation.trusted = True
    assert waits(trusted, wanted, PUBLIC) == {}
    assert waits(make_role(county, state=State.DRAFT), wanted, PUBLIC) == {}
