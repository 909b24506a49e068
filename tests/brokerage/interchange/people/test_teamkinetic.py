"""Faults of TeamKinetic's exports, as the README of the real data lists them."""

from __future__ import annotations

import csv
from datetime import date

import pytest
from sqlalchemy import func, select

from brokerage.actors import Actor
from brokerage.consents import consents_of
from brokerage.db import Base
from brokerage.errors import Invalid
from brokerage.interchange.people.formats import open_people
from brokerage.interchange.people.importing import import_people
from brokerage.volunteers.editing import edit
from brokerage.volunteers.models import Volunteer, VolunteerState
from brokerage.volunteers.service import move
from tests.making import make_centre, make_county

TODAY = date(2026, 11, 21)
IMPORT = Actor("import:teamkinetic", "import")
ROW = {
    "VOLID": "3",
    "VOLLONGID": "E194E8D3-48E4",
    "FIRSTNAME": "Wren",
    "SURNAME": "Lanternsea",
    "DOB": "1954-03-24",
    "GENDER": "Female",
    "ETHNICITY": "Cornish",
    "ADDRESS": "54 Hop Walk",
    "CITY": "Ashford",
    "POSTCODE": "TN231AA",
    "MOBILE": "7700900123",
    "LANDLINE": "1632960001",
    "EMAIL": "wren@example.org",
    "EMNAME": "Sedge Emergency",
    "EMMOBILE": "07700900999",
    "DATEREGISTERED": "22/09/2025 10:35:00",
    "CRIMINALCHECK": "True",
    "CHECKEXPIRES": "01/01/2049",
    "CRIMINALCHECKNUMBER": "176C0768-9",
    "INDUCTED": "True",
    "DISABLED": "True",
    "DISABILITYDESCRIPTION": "Mild epilepsy",
    "SENDEMAILS": "True",
    "STATUS": "Access Granted",
    "LASTLOGINDATE": "01/01/2010",
    "TOTALVOLHOURS": "12.5",
    "Favourite colour": "green",
}
SECRETS = ("176C0768", "Cornish", "epilepsy", "Sedge", "900999", "1954", "Female")


@pytest.fixture
def centre(session):
    make_county(session)
    return make_centre(session, "The Mill Room", "E07000108")


@pytest.fixture
def bring(session, centre, tmp_path):
    def run(*changes, doubled=True):
        path = tmp_path / "Volunteer-data.csv"
        heading = [*ROW, "VOLID"] if doubled else list(ROW)
        with path.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(heading)
            for change in changes:
                row = ROW | change
                writer.writerow([row[name] for name in heading])
        opened = open_people("teamkinetic", path, TODAY)
        report = import_people(session, opened.items(), centre.id, IMPORT)
        report.not_kept = opened.not_kept()
        return report

    return run


def only(session):
    return session.scalars(select(Volunteer)).one()


def test_a_row_becomes_a_person_of_this_centre_only(session, centre, bring):
    report = bring({})
    wren = only(session)
    assert [line.what for line in report.lines] == ["created"]
    assert (wren.first_name, wren.last_name, wren.age_band) == ("Wren", "Lanternsea", "65-74")
    assert (wren.phone, wren.phone_e164) == ("07700900123", "+447700900123")
    assert (wren.second_phone, wren.postcode) == ("01632960001", "TN23 1AA")
    assert wren.address == "54 Hop Walk\nAshford\nTN23 1AA"
    assert (wren.centre_id, wren.state) == (centre.id, VolunteerState.ACTIVE)
    assert wren.created_at.date() == date(2025, 9, 21)  # London's midnight, in UTC
    given = {name for name, said in consents_of(session, wren.id).items() if said}
    assert given == {"introductions", "reminders", "evaluation"}  # what needs no yes


def test_what_must_never_be_kept_is_nowhere_and_is_counted(session, bring):
    report = bring({})
    session.flush()
    everything = [
        repr(row)
        for table in Base.metadata.sorted_tables
        if table.name not in ("districts", "places", "postcodes", "terms")
        for row in session.execute(select(table))
    ]
    assert not [word for word in SECRETS if any(word in row for row in everything)]
    assert report.dropped == {
        "certificate numbers": 1,
        "ethnicity": 1,
        "gender": 1,
        "disability": 1,
        "disability descriptions": 1,
        "emergency contacts": 1,
        "dates of birth (the age group is kept)": 1,
    }
    assert report.not_kept == {
        "checks without a date or who saw them": 1,
        "inductions without a date": 1,
        "people with hours": 1,
        "custom question Favourite colour": 1,
    }
    assert not [word for word in SECRETS if word in " ".join(report.text())]


