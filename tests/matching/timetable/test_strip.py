from datetime import date

import pytest

from matching.timetable import strip_windows, week_strip
from matching.types import (
    Availability,
    Calendar,
    DateRange,
    Hours,
    Opportunity,
    Session,
    Window,
)

TODAY = date(2026, 11, 20)
NONE = Calendar()


def texts(availability: Availability | None, *sessions: Session, **given: object) -> list[str]:
    role = Opportunity("r", "r", sessions=sessions, **given)  # type: ignore[arg-type]
    return [block.text for block in week_strip(availability, role, TODAY, NONE)]


TUESDAYS = Session(date(2026, 9, 1), 1110, 120, "weekly")


@pytest.mark.parametrize(
    ("windows", "words"),
    [
        ((Window(1, 1080, 1260),), "you are free for all of it"),
        ((Window(1, 1170, 1260),), "you are free for 60 of 120 minutes"),
        ((Window(2, 1080, 1260),), "you are not free then"),
    ],
)
def test_the_strip_says_in_words_what_it_draws(windows: tuple[Window, ...], words: str) -> None:
    assert texts(Availability(windows), TUESDAYS) == [f"Tue 18:30 to 20:30: {words}"]


def test_a_person_who_has_not_said_is_not_called_busy() -> None:
    assert texts(None, TUESDAYS) == ["Tue 18:30 to 20:30: you have not said when you are free"]
    assert texts(Availability(changes=True), TUESDAYS) == [
        "Tue 18:30 to 20:30: your week changes, so agree times"
    ]


def test_times_a_role_has_not_stated_make_no_blocks() -> None:
    assert texts(Availability(any_time=True)) == []


def test_a_single_date_is_named_and_judged_on_that_day() -> None:
    fair = Session(date(2026, 11, 28), 600, 180)
    away = (DateRange(date(2026, 11, 28), date(2026, 11, 28)),)
    windows = (Window(5, 540, 780),)
    assert texts(Availability(windows), fair) == [
        "Sat 28 Nov 10:00 to 13:00: you are free for all of it"
    ]
    assert texts(Availability(windows, pauses=away), fair) == [
        "Sat 28 Nov 10:00 to 13:00: you are not free then"
    ]


@pytest.mark.parametrize(
    ("session", "when"),
    [
        (Session(TODAY, 600, 60, "weekly", interval=2), "Fri 10:00 to 11:00 (every other week)"),
        (
            Session(TODAY, 600, 60, "monthly", weekdays=(0,), ordinals=(-1,), term_time_only=True),
            "Mon 10:00 to 11:00 (last of each month, in term time)",
        ),
        (Session(TODAY, 1320, 240, "weekly"), "Fri 22:00 to 02:00"),
    ],
)
def test_the_rhythm_is_told(session: Session, when: str) -> None:
    assert texts(Availability(any_time=True), session)[0] == f"{when}: you are free for all of it"


def test_hours_in_a_window_are_told_with_what_is_asked() -> None:
    blocks = week_strip(
        Availability((Window(0, 540, 660),)),
        Opportunity("r", "r", hours=Hours(180, windows=(Window(0, 540, 1020),))),
        TODAY,
        NONE,
    )
    assert [block.text for block in blocks] == [
        "3 hours a week within Mon 09:00 to 17:00: you are free for 120 of 480 minutes"
    ]


def test_hours_that_are_not_stated_are_not_told() -> None:
    role = Opportunity("r", "r", hours=Hours(windows=(Window(0, 540, 1020),)))
    (block,) = week_strip(Availability((Window(0, 540, 660),)), role, TODAY, NONE)
    assert block.text.startswith("hours not stated, within Mon 09:00 to 17:00: ")


def test_own_windows_follow_pauses_and_school_holidays() -> None:
    week = Availability(
        (Window(0, 540, 660), Window(4, 540, 660), Window(5, 1380, 1500)),
        pauses=(DateRange(date(2026, 11, 16), date(2026, 11, 17)),),
    )
    assert strip_windows(week, TODAY, NONE) == (
        Window(4, 540, 660),
        Window(5, 1380, 1440),
        Window(6, 0, 60),
    )
    school = Calendar((DateRange(TODAY, TODAY),))
    away = Availability((Window(4, 540, 660),), holiday_windows=())
    assert strip_windows(away, TODAY, school) == ()
    assert strip_windows(None, TODAY, NONE) == ()
