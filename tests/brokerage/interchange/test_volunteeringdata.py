from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from brokerage.errors import Invalid
from brokerage.interchange.drafts import Draft, DraftOrganisation, Rejected
from brokerage.opportunities.models import Attendance
from brokerage.weeks import Span

NS = "https://ns.volunteeringdata.io/"


def session(begin=None, end=None, **location):
    time = [{"begining": begin, "end": end}] if begin else []
    return {"location": [{"locationType": "In Person", **location}], "time": time}


def test_the_recommended_shape_gives_organisations_with_their_roles(document):
    organisation, draft = document(
        {
            "@context": "https://api.volunteeringdata.io/context/v1",
            "publisher": "https://example.org",
            "graph": [
                {
                    "type": "Organisation",
                    "id": "org-1",
                    "name": "The Example Trust",
                    "website": "https://example.org",
                    "cause": [NS + "OlderPeople"],
                    "charityNumber": "1090095",
                    "phone": "07",
                    "activity": [
                        {
                            "type": "Activity",
                            "id": "a-1",
                            "title": "Lunch club",
                            "description": "A club.",
                            "publishStartDate": "2026-11-01",
                            "publishEndDate": "2027-03-01",
                            "role": [
                                {
                                    "title": "Driver",
                                    "description": "Bring people.",
                                    "commitment": "2 hours",
                                    "applyLink": "https://example.org/apply",
                                    "minimumAge": "18",
                                    "skill": [NS + "Driving"],
                                    "requirement": [NS + "DBSCheck"],
                                    "reward": [NS + "ExpensesReimbursed", NS + "TrainingProvided"],
                                    "accessibility": [NS + "PhysicalAccessibility"],
                                }
                            ],
                            "session": [
                                {
                                    "location": {
                                        "name": "Hall",
                                        "address": "1 High Street, TN23 1AA",
                                        "latitude": "51.15",
                                        "longitude": "0.87",
                                    },
                                    "time": [NS + "MondayMorning", NS + "MondayAfternoon"],
                                }
                            ],
                        }
                    ],
                }
            ],
        }
    )
    assert isinstance(organisation, DraftOrganisation)
    assert organisation.facts["org_id"] == "GB-CHC-1090095"
    assert organisation.facts["phone"] is None
    assert (draft.source_id, draft.organisation.name) == (
        "https://example.org/a-1",
        "The Example Trust",
    )
    assert draft.facts["title"] == "Driver"
    assert draft.facts["description"] == "A club.\n\nBring people."
    assert draft.facts["minimum_age"] == 18
    assert draft.facts["expenses_paid"] is draft.facts["training_given"] is True
    assert draft.facts["step_free"] is True
    assert draft.facts["expires_on"] == date(2027, 3, 1)
    assert draft.windows == (Span(0, 480, 1020),)
    assert draft.places[0].point == (51.15, 0.87)
    assert draft.places[0].postcode == "TN23 1AA"
    assert {term.text for term in draft.terms} >= {NS + "OlderPeople", NS + "Driving"}


def test_an_activity_with_two_roles_becomes_two_roles(document):
    drafts = document(
        [
            {
                "type": "Activity",
                "id": "https://example.org/a",
                "title": "Fair",
                "organisation": "o",
                "role": [
                    {"title": "Steward"},
                    {"title": "Baker", "id": "https://example.org/a/baker"},
                ],
            }
        ]
    )
    assert [(d.facts["title"], d.source_id) for d in drafts] == [
        ("Steward", "https://example.org/a"),
        ("Baker", "https://example.org/a/baker"),
    ]


def test_the_older_shape_is_read_with_its_slips_of_spelling(activity):
    draft = activity(
        label="Volunteer Administrator\r\n",
        applyLink=None,
        applylink="https://example.org/1",
        session=[session("2026-12-01T18:00:00", "2026-12-01T20:00:00")],
    )
    assert draft.facts["title"] == "Volunteer Administrator"
    assert draft.facts["apply_url"] == "https://example.org/1"
    assert draft.sessions[0].start_minute == 1080


def test_an_organisation_that_is_not_in_the_file_is_called_after_the_address(activity):
    draft = activity()
    assert draft.organisation.placeholder
    assert draft.organisation.name == "Organisation at volunteer.example.org"
    assert draft.remarks[0].column == "organisation"


def test_hundreds_of_single_occurrences_fold_into_a_weekly_rule(activity):
    first = datetime(2026, 11, 24, 18, 30)  # noqa: DTZ001 - wall clock
    begins = [first + n * timedelta(7) for n in range(201) if n != 5]
    draft = activity(
        session=[session(b.isoformat(), (b + timedelta(hours=2)).isoformat()) for b in begins]
    )
    (rule,) = draft.sessions
    assert rule.excluded == ((first + 5 * timedelta(7)).date(),)


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("2026-12-05T09:00:00", "2027-05-14T05:00:00"),
        ("2026-12-05T23:59:00", "2027-05-14T00:00:00"),
        ("2026-12-05", "2027-05-14"),
    ],
)
def test_clock_times_months_apart_mean_a_period_and_no_times(activity, begin, end):
    draft = activity(session=[session(begin, end)])
    assert draft.sessions == ()
    assert (draft.facts["starts_on"], draft.facts["ends_on"]) == (
        date(2026, 12, 5),
        date(2027, 5, 14),
    )


