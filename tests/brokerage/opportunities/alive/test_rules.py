"""When to ask, and what silence leads to."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from brokerage.opportunities.alive.rules import Step, expiry_reminder, next_step, why_ask
from brokerage.working_days import add_working_days

ASKED = date(2026, 6, 1)  # a Monday
QUIET = timedelta(60)


def test_a_role_is_asked_about_after_sixty_quiet_days_or_two_unanswered_people() -> None:
    assert why_ask(ASKED, ASKED - timedelta(59), 1, QUIET) is None
    assert why_ask(ASKED, ASKED - timedelta(60), 0, QUIET) == "time"
    assert why_ask(ASKED, ASKED - timedelta(3), 2, QUIET) == "unanswered"


def test_silence_lowers_after_10_working_days_pauses_after_20_and_closes_after_60() -> None:
    tenth = add_working_days(ASKED, 10)
    assert next_step(tenth, ASKED, None, None) is None
    assert next_step(tenth + timedelta(1), ASKED, None, None) is Step.LOWER
    twentieth = add_working_days(tenth, 10)
    assert twentieth == add_working_days(ASKED, 20)
    assert next_step(twentieth, ASKED, tenth, None) is None
    assert next_step(twentieth + timedelta(1), ASKED, tenth, None) is Step.PAUSE
    sixtieth = add_working_days(twentieth, 40)
    assert sixtieth == add_working_days(ASKED, 60)
    assert next_step(sixtieth, ASKED, tenth, twentieth) is None
    assert next_step(sixtieth + timedelta(1), ASKED, tenth, twentieth) is Step.CLOSE


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_job_that_stood_still_skips_no_warning(away: int, more: int) -> None:
    """However late it runs, what comes next is never two steps on."""
    today = ASKED + timedelta(away)
    assert next_step(today, ASKED, None, None) in (None, Step.LOWER)
    lowered = today
    later = next_step(today + timedelta(more), ASKED, lowered, None)
    assert later in (None, Step.PAUSE)
    if later is Step.PAUSE:
        assert today + timedelta(more) > add_working_days(lowered, 10)


def test_reminders_come_20_and_5_days_before_the_last_day() -> None:
    last = date(2026, 9, 30)

    def due(days: int) -> int | None:
        return expiry_reminder(last - timedelta(days), last)

    assert [due(days) for days in (21, 20, 6, 5, 0)] == [None, 20, 20, 5, 5]
    assert due(-1) is None
    assert expiry_reminder(last, None) is None
