"""How soon an organisation answers: by example, and what can never be shown by property."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from brokerage.introductions.answering.promptness import (
    EARNED,
    LEAST,
    WINDOW,
    Asked,
    promptness,
)
from brokerage.working_days import MONDAY_TO_FRIDAY, add_working_days

TODAY = date(2026, 11, 20)  # a Friday
MONDAY = date(2026, 10, 5)


def soon(count: int) -> list[Asked]:
    return [Asked(MONDAY, MONDAY + timedelta(2))] * count


def test_five_answers_in_time_earn_it_and_four_do_not() -> None:
    assert promptness(soon(5), TODAY).earned
    assert not promptness(soon(4), TODAY).earned


def test_a_fifth_working_day_is_in_time_and_a_sixth_is_late() -> None:
    on_time = Asked(MONDAY, MONDAY + timedelta(7))
    late = Asked(MONDAY, MONDAY + timedelta(8))
    (line,) = promptness([on_time], TODAY).lines
    assert line.in_time
    assert line.days == 5
    (line,) = promptness([late], TODAY).lines
    assert not line.in_time
    assert line.days == 6


def test_only_the_organisations_own_opening_days_count() -> None:
    """A group that meets on Tuesdays has five Tuesdays."""
    asked = [Asked(MONDAY, MONDAY + timedelta(29))]
    assert promptness(asked, TODAY, frozenset({1})).in_time == 1
    assert promptness(asked, TODAY).in_time == 0


def test_who_was_never_answered_counts_as_late_once_the_time_is_over() -> None:
    silent = [Asked(MONDAY)] * 2
    found = promptness([*soon(6), *silent], TODAY)
    assert (found.in_time, found.counted, found.answered) == (6, 8, 6)
    assert not found.earned, "six of eight is below four in five"


def test_what_says_nothing_about_the_organisation_is_left_out() -> None:
    still_time = Asked(TODAY - timedelta(3))
    taken_back = Asked(MONDAY, None, MONDAY + timedelta(1))
    long_ago = Asked(TODAY - WINDOW - timedelta(1))
    assert promptness([still_time, taken_back, long_ago], TODAY).counted == 0


def test_the_middle_is_in_working_days() -> None:
    asked = [Asked(MONDAY, MONDAY + timedelta(days)) for days in (1, 2, 7)]
    assert promptness(asked, TODAY).middle == 2


days = st.integers(0, 220).map(lambda back: TODAY - timedelta(back))


@st.composite
def a_past(draw: st.DrawFn) -> list[Asked]:
    found = []
    for sent_on in draw(st.lists(days, max_size=30)):
        after = st.integers(0, (TODAY - sent_on).days).map(
            lambda n, first=sent_on: first + timedelta(n)
        )
        answered = draw(st.none() | after)
        found.append(Asked(sent_on, answered, draw(st.none() | after) if not answered else None))
    return found


@given(a_past())
def test_good_news_needs_enough_answers_and_nearly_all_of_them_soon(past: list[Asked]) -> None:
    found = promptness(past, TODAY)
    recent = [one for one in past if one.sent_on >= TODAY - WINDOW]
    answered = [one for one in recent if one.answered_on]
    last = {one: add_working_days(one.sent_on, 5, MONDAY_TO_FRIDAY) for one in recent}
    soon = sum(one.answered_on <= last[one] for one in answered)  # type: ignore[operator]
    ignored = sum(
        last[one] < min(TODAY, one.ended_on or TODAY) for one in recent if not one.answered_on
    )
    enough = len(answered) >= LEAST
    assert found.earned == (enough and soon / (len(answered) + ignored) >= EARNED)


@given(a_past(), st.integers(1, 20))
def test_being_silent_more_often_never_earns_it(past: list[Asked], more: int) -> None:
    silent = [Asked(TODAY - timedelta(30))] * more
    if promptness([*past, *silent], TODAY).earned:
        assert promptness(past, TODAY).earned
