"""What is in the demonstration county: every kind of record that the product knows."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from sqlalchemy import func, select

from brokerage.centres.models import Centre, CentreDistrict
from brokerage.demo.joining import SENT_IN, WAITING
from brokerage.demo.posting import WANTED
from brokerage.demo.scale import SCALES
from brokerage.geography.models import District, PostcodeArea, SchoolHoliday
from brokerage.geography.nearest import district_code_at
from brokerage.opportunities.models import (
    Attendance,
    Opportunity,
    OpportunityPlace,
    OpportunitySession,
    OpportunityTerm,
    OpportunityWindow,
    State,
)
from brokerage.opportunities.places import Precision
from brokerage.opportunities.schemas import ACCESS_FIELDS
from brokerage.opportunities.service import with_everything
from brokerage.organisations.models import Organisation
from brokerage.volunteers.models import Volunteer
from tests.brokerage.demo.conftest import READABLE, TODAY

DRAMA = re.compile(r"01632 960\d{3}|07700 900\d{3}")
HARMLESS = re.compile(r"[^@]+@([a-z0-9-]+\.)*example(\.org)?")


@pytest.fixture
def roles(records):
    return list(records.scalars(with_everything(select(Opportunity))))


@pytest.fixture
def live(roles):
    return [role for role in roles if role.state == State.LIVE]


def count(records, column, *conditions):
    return records.scalar(select(func.count(column)).where(*conditions))


def test_the_two_scales_are_those_that_were_asked_for():
    small, county = SCALES["small"], SCALES["county"]
    assert (small.organisations, small.live, small.volunteers) == (300, 900, 2_000)
    assert (county.organisations, county.live, county.volunteers) == (3_000, 5_000, 50_000)


def test_numbers_are_those_of_the_scale(records, live):
    posted = [state for _, state, _ in WANTED]
    assert len(live) == READABLE.live + posted.count(State.LIVE)
    made = READABLE.live + READABLE.not_live + SENT_IN + len(posted)
    assert count(records, Opportunity.id) == made
    assert count(records, Organisation.id) == READABLE.organisations + len(WAITING)
    assert count(records, Volunteer.id) == READABLE.volunteers


def test_seven_centres_of_which_one_leads(records):
    centres = list(records.scalars(select(Centre)))
    assert len(centres) == 7
    (lead,) = [centre for centre in centres if centre.is_lead]
    assert "Ashford" in lead.name
    assert any(len(centre.districts) > 1 for centre in centres)
    assert all(centre.opening_times and centre.address for centre in centres)


def test_one_district_has_no_centre_and_the_lead_takes_its_roles(records):
    districts = set(records.scalars(select(District.code)))
    served = list(records.scalars(select(CentreDistrict.district_code)))
    (left,) = districts - set(served)
    assert len(districts) == 13
    assert len(served) == len(set(served)) == 12
    lead = records.scalar(select(Centre.id).where(Centre.is_lead))
    for model in (Organisation, Volunteer):
        here = model.district_code == left
        assert set(records.scalars(select(model.centre_id).where(here))) == {lead}


def test_every_district_has_roles_and_people(records):
    districts = set(records.scalars(select(District.code)))
    assert districts <= set(records.scalars(select(OpportunityPlace.district_code)))
    assert districts <= set(records.scalars(select(Volunteer.district_code)))


def test_points_lie_in_their_districts_and_outward_codes_are_real(county, records):
    places = records.execute(
        select(
            OpportunityPlace.latitude,
            OpportunityPlace.longitude,
            OpportunityPlace.district_code,
            OpportunityPlace.postcode,
        ).where(OpportunityPlace.latitude.is_not(None))
    ).all()
    codes = set(records.scalars(select(PostcodeArea.code)))
    assert {place.postcode for place in places} <= codes
    right = sum(district_code_at(p.latitude, p.longitude) == p.district_code for p in places)
    assert right / len(places) > 0.97  # told by the nearest sector, so not all at the borders


def test_nobody_can_be_rung_or_written_to(records):
    for model in (Centre, Organisation, Volunteer):
        phones = set(records.scalars(select(model.phone))) - {None}
        assert phones
        assert all(DRAMA.fullmatch(phone) for phone in phones)
        mails = set(records.scalars(select(model.email))) - {None}
        assert mails
        assert all(HARMLESS.fullmatch(mail) for mail in mails)
    sites = set(records.scalars(select(Organisation.website))) - {None}
    assert all(re.fullmatch(r"https://[a-z0-9-]+\.example/", site) for site in sites)


def test_organisations_have_names_of_their_own_and_no_register_numbers(records):
    names = list(records.scalars(select(Organisation.name)))
    assert len(names) == len(set(names))
    assert set(records.scalars(select(Organisation.org_id))) == {None}


def test_a_title_stands_once_for_an_organisation(roles):
    titles = Counter((role.organisation_id, role.title) for role in roles)
    assert sum(times - 1 for times in titles.values()) <= len(roles) // 100


KINDS = {
    "every week": lambda r: any(s.frequency == "weekly" and s.interval == 1 for s in r.sessions),
    "alternate weeks": lambda r: any(s.interval == 2 for s in r.sessions),
    "second Saturday": lambda r: any(s.ordinals == [2] and s.weekdays == [5] for s in r.sessions),
    "last weekday of the month": lambda r: any(s.ordinals == [-1] for s in r.sessions),
    "several days a week": lambda r: any(len(s.weekdays) > 1 for s in r.sessions),
    "several rules": lambda r: len(r.sessions) > 1 and r.sessions[0].weekdays,
    "term time": lambda r: any(s.term_time_only for s in r.sessions),
    "a date left out": lambda r: any(s.excluded for s in r.sessions),
    "a course": lambda r: any(s.count for s in r.sessions),
    "until a day": lambda r: any(s.until for s in r.sessions),
    "one day": lambda r: len(r.sessions) == 1 and r.sessions[0].frequency == "once",
    "several dates": lambda r: sum(s.frequency == "once" for s in r.sessions) > 1,
    "past midnight": lambda r: any(s.start_minute + s.length_minutes > 1440 for s in r.sessions),
    "hours within windows": lambda r: r.windows and r.hours_minutes,
    "any time": lambda r: r.flexible,
    "times not stated": lambda r: not (r.sessions or r.windows or r.flexible or r.hours_minutes),
    "begins on a day": lambda r: r.starts_on,
    "from home": lambda r: r.attendance == Attendance.REMOTE and not r.places,
    "partly from home": lambda r: r.attendance == Attendance.HYBRID,
    "micro": lambda r: r.micro,
    "several places": lambda r: len(r.places) > 1,
    "private home": lambda r: any(p.is_private_home for p in r.places),
    "place unknown": lambda r: any(p.precision == Precision.UNKNOWN for p in r.places),
    "known by area": lambda r: any(p.precision == Precision.AREA for p in r.places),
    "places counted": lambda r: r.places_offered,
    "places not counted": lambda r: r.places_offered is None,
    "youngest age": lambda r: r.minimum_age,
    "oldest age": lambda r: r.maximum_age,
    "check with a reason": lambda r: r.check_level not in (None, "none") and r.check_reason,
    "no check": lambda r: r.check_level == "none",
    "expenses": lambda r: r.expenses_paid,
    "training": lambda r: r.training_given,
    "a must": lambda r: any(term.importance == "must" for term in r.terms),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_among_live_roles_there_is(live, kind):
    assert any(KINDS[kind](role) for role in live)


@pytest.mark.parametrize("name", [*ACCESS_FIELDS, "expenses_paid", "training_given"])
def test_yes_no_and_not_stated_all_occur(live, name):
    assert {getattr(role, name) for role in live} == {True, False, None}


def test_a_private_home_says_no_address(records):
    homes = records.scalars(select(OpportunityPlace).where(OpportunityPlace.is_private_home))
    assert {(home.name, home.address, home.precision) for home in homes} == {("", "", "area")}


def test_children_belong_to_their_roles(records):
    for child in (OpportunitySession, OpportunityWindow, OpportunityPlace, OpportunityTerm):
        orphans = child.opportunity_id.not_in(select(Opportunity.id))
        assert count(records, child.id, orphans) == 0


def test_school_holidays_are_near_and_marked_as_illustrative(records):
    holidays = list(records.scalars(select(SchoolHoliday)))
    assert any(h.first_on > TODAY for h in holidays)
    assert {"Illustrative" in h.source for h in holidays} == {True}
