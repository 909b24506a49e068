from __future__ import annotations

from collections import Counter

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from brokerage.demo.people_facts import NOBODY
from brokerage.volunteers.forgetting import NAMELESS
from brokerage.volunteers.models import Volunteer, VolunteerState
from brokerage.volunteers.schemas import (
    AGE_BANDS,
    CHANNELS,
    HEARD_THROUGH,
    REMOTE_WISHES,
    TRAVEL_MODES,
)
from brokerage.weeks import PARTS
from tests.brokerage.demo.conftest import TODAY


@pytest.fixture
def people(records):
    loaded = (Volunteer.windows, Volunteer.pauses, Volunteer.terms)
    query = select(Volunteer).options(*(selectinload(children) for children in loaded))
    return list(records.scalars(query))


@pytest.fixture
def active(people):
    return [person for person in people if person.state == VolunteerState.ACTIVE]


def test_many_have_no_e_mail_and_some_share_one(active):
    without = [person for person in active if not person.email]
    assert 0.2 < len(without) / len(active) < 0.5
    mails = Counter(person.email for person in active if person.email)
    (shared, people_there) = mails.most_common(1)[0]
    assert people_there > 1
    home = [person for person in active if person.email == shared]
    assert len({(person.last_name, person.latitude) for person in home}) == 1


def test_how_to_reach_somebody_is_a_way_that_reaches_them(people):
    for person in people:
        if person.state == VolunteerState.ANONYMISED:
            continue
        reached = {"email": person.email, "phone": person.phone, "text": person.phone}
        assert reached.get(person.preferred_channel, True), person.preferred_channel
        assert person.preferred_channel in CHANNELS


def test_what_they_say_is_in_the_lists(people):
    assert {p.age_band for p in people} == {*AGE_BANDS, None}
    assert {p.remote for p in people} == set(REMOTE_WISHES)
    assert {p.travel_mode for p in people} == {*TRAVEL_MODES, None}
    assert {p.heard_through for p in people} <= {*HEARD_THROUGH, None}


FREE = {
    "boxes": lambda p: any((w.start_minute, w.end_minute) in PARTS.values() for w in p.windows),
    "exact times": lambda p: any(w.start_minute % 60 == 30 for w in p.windows),
    "past midnight": lambda p: any(w.end_minute > 1440 for w in p.windows),
    "any time": lambda p: p.any_time,
    "changing weeks": lambda p: p.week_changes,
    "another week in holidays": lambda p: any(w.in_holidays for w in p.windows),
    "an amount": lambda p: p.minutes_per_week,
    "from a day": lambda p: p.available_from and p.available_from > TODAY,
    "nothing said": lambda p: not p.availability_stated and not p.windows,
    "away": lambda p: p.pauses,
    "skills or causes": lambda p: p.terms,
    "none": lambda p: not p.terms,
    "a skill that was seen": lambda p: any(term.verified for term in p.terms),
    "a level": lambda p: any(term.level for term in p.terms),
    "no home known": lambda p: p.latitude is None,
    "words of their own": lambda p: p.about,
}


@pytest.mark.parametrize("kind", FREE)
def test_among_people_there_is(active, kind):
    assert any(FREE[kind](person) for person in active)


def test_what_is_stated_agrees_with_the_rows(people):
    for person in people:
        said = person.windows or person.any_time or person.week_changes or person.minutes_per_week
        assert person.availability_stated == bool(said)
        assert all(0 <= w.start_minute < w.end_minute <= 2880 for w in person.windows)
        assert all(pause.first_on <= pause.last_on for pause in person.pauses)


def test_an_enquiry_is_a_name_and_one_contact(people):
    enquiries = [person for person in people if person.state == VolunteerState.ENQUIRY]
    for person in enquiries:
        assert person.email or person.phone
        assert [person.terms, person.windows] == [[], []]
        assert not any((person.age_band, person.about))


def test_of_the_anonymised_nothing_is_left_but_figures(people):
    gone = [person for person in people if person.state == VolunteerState.ANONYMISED]
    assert gone
    for person in gone:
        assert person.first_name == NAMELESS
        assert {name: getattr(person, name) for name in NOBODY} == NOBODY
        assert [person.windows, person.terms, person.pauses] == [[], [], []]
        assert person.centre_id
