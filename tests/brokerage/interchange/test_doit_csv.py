from __future__ import annotations

from datetime import date

import pytest

from brokerage.interchange.drafts import Rejected
from brokerage.opportunities.models import Attendance, State
from brokerage.weeks import Span


def test_twenty_one_characters_are_the_boxes_of_the_week(doit):
    (draft,) = doit({"availability": "110" + "000" * 3 + "001" + "000" * 2})
    assert draft.windows == (Span(0, 480, 1020), Span(4, 1020, 1320))


def test_an_availability_of_noughts_means_that_times_are_not_stated(doit):
    assert doit({"availability": "0" * 21})[0].windows == ()


@pytest.mark.parametrize("boxes", ["0101", "2" * 21, "0" * 22])
def test_an_availability_that_is_not_a_week_is_refused_by_name(doit, boxes):
    (found,) = doit({"availability": boxes})
    assert isinstance(found, Rejected)
    assert (found.faults[0].line, found.faults[0].column) == (2, "availability")
    assert found.faults[0].value == boxes


def test_dates_places_and_the_day_it_was_touched_are_taken_over(doit):
    (draft,) = doit()
    assert draft.facts["starts_on"] == date(2026, 11, 1)
    assert draft.facts["ends_on"] == date(2027, 5, 1)
    assert draft.facts["places_offered"] == 2
    assert draft.touched_on == date(2026, 11, 10)
    assert draft.places[0].point == (51.15, 0.87)


def test_a_role_from_home_has_no_place_whatever_point_it_carries(doit):
    (draft,) = doit({"working_from_home": "True", "location_type": "NL", "postcode": ""})
    assert draft.facts["attendance"] == Attendance.REMOTE
    assert draft.places == ()


def test_a_role_partly_from_home_keeps_its_place(doit):
    (draft,) = doit({"working_from_home": "True"})
    assert draft.facts["attendance"] == Attendance.HYBRID
    assert len(draft.places) == 1


def test_an_end_decades_ahead_is_no_end(doit):
    (draft,) = doit({"specific_end_date": "2049-01-01"})
    assert draft.facts["ends_on"] is None
    assert draft.remarks[0].column == "specific_end_date"


def test_a_title_that_is_only_the_organisations_name_is_reported(doit):
    (draft,) = doit({"title": "the example trust"})
    assert draft.remarks[0].column == "title"


def test_all_faults_of_a_row_are_told_at_once(doit):
    (found,) = doit({"title": "", "specific_start_date": "soon", "places_available": "many"})
    assert {fault.column for fault in found.faults} == {
        "title",
        "specific_start_date",
        "places_available",
    }


def test_a_role_that_is_not_live_at_its_source_is_closed(doit):
    assert [d.status for d in doit({"status": "live"}, {"status": "archived"})] == [
        State.LIVE,
        State.CLOSED,
    ]