def test_a_second_run_changes_nothing_and_a_change_is_taken_up(session, bring):
    bring({})
    assert [line.what for line in bring({}).lines] == ["unchanged"]
    edit(session, only(session), {"about": "Likes gardens"}, Actor("account:a", "desk"))
    report = bring({"MOBILE": "07700900124", "EMAIL": ""})
    assert [line.what for line in report.lines] == ["updated"]
    wren = only(session)
    assert (wren.phone_e164, wren.email, wren.about) == (
        "+447700900124",
        "wren@example.org",  # an empty cell takes nothing away
        "Likes gardens",
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"FIRSTNAME": " "}, "must not be empty"),
        ({"STATUS": "Access Denied"}, "denied"),
        ({"VOLLONGID": "", "VOLID": ""}, "must not be empty"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_with_its_reason(session, bring, change, reason):
    report = bring(change, {"VOLLONGID": "another"})
    assert [line.what for line in report.lines] == ["refused", "created"]
    assert reason in report.lines[0].reason


def test_odd_values_are_left_out_and_told_and_stop_nobody(session, bring):
    report = bring(
        {"EMAIL": "nobody.at.all", "MOBILE": "07", "POSTCODE": "90210", "DOB": "the fifties"}
    )
    wren = only(session)
    assert (wren.email, wren.phone, wren.postcode) == (None, "01632960001", None)
    assert wren.preferred_channel == "phone"
    assert {remark.column for remark in report.remarks} == {"EMAIL", "MOBILE", "POSTCODE", "DOB"}


@pytest.mark.parametrize("day", ["01/01/2010", "01/01/2049", "2049-01-01", ""])
def test_a_date_that_means_never_is_none(session, bring, day):
    bring({"DATEREGISTERED": day, "DOB": day})
    wren = only(session)
    assert wren.age_band is None
    assert wren.created_at.year >= 2026


def test_a_postcode_no_map_here_has_is_kept_without_a_point(session, bring):
    report = bring({"POSTCODE": "B151JL"})
    assert (only(session).postcode, only(session).latitude) == ("B15 1JL", None)
    assert report.place_unknown == 1


def test_one_person_twice_in_a_file_comes_in_once(session, bring):
    report = bring({}, {})
    assert [line.what for line in report.lines] == ["created", "refused"]
    assert "line 2" in report.lines[1].reason
    assert session.scalar(select(func.count(Volunteer.id))) == 1


def test_somebody_who_was_removed_does_not_come_back(session, bring):
    bring({})
    wren = only(session)
    move(session, wren, VolunteerState.LEFT, IMPORT, "asked_to_be_removed")
    move(session, wren, VolunteerState.ANONYMISED, IMPORT)
    report = bring({})
    assert [line.what for line in report.lines] == ["refused"]
    assert "asked to be removed" in report.lines[0].reason
    assert only(session).first_name == "Anonymised"


def test_somebody_known_under_another_reference_is_told(bring):
    report = bring({}, {"VOLLONGID": "another", "EMAIL": ""})
    assert report.may_be_known == 1
    assert "likely duplicates" in " ".join(report.text())


@pytest.mark.real_data
def test_the_real_export_comes_in_once_and_whole(session, centre, real_data):
    path = real_data / "teamkinetic" / "Volunteer-data.csv"
    opened = open_people("teamkinetic", path, TODAY)
    report = import_people(session, opened.items(), centre.id, IMPORT)
    assert (report.read, report.count("created"), report.count("refused")) == (434, 431, 3)
    assert any("twice" in remark.reason for remark in opened.remarks)
    assert report.dropped["certificate numbers"] == 209 - _denied_with(path, "CRIMINALCHECKNUMBER")
    again = import_people(session, opened.items(), centre.id, IMPORT)
    assert (again.count("created"), again.count("unchanged")) == (0, 431)


def _denied_with(path, column):
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["STATUS"] == "Access Denied"]
    return sum(bool(row[column]) for row in rows)


@pytest.mark.real_data
@pytest.mark.parametrize("name", ["Session", "Opportunity", "Provider"])
def test_the_other_exports_are_refused_by_name(real_data, name):
    with pytest.raises(Invalid, match="export of"):
        open_people("teamkinetic", real_data / "teamkinetic" / f"{name}-data.csv", TODAY)
