"""Every real file loads, with the counts that somebody looked at (November 2026)."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import select

from brokerage.interchange.formats import open_file
from brokerage.interchange.service import import_roles
from brokerage.interchange.shifting import days_between
from brokerage.opportunities.models import Attendance, Opportunity, OpportunityPlace, Precision
from tests.making import make_county

pytestmark = pytest.mark.real_data
TODAY = date(2026, 11, 24)
DOIT = "opportunities/doit_v1_harrow_opportunities_2016-2018.csv"
NYC = "opportunities/nyc_service_historical_20250626.csv"
ACTIVITIES = "opportunities/teamkinetic_activities_11.jsonld"
ORGANISATIONS = "organisations/teamkinetic_organisations_250.jsonld"


@pytest.fixture
def load(session, real_data):
    make_county(session)

    def run(name, file, shift=True):
        opened = open_file(name, real_data / file, TODAY)
        seen_on = opened.seen_on() if shift else None
        days = days_between(seen_on, TODAY) if seen_on else 0
        return import_roles(session, opened.items(), today=TODAY, shift_days=days, seen_on=seen_on)

    return run


def column(report, name):
    return sum(remark.column == name for remark in report.remarks)


def test_all_77_do_it_roles_load_and_are_live_when_shifted(session, load):
    report = load("doit-csv", DOIT)
    assert (report.read, report.added, report.rejected) == (77, 77, [])
    assert report.organisations_added == 12
    assert report.states == {"live": 77}
    assert report.place_unknown == 3
    assert column(report, "ends_on") == 20  # live at the source after their end
    assert report.unknown_terms["Veterans & Armed Forces"] == 9
    roles = session.scalars(select(Opportunity)).all()
    assert sum(not role.windows for role in roles) == 40
    assert Counter(role.attendance for role in roles)[Attendance.REMOTE] == 1


def test_without_shifting_the_do_it_roles_of_the_past_are_expired(load):
    report = load("doit-csv", DOIT, shift=False)
    assert report.states == {"expired": 71, "live": 6}


def test_all_665_nyc_roles_load_and_are_live_when_shifted(session, load):
    report = load("nyc-csv", NYC)
    assert (report.read, report.added, report.rejected) == (665, 665, [])
    assert report.organisations_added == 261
    assert report.states == {"live": 665}
    assert report.place_unknown == 70
    assert column(report, "title") == 3  # only the organisation's name
    places = session.scalars(select(OpportunityPlace)).all()
    assert all(place.district_code is None for place in places)
    assert sum(place.precision == Precision.EXACT for place in places) == 595


def test_all_11_teamkinetic_roles_load_and_are_live_when_shifted(session, load):
    report = load("volunteeringdata", ACTIVITIES)
    assert (report.read, report.added, report.rejected) == (11, 11, [])
    assert report.states == {"live": 11}
    assert report.place_unknown == 0
    assert column(report, "organisation") == 11  # none is in the file
    remote = session.scalars(select(Opportunity).filter_by(attendance=Attendance.REMOTE)).all()
    assert [role.places for role in remote] == [[]]
    times = {role.title: len(role.sessions) for role in session.scalars(select(Opportunity))}
    assert times["Christmas Experience Volunteering - Omagh"] > 0
    assert times["Farmland Bird Survey Volunteer"] == 0


def test_the_250_organisations_load_without_any_role(load):
    report = load("volunteeringdata", ORGANISATIONS, shift=False)
    assert (report.read, report.organisations_added, report.rejected) == (0, 250, [])


@pytest.mark.parametrize(
    ("name", "file", "count"),
    [("doit-csv", DOIT, 77), ("nyc-csv", NYC, 665), ("volunteeringdata", ACTIVITIES, 11)],
)
def test_a_second_run_of_a_real_file_changes_nothing(load, name, file, count):
    load(name, file)
    again = load(name, file)
    assert (again.added, again.updated, again.unchanged) == (0, 0, count)
    assert (again.organisations_added, again.organisations_updated) == (0, 0)
