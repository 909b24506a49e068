from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.suggestions.strips import Drawing, Mark, Meaning, days_in_words, draw, example
from matching.timetable import week_strip
from matching.types import Block, Calendar, Opportunity, Session, Window

EVENING = Window(1, 18 * 60, 22 * 60)


def block(weekday: int, start: float, end: float, free: int | None, text: str = "") -> Block:
    return Block(weekday, int(start * 60), int(end * 60), free, text or f"{weekday} {start}")


def marks(drawing: Drawing, meaning: Meaning) -> list[Mark]:
    return [mark for mark in drawing.marks if mark.meaning == meaning]


def test_a_time_that_fits_is_filled_from_its_start_to_its_end() -> None:
    drawing = draw([block(1, 18, 21, 180)], [EVENING])
    (fits,) = marks(drawing, Meaning.FITS)
    assert (fits.weekday, fits.left, fits.width) == (1, 66.67, 16.66)


def test_a_time_that_fits_in_part_is_filled_where_both_are() -> None:
    drawing = draw([block(1, 17, 19, 60)], [EVENING])
    (role,), (fits,) = marks(drawing, Meaning.ROLE), marks(drawing, Meaning.FITS)
    assert role.left < fits.left
    assert fits.left == 66.67
    assert round(role.left + role.width, 1) == round(fits.left + fits.width, 1)


def test_a_time_that_does_not_fit_is_drawn_and_not_filled() -> None:
    drawing = draw([block(2, 9, 12, 0)], [EVENING])
    assert len(marks(drawing, Meaning.ROLE)) == 1
    assert marks(drawing, Meaning.FITS) == []


def test_a_dated_block_in_a_pause_is_not_filled_though_the_base_week_meets_it() -> None:
    assert marks(draw([block(1, 18, 20, 0)], [EVENING]), Meaning.FITS) == []


def test_nothing_is_filled_for_somebody_who_has_not_said_when_they_are_free() -> None:
    drawing = draw([block(1, 18, 20, None)], [])
    assert marks(drawing, Meaning.FITS) == []
    assert not drawing.compared


def test_a_night_past_midnight_is_drawn_on_both_days_and_widens_the_day() -> None:
    drawing = draw([block(4, 22, 26, None)], [])
    assert [(mark.weekday, mark.left) for mark in drawing.marks] == [(4, 91.67), (5, 0.0)]
    assert drawing.ticks[0].label == "0"


def test_a_sunday_night_runs_into_monday() -> None:
    assert {mark.weekday for mark in draw([block(6, 23, 25, None)], []).marks} == {6, 0}


def test_the_day_begins_at_six_unless_a_role_is_earlier() -> None:
    assert draw([block(0, 6, 7, None)], []).ticks[0].label == "6"
    assert draw([block(0, 5, 7, None)], []).ticks[0].label == "0"


def test_free_time_before_the_drawn_day_is_left_out() -> None:
    drawing = draw([block(0, 9, 10, 0)], [Window(0, 0, 300), Window(0, 0, 480)])
    (free,) = marks(drawing, Meaning.FREE)
    assert (free.left, free.width) == (0.0, 11.11)


def test_the_words_say_each_fact_once() -> None:
    twice = [
        block(1, 18, 20, None, "Tue 18:00 to 20:00"),
        block(1, 18, 20, None, "Tue 18:00 to 20:00"),
    ]
    assert draw(twice, []).words == ("Tue 18:00 to 20:00",)


def test_dates_are_told_in_their_order_after_regular_times() -> None:
    later = Block(5, 600, 720, None, "Sat 12 Dec", date(2026, 12, 12))
    sooner = Block(5, 600, 720, None, "Sat 28 Nov", date(2026, 11, 28))
    weekly = block(6, 10, 12, None, "Sun 10:00 to 12:00")
    assert draw([later, sooner, weekly], []).words == (
        "Sun 10:00 to 12:00",
        "Sat 28 Nov",
        "Sat 12 Dec",
    )


def test_nobody_is_told_on_every_line_that_they_have_not_said_when_they_are_free() -> None:
    monday = Session(date(2026, 11, 23), 600, 60, frequency="weekly")
    role = Opportunity("1", "1", sessions=(monday,))
    blocks = week_strip(None, role, date(2026, 11, 20), Calendar())
    assert draw(blocks, ()).words == ("Mon 10:00 to 11:00",)


def test_hours_within_a_week_are_told_together() -> None:
    week = [block(day, 10, 20, 180 if day == 1 else 0) for day in range(5)]
    drawing = draw(week, [EVENING], "1 hour a week")
    assert drawing.words == (
        "1 hour a week, within Mon to Fri 10:00 to 20:00",
        "You are free then on Tue",
    )


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([0], "Mon"),
        ([1, 3], "Tue and Thu"),
        ([0, 1, 2, 5], "Mon to Wed and Sat"),
        ([5, 6], "Sat and Sun"),
    ],
)
def test_days_are_told_as_ranges(days: list[int], words: str) -> None:
    assert days_in_words(days) == words


def test_the_example_has_something_of_everything() -> None:
    assert {mark.meaning for mark in example().marks} == set(Meaning)


stretches = st.tuples(st.integers(0, 6), st.integers(0, 1439), st.integers(1, 1440))


@given(st.lists(stretches, max_size=6), st.lists(stretches, max_size=6))
def test_every_mark_lies_within_the_drawing(
    roles: list[tuple[int, int, int]], mine: list[tuple[int, int, int]]
) -> None:
    blocks = [Block(day, start, start + length, length // 2, "x") for day, start, length in roles]
    windows = [Window(day, start, start + length) for day, start, length in mine]
    for mark in draw(blocks, windows).marks:
        assert 0 <= mark.weekday <= 6
        assert 0 <= mark.left <= 100
        assert mark.width > 0
        assert mark.left + mark.width <= 100.02
