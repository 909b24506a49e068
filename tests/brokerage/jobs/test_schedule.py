"""When things are due, in wall time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from brokerage.jobs.schedule import check_crontab, latest_due, next_due
from brokerage.slices import JOBS


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_the_hour_is_that_of_the_clock_on_the_wall() -> None:
    daily = "40 2 * * *"
    assert next_due(daily, at("2026-06-30T12:00")) == at("2026-07-01T01:40")
    assert next_due(daily, at("2026-12-30T12:00")) == at("2026-12-31T02:40")


@pytest.mark.parametrize("changes", ["2026-03-29", "2026-10-25"])
def test_the_night_in_which_clocks_change_has_one_run(changes: str) -> None:
    night = at(f"{changes}T00:00")
    due, seen = [], night
    for minute in range(6 * 60):
        moment = night + timedelta(minutes=minute)
        found = latest_due("40 2 * * *", seen, moment)
        if found:
            due.append(found)
            seen = found
    assert len(due) == 1


def test_however_many_were_missed_the_latest_is_named() -> None:
    found = latest_due("*/5 * * * *", at("2026-05-01T10:00"), at("2026-05-01T11:03:30"))
    assert found == at("2026-05-01T11:00")


def test_what_was_seen_to_is_not_due_again() -> None:
    assert latest_due("5 * * * *", at("2026-05-01T10:05"), at("2026-05-01T11:04:59")) is None
    assert latest_due("5 * * * *", at("2026-05-01T10:05"), at("2026-05-01T11:05")) is not None


@pytest.mark.parametrize(
    "text", ["", "5 *", "61 * * * *", "0 25 * * *", "30 1 * * *", "0 0-3 * * *"]
)
def test_what_cannot_be_kept_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        check_crontab(text)


def test_every_hour_may_include_the_one_in_which_clocks_change() -> None:
    check_crontab("5 * * * *")


def test_every_job_has_a_name_of_its_own_and_says_what_it_is_for() -> None:
    assert len({job.name for job in JOBS}) == len(JOBS)
    assert all(job.explained.endswith(".") for job in JOBS)