def test_a_start_at_a_minute_to_midnight_is_no_time_of_day(activity):
    draft = activity(session=[session("2026-12-05T23:59:00", "2026-12-06T05:00:00")])
    assert draft.sessions == ()
    assert draft.facts["starts_on"] == date(2026, 12, 5)


def test_an_end_decades_ahead_is_ongoing(activity):
    draft = activity(session=[session("2029-02-14T09:00:00", "2040-07-13T00:00:00")])
    assert draft.facts["ends_on"] is None


def test_an_empty_address_with_coordinates_is_a_place(activity):
    draft = activity(session=[session(address=" ", latitude=52.05, longitude=0.99)])
    assert (draft.places[0].address, draft.places[0].point) == ("", (52.05, 0.99))


def test_a_remote_role_loses_the_point_of_a_city_centre(activity):
    draft = activity(
        allowsRemoteParticipation=True,
        session=[
            {
                "location": [
                    {"locationType": "Remote", "address": "", "latitude": 51.5, "longitude": -0.1}
                ]
            }
        ],
    )
    assert draft.facts["attendance"] == Attendance.REMOTE
    assert draft.places == ()


def test_a_role_that_may_be_done_from_home_too_keeps_its_place(activity):
    places = [session(latitude=51.5, longitude=0.1)]
    draft = activity(allowsRemoteParticipation=True, session=places)
    assert draft.facts["attendance"] == Attendance.HYBRID
    assert len(draft.places) == 1


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": [0.87, 51.15]},
        "POINT(0.87 51.15)",
        "51°09'00\"N 0°52'12\"E",
    ],
)
def test_a_geometry_is_read_longitude_first(activity, geometry):
    assert activity(session=[session(geometry=geometry)]).places[0].point == (51.15, 0.87)


@pytest.mark.parametrize("point", [(0, 0), (0.87, 51.15)])
def test_a_point_in_the_sea_or_swapped_is_refused_and_told(activity, point):
    draft = activity(session=[session(address="Hall", latitude=point[0], longitude=point[1])])
    assert draft.places[0].point is None
    assert "session.location" in [remark.column for remark in draft.remarks]


def test_personal_details_in_a_description_are_taken_out(activity):
    draft = activity(description="Ring 07700 900123&nbsp;now", phone="07700 900123")
    assert draft.facts["description"] == "Ring [phone number removed] now"


def test_an_organisation_without_a_name_is_called_after_its_page(document):
    (found,) = document(
        {
            "@graph": [
                {
                    "id": "x",
                    "type": "Organisation",
                    "description": "",
                    "applylink": "https://example.org/provider-profile/CreatePaisley",
                }
            ]
        }
    )
    assert (found.name, found.placeholder) == ("Create Paisley", True)


def test_a_record_that_is_neither_is_refused_and_named(document):
    draft, stray = document(
        {
            "graph": [
                {"type": "Activity", "id": "1", "title": "Helper"},
                {"type": "Session"},
            ]
        }
    )
    assert isinstance(draft, Draft)
    assert isinstance(stray, Rejected)


def test_times_ages_and_titles_that_cannot_be_are_refused_together(activity):
    found = activity(label="", minimumAge="old", session=[{"time": ["sometimes"]}])
    assert {fault.column for fault in found.faults} == {"title", "minimumAge", "session.time"}


def test_characters_that_no_database_keeps_are_dropped(activity):
    draft = activity(id="a\x00\ud8001", label="Help\x00er\ud800", description="\x00\ud800Come")
    assert (draft.source_id, draft.facts["title"]) == ("a1", "Helper")
    assert draft.facts["description"] == "Come"


def test_a_beginning_beyond_any_calendar_is_refused(activity):
    found = activity(session=[session("9999-12-31T10:00:00", "9999-12-31T12:00:00")])
    assert found.faults[0].column == "session.time"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("id,title\n1,One\n", "not JSON"),
        ('{"name": "x"}', "no “graph”"),
        ("[" * 100_000, "too deeply"),
        ('{"graph": [', "not JSON"),
        (f'{{"graph": [{"9" * 5000}]}}', "too long"),
    ],
)
def test_a_document_that_is_not_of_the_standard_is_refused_in_a_sentence(tmp_path, text, sentence):
    from brokerage.interchange.jsonld import open_document

    path = tmp_path / "roles.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Invalid, match=sentence):
        open_document(path)


def test_a_fault_names_the_line_on_which_the_activity_stands(tmp_path):
    from brokerage.interchange.formats import open_file

    path = tmp_path / "roles.json"
    path.write_text('{"graph": [\n{"type": "Activity",\n"id": "1", "title": ""}\n]}')
    (found,) = open_file("volunteeringdata", path, date(2026, 11, 21)).items()
    assert found.faults[0].line == 3


def test_an_address_that_is_none_stops_no_file(document):
    broken = "http://[::1"
    role = {"type": "Activity", "id": "a", "title": "Cook", "applyLink": broken, "cause": [broken]}
    trust = {"type": "Organisation", "id": broken, "name": "Trust", "website": broken}
    context = {"@context": [{"@base": broken}]}
    organisation, draft = document({**context, "graph": [trust, {**role, "organisation": "o"}]})
    assert (organisation.source_id, organisation.facts["website"]) == (broken, None)
    assert (draft.source_id, draft.organisation.source_id) == ("a", "o")
