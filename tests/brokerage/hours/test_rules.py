"""What counts, each hour once; and what cannot have been."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.errors import Invalid
from brokerage.hours.models import Kind
from brokerage.hours.rules import HoursGiven, Stretch, best_evidence, check_stretch, overlap

TODAY = date(2026, 11, 21)
DAY = date(2026, 11, 3)
SAID = Stretch(1, 1, DAY, 120)
CONFIRMED = replace(SAID, minutes=90, kind=Kind.VERIFIED)
GUESSED = replace(SAID, minutes=60, kind=Kind.ESTIMATED)

stretches = st.lists(
    st.builds(
        Stretch,
        st.integers(1, 2),
        st.integers(1, 2),
        st.dates(date(2026, 10, 28), date(2026, 11, 4)),
        st.integers(0, 600),
        st.sampled_from(Kind),
        st.sampled_from([None, 540, 1110]),
    ),
    max_size=12,
)


def test_what_was_confirmed_goes_before_what_was_said():
    assert best_evidence([SAID, CONFIRMED]) == HoursGiven(90, 120, 0, 90, 0, 0)


def test_an_estimate_stands_only_for_a_silent_month():
    assert best_evidence([GUESSED]).best == 60
    assert best_evidence([GUESSED, replace(SAID, given_on=DAY + timedelta(20))]).best == 120
    assert best_evidence([GUESSED, replace(SAID, given_on=DAY - timedelta(20))]).best == 180
    assert best_evidence([GUESSED, replace(SAID, volunteer_id=2)]).best == 180


def test_not_having_come_is_evidence_too():
    assert best_evidence([SAID, GUESSED, replace(CONFIRMED, minutes=0)]).best == 0


def test_two_sessions_of_a_day_are_apart_where_their_times_were_said():
    morning, evening = replace(SAID, start_minute=540), replace(CONFIRMED, start_minute=1110)
    assert best_evidence([morning, evening]).best == 210
    assert best_evidence([replace(morning, start_minute=None), evening]).best == 90


@given(stretches)
def test_the_parts_are_disjoint_and_make_the_whole(entries):
    found = best_evidence(entries)
    assert found.best == found.from_verified + found.from_recorded + found.from_estimated
    assert found.from_verified == found.verified
    assert found.from_recorded <= found.recorded
    assert found.from_estimated <= found.estimated


@given(stretches)
def test_order_does_not_matter_and_days_add_up(entries):
    first, last = date(2026, 10, 1), date(2026, 11, 30)
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    whole = best_evidence(entries)
    assert best_evidence(entries[::-1]) == whole
    assert sum(best_evidence(entries, day, day).best for day in days) == whole.best


@given(stretches, stretches)
def test_confirming_never_makes_an_hour_count_twice(entries, more):
    """A confirmation of exactly what was said changes no total, where nothing else was said."""
    said = [replace(e, kind=Kind.RECORDED, opportunity_id=n) for n, e in enumerate(entries)]
    confirmed = [replace(e, kind=Kind.VERIFIED) for e in said]
    assert best_evidence(said + confirmed).best == best_evidence(said).best


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"given_on": TODAY + timedelta(1)}, "given_on"),
        ({"given_on": date(2026, 9, 1)}, "given_on"),
        ({"given_on": date(2026, 11, 20)}, "given_on"),
        ({"minutes": 17 * 60}, "minutes"),
    ],
    ids=["tomorrow", "before the start", "after the end", "17 hours"],
)
def test_what_cannot_have_been_is_refused(change, field):
    with pytest.raises(Invalid) as refused:
        check_stretch(replace(SAID, **change), [], TODAY, date(2026, 10, 1), date(2026, 11, 15))
    assert refused.value.field == field


def test_a_day_has_24_hours():
    others = [Stretch(1, n, DAY, 600, start_minute=n * 600) for n in (0, 1)]
    check_stretch(Stretch(1, 9, DAY, 240), others, TODAY)
    with pytest.raises(Invalid, match="24 hours"):
        check_stretch(Stretch(1, 9, DAY, 241), others, TODAY)


def test_nobody_is_in_two_places_at_once():
    evening = replace(SAID, start_minute=1110)
    elsewhere = Stretch(1, 2, DAY, 60, start_minute=1200)
    with pytest.raises(Invalid, match="already"):
        check_stretch(elsewhere, [evening], TODAY)
    check_stretch(replace(elsewhere, start_minute=1230), [evening], TODAY)


def test_what_runs_past_midnight_meets_the_next_day():
    night = Stretch(1, 1, DAY, 240, start_minute=22 * 60)
    early = Stretch(1, 2, DAY + timedelta(1), 60, start_minute=60)
    assert overlap(night, early)
    assert not overlap(night, replace(early, start_minute=121))


@given(stretches)
def test_overlapping_goes_both_ways(entries):
    for one in entries:
        for other in entries:
            assert overlap(one, other) == overlap(other, one)
