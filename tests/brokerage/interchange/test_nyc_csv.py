from __future__ import annotations

from datetime import date


def test_prose_dates_are_read(nyc):
    (draft,) = nyc()
    assert draft.facts["starts_on"] == date(2011, 1, 20)
    assert draft.facts["ends_on"] == date(2012, 1, 19)
    assert draft.touched_on == date(2011, 1, 14)


def test_a_multi_line_address_becomes_one_line_and_a_point(nyc):
    (place,) = nyc()[0].places
    assert place.address == "80 Example Street, Bronx, NY 10463"
    assert place.point == (40.88465, -73.8899)


def test_an_american_postcode_is_not_taken_for_a_british_one(nyc):
    (draft,) = nyc({"locality": ""})
    assert draft.places[0].postcode is None
    assert draft.places[0].address == "NY 10463"


def test_the_geocoders_point_serves_where_the_address_has_none(nyc):
    (draft,) = nyc({"locality": "", "Latitude": "40.7", "Longitude": "-74.0"})
    assert draft.places[0].point == (40.7, -74.0)


def test_a_point_that_cannot_be_is_told_and_the_place_unknown(nyc):
    (draft,) = nyc({"locality": "80 Example Street\n(0.0, 0.0)"})
    assert draft.places[0].point is None
    assert draft.remarks[0].column == "locality"


def test_a_role_for_one_occasion_asks_for_its_hours_in_all(nyc):
    once, ongoing = nyc({"recurrence_type": "onetime", "hours": "6"}, {"opportunity_id": "2"})
    assert (once.facts["hours_minutes"], once.facts["hours_per"]) == (360, "once")
    assert ongoing.facts["hours_per"] is None


def test_a_title_that_is_only_the_organisations_name_is_reported(nyc):
    (draft,) = nyc({"title": "Friends of the Example Park"})
    assert draft.remarks[0].column == "title"
