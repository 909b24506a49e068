from __future__ import annotations

from datetime import date, timedelta

from brokerage.interchange.shifting import days_between, first_end, newest_touch, shifted

TARGET = date(2026, 11, 24)


def test_dates_move_by_whole_weeks_so_that_weekdays_stay():
    days = days_between(date(2018, 7, 23), TARGET)
    assert days % 7 == 0
    assert 0 <= (date(2018, 7, 23) + timedelta(days) - TARGET).days < 7


def test_the_day_a_picture_was_taken_is_the_last_touch(doit):
    items = doit({"updated": "2018-07-23T07:10:23+00:00"}, {"updated": "2016-01-11T00:00:00+00:00"})
    assert newest_touch(items) == date(2018, 7, 23)


def test_a_year_of_postings_is_shown_from_its_first_end(nyc):
    items = nyc({"end_date_date": "January 22 2011"}, {"end_date_date": "December 31 2012"})
    assert first_end(items) == date(2011, 1, 22)


def test_every_date_of_a_role_moves_together(own):
    (draft,) = own(
        {
            "starts_on": "2026-11-24",
            "ends_on": "2027-03-30",
            "published_at": "2026-11-01",
            "sessions": "2026-11-24 11:30-14:00 weekly on Tue until 2027-03-30 except 2026-12-29",
        }
    )
    moved = shifted(draft, 70, date(2026, 11, 1))
    step = timedelta(70)
    assert moved.facts["starts_on"] - draft.facts["starts_on"] == step
    assert moved.published_at - draft.published_at == step
    assert moved.sessions[0].until - draft.sessions[0].until == step
    assert moved.sessions[0].excluded[0] == date(2026, 12, 29) + step
    assert moved.sessions[0].weekdays == draft.sessions[0].weekdays
    assert moved.shifted_days == 70


def test_a_role_its_source_still_called_live_loses_the_end_that_had_passed(doit):
    (draft,) = doit({"specific_end_date": "2026-11-05"})
    moved = shifted(draft, 7, date(2026, 11, 10))
    assert moved.facts["ends_on"] is None
    assert moved.remarks[-1].value == "2026-11-05"


def test_without_a_target_nothing_moves(doit):
    (draft,) = doit()
    assert shifted(draft, 0, None) is draft
