from __future__ import annotations

from datetime import date

import pytest

from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.errors import Conflict, Invalid, NotFound
from brokerage.geography.gazetteer import load_gazetteer
from brokerage.geography.service import locate
from brokerage.taxonomies.service import load_terms
from brokerage.volunteers.availability import Availability, pause_between, set_availability
from brokerage.volunteers.forgetting import NAMELESS
from brokerage.volunteers.models import VolunteerState
from brokerage.volunteers.service import (
    enquire,
    find_volunteer,
    get_volunteer,
    move,
    register,
    set_home,
    set_terms,
)
from brokerage.weeks import Week, read_week

BROKER = Actor("broker", "phone", on_behalf_of="volunteer")
READING = "https://ns.volunteeringdata.io/LiteracyNeeds"
CARE = "https://ns.volunteeringdata.io/Care"


@pytest.fixture
def centre(session):
    made = Centre(slug="mill", name="The Mill Room", address="1 Hop Walk", phone="01632 960001")
    session.add(made)
    session.flush()
    return made.id


@pytest.fixture
def wren(session, centre):
    return register(session, centre, BROKER, " Wren ", "Lanternsea", phone="07700 900123")


def test_an_enquiry_is_a_name_and_one_contact(session, centre):
    somebody = enquire(session, centre, BROKER, "Otter", phone="01632 960002")
    assert (somebody.state, somebody.preferred_channel) == (VolunteerState.ENQUIRY, "phone")
    assert [(m.from_state, m.to_state) for m in somebody.moves] == [(None, "enquiry")]


@pytest.mark.parametrize(
    ("name", "contact", "field"),
    [(" ", {"phone": "01632 960002"}, "first_name"), ("Otter", {}, "phone")],
)
def test_an_enquiry_without_either_is_refused(session, centre, name, contact, field):
    with pytest.raises(Invalid) as refused:
        enquire(session, centre, BROKER, name, **contact)
    assert refused.value.field == field


def test_a_registered_person_needs_neither_e_mail_nor_telephone(session, centre):
    somebody = register(session, centre, BROKER, "Mole", "Thistlewick")
    assert somebody.preferred_channel == "letter"
    assert somebody.state == VolunteerState.REGISTERED


def test_who_moved_somebody_and_on_whose_behalf_is_kept(session, wren):
    move(session, wren, VolunteerState.ACTIVE, BROKER)
    move(session, wren, VolunteerState.PAUSED, BROKER, "holiday")
    last = wren.moves[-1]
    assert (last.from_state, last.to_state, last.reason) == ("active", "paused", "holiday")
    assert (last.actor, last.on_behalf_of, last.through) == ("broker", "volunteer", "phone")
    assert last.moved_at is not None


def test_a_refused_move_leaves_no_trace(session, wren):
    with pytest.raises(Conflict):
        move(session, wren, VolunteerState.PAUSED, BROKER)
    assert (wren.state, len(wren.moves)) == (VolunteerState.REGISTERED, 1)


def test_the_week_said_last_takes_the_place_of_the_one_before(session, wren):
    set_availability(wren, Availability(read_week(["mon-morning", "Fri 22:00-02:00"])))
    assert [(w.weekday, w.start_minute, w.end_minute) for w in wren.windows] == [
        (0, 480, 720),
        (4, 1320, 1560),
    ]
    set_availability(wren, Availability(read_week(["any"]), minutes_per_week=90))
    session.flush()
    session.refresh(wren)
    assert (wren.windows, wren.any_time, wren.minutes_per_week) == ([], True, 90)


def test_school_holidays_may_have_a_week_of_their_own(wren):
    said = Availability(read_week(["tue-morning"]), read_week(["wed-evening"]))
    set_availability(wren, said)
    assert [(w.weekday, w.in_holidays) for w in wren.windows] == [(1, False), (2, True)]


@pytest.mark.parametrize(
    ("said", "stated"),
    [
        (Availability(Week()), False),
        (Availability(Week(), available_from=date(2026, 9, 1)), False),
        (Availability(read_week(["changes"])), True),
        (Availability(Week(), minutes_per_week=60), True),
    ],
)
def test_an_empty_week_says_nothing(wren, said, stated):
    set_availability(wren, said)
    assert wren.availability_stated is stated


def test_a_pause_cannot_end_before_it_begins(wren):
    pause_between(wren, date(2026, 8, 1), date(2026, 8, 1))
    with pytest.raises(Invalid):
        pause_between(wren, date(2026, 8, 2), date(2026, 8, 1))
    assert len(wren.pauses) == 1


def test_a_skill_that_is_kept_keeps_what_was_known_of_it(session, wren):
    load_terms(session)
    set_terms(wren, [READING, READING])
    wren.terms[0].verified = True
    set_terms(wren, [CARE, READING])
    session.flush()
    assert [(term.uri, term.verified) for term in wren.terms] == [(CARE, False), (READING, True)]


def test_a_home_is_where_the_postcode_is_and_can_be_forgotten(session, wren):
    load_gazetteer(session)
    set_home(wren, locate("TN23"))
    assert (wren.postcode, wren.approximate, wren.district_code) == ("TN23", True, "E07000105")
    set_home(wren, None)
    assert (wren.postcode, wren.latitude, wren.district_code) == (None, None, None)


def test_anonymising_takes_the_person_out_and_leaves_the_figures(session, wren):
    load_gazetteer(session)
    set_home(wren, locate("TN23"))
    set_availability(wren, Availability(read_week(["mon-morning"])))
    move(session, wren, VolunteerState.LEFT, BROKER, "asked_to_be_removed")
    move(session, wren, VolunteerState.ANONYMISED, Actor("service", "job"))
    assert (wren.first_name, wren.last_name, wren.phone) == (NAMELESS, "", None)
    assert (wren.latitude, wren.postcode, wren.windows) == (None, None, [])
    assert (wren.district_code, len(wren.moves)) == ("E07000105", 3)
    with pytest.raises(Conflict):
        get_volunteer(session, wren.public_id)


def test_people_are_found_by_their_public_id(session, wren):
    assert get_volunteer(session, wren.public_id) is wren
    assert find_volunteer(session, "nobody") is None
    with pytest.raises(NotFound):
        get_volunteer(session, "nobody")
