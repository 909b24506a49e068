"""Each check finds the record that is spoiled in its way, and no other check does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.db import unit_of_work
from brokerage.errors import NotFound
from brokerage.evaluation.periods import Period
from brokerage.evaluation.quality.ages import born_between
from brokerage.evaluation.quality.checks import CHECKS, SUBJECTS, get_check
from brokerage.evaluation.quality.counting import Count, count_all
from brokerage.evaluation.quality.listing import read_lines, records_to_mend
from brokerage.volunteers.models import Volunteer
from tests.brokerage.evaluation.quality.spoiling import (
    FOUND_TWICE,
    SPOILED,
    TODAY,
    days_ago,
    entry,
    lead,
    person,
    started,
)
from tests.making import make_centre, make_county, make_volunteer

DATABASES = ["app", pytest.param("postgres_app", marks=pytest.mark.postgres)]


def found(session: Session, period: Period | None = None) -> dict[str, int]:
    counts = count_all(session, TODAY, [lead(session).id], period).get(lead(session).id, {})
    return {name: count.found for name, count in counts.items() if count.found}


def test_there_is_something_to_spoil_for_every_check() -> None:
    assert list(SPOILED) == list(CHECKS)
    assert len(CHECKS) == sum(len(subject.checks) for subject in SUBJECTS)


@pytest.mark.parametrize("which", DATABASES)
def test_each_is_found_by_its_check_alone_and_listed_with_its_name(
    which: str, request: pytest.FixtureRequest
) -> None:
    app: Flask = request.getfixturevalue(which)
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        for name, spoil in SPOILED.items():
            with session.begin_nested() as kept:
                spoil(session)
                session.flush()
                assert found(session) == {name: 2 if name in FOUND_TWICE else 1}, name
                if CHECKS[name].listed:
                    subject, check = get_check(name)
                    query = records_to_mend(subject, check, lead(session).id, TODAY)
                    lines = read_lines(session, subject, check, query, lead(session).id)
                    assert len(lines) == found(session)[name]
                    assert all(line.name.strip() for line in lines)
                    assert all(bool(line.detail) == bool(check.detail) for line in lines)
                kept.rollback()
            session.expire_all()


def test_a_whole_record_has_nothing_to_mend(session: Session) -> None:
    make_county(session)
    entry(session, started(session))
    assert found(session) == {}


def test_other_centres_and_those_who_left_are_not_counted(session: Session) -> None:
    make_county(session)
    dover = make_centre(session, "Dover Example", "E07000108")
    make_volunteer(session, dover.id)
    person(session, age_band=None, state="left")
    one = person(session, age_band=None)
    person(session, age_band=None).merged_into_id = one.id
    session.flush()
    assert found(session) == {"person_age": 1}
    assert count_all(session, TODAY)[dover.id]["person_age"] == Count(1, 1)


def test_of_an_enquiry_a_way_to_reach_them_is_all_that_is_asked(session: Session) -> None:
    make_county(session)
    make_volunteer(session, lead(session).id, state="enquiry", email="a@people.example")
    assert found(session) == {}
    make_volunteer(session, lead(session).id, state="enquiry")
    assert found(session) == {"person_contact": 1}


def test_of_a_month_only_its_own_records_are_counted(session: Session) -> None:
    make_county(session)
    entry(session, started(session, started_on=days_ago(90)), given_on=days_ago(75))
    month = Period.around(days_ago(75))
    assert found(session, month) == {"hours_unconfirmed": 1}
    assert found(session, month.before()) == {}


def test_hours_of_years_ago_are_let_be_but_not_in_their_own_month(session: Session) -> None:
    make_county(session)
    long_ago = days_ago(500)
    placed = started(session, started_on=days_ago(600))
    entry(session, placed, given_on=long_ago)
    assert found(session) == {}
    assert found(session, Period.around(long_ago)) == {"hours_unconfirmed": 1}


@pytest.mark.parametrize("name", ["nothing", "person_equality", "PERSON_AGE"])
def test_what_is_not_listed_has_no_list(name: str) -> None:
    with pytest.raises(NotFound):
        get_check(name)


@pytest.mark.parametrize(
    ("band", "first", "last"),
    [
        ("16-24", date(2001, 11, 22), date(2010, 11, 21)),
        ("under-16", date(2010, 11, 22), date(2026, 11, 21)),
        ("75+", date(1876, 11, 22), date(1951, 11, 21)),
    ],
)
def test_age_groups_meet_without_a_gap(band: str, first: date, last: date) -> None:
    assert born_between(band, date(2026, 11, 21)) == (first, last)


def test_somebodys_last_day_in_a_group_is_right_on_both_sides(session: Session) -> None:
    make_county(session)
    first, last = born_between("25-34", TODAY)
    for born in (first, last):
        person(session, age_band="25-34", born_on=born)
    assert found(session) == {}
    for born in (first - timedelta(days=1), last + timedelta(days=1)):
        person(session, age_band="25-34", born_on=born)
    assert found(session) == {"person_born": 2}
    assert len(session.scalars(select(Volunteer)).all()) == 4
