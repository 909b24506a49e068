"""Shares and changes in words, and nights kept beside each other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.evaluation.quality.checks import CHECKS
from brokerage.evaluation.quality.counting import Count
from brokerage.evaluation.quality.keeping import (
    KEPT,
    compared_day,
    keep_counts,
    last_counted,
    read_counts,
)
from brokerage.evaluation.quality.models import QualityCount
from brokerage.evaluation.quality.telling import Told, add_up, tell
from tests.brokerage.evaluation.quality.spoiling import TODAY, lead, person
from tests.making import make_county

AGE, PAIR = CHECKS["person_age"], CHECKS["pair_undecided"]


@pytest.mark.parametrize(
    ("count", "share"),
    [
        (Count(18, 412), 4),
        (Count(0, 412), 0),
        (Count(412, 412), 100),
        (Count(1, 10_000), 1),
        (Count(9_999, 10_000), 99),
        (Count(0, 0), None),
    ],
)
def test_something_is_never_told_as_nothing_nor_as_all(count: Count, share: int | None) -> None:
    assert Told(AGE, count, None).share == share
    assert Told(PAIR, count, None).share is None


def test_a_change_is_told_only_where_it_was_counted_before() -> None:
    assert Told(AGE, Count(3, 9), None).change is None
    assert Told(AGE, Count(3, 9), Count(5, 9)).change == -2


def test_every_check_is_told_also_where_nothing_was_found() -> None:
    told = [one for group in tell({"person_age": Count(2, 3)}) for one in group.told]
    assert [one.check.id for one in told] == list(CHECKS)
    assert sum(one.count.found for one in told) == 2
    dated = [one.check for group in tell({}, dated=True) for one in group.told]
    assert all(one.day is not None for one in dated)
    assert "person_age" not in {one.id for one in dated}


def test_centres_add_up() -> None:
    total = add_up([{"person_age": Count(1, 2)}, {"person_age": Count(3, 4)}, {}])
    assert total == {"person_age": Count(4, 6)}


def test_each_night_is_kept_once_and_for_some_weeks(session: Session) -> None:
    make_county(session)
    person(session, age_band=None)
    old = TODAY - KEPT - timedelta(days=1)
    for day in (old, TODAY - timedelta(days=8), TODAY, TODAY):
        keep_counts(session, day)
    days = set(session.scalars(select(QualityCount.counted_on)))
    assert days == {TODAY - timedelta(days=8), TODAY}
    assert last_counted(session) == TODAY
    assert read_counts(session, TODAY)[lead(session).id]["person_age"] == Count(1, 1)
    assert read_counts(session, None) == {}


def test_it_is_compared_with_a_week_ago_or_the_first_night_there_is(session: Session) -> None:
    make_county(session)
    person(session)
    assert compared_day(session, TODAY) is None
    keep_counts(session, TODAY - timedelta(days=2))
    assert compared_day(session, TODAY) == TODAY - timedelta(days=2)
    for days in (7, 9):
        keep_counts(session, TODAY - timedelta(days=days))
    assert compared_day(session, TODAY) == TODAY - timedelta(days=7)
    assert compared_day(session, date(2000, 1, 1)) is None
