"""Hours from a pattern: only for silent months, only once, and only within the placement."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from brokerage.hours.amounts import month_end
from brokerage.hours.estimating import estimate_hours, pattern
from brokerage.hours.figures import hours_given
from brokerage.hours.models import Booking, HourEntry, Occurrence
from brokerage.hours.recording import record_hours
from brokerage.weeks import local_today
from tests.brokerage.hours.conftest import MEMBER, make_body, make_rota_role, place
from tests.making import make_county, make_role

MONTH = (local_today().replace(day=1) - timedelta(days=1)).replace(day=1)


def silent(session, **fields):
    make_county(session)
    role = make_role(session, organisation=make_body(session), **fields)
    return place(session, role, started_on=MONTH - timedelta(days=40))


def test_hours_a_week_are_put_on_a_day_of_each_week(session):
    wren = silent(session, hours_minutes=120, hours_per="week", flexible=True)
    made = estimate_hours(session, MONTH)
    assert made in (4, 5)
    given = hours_given(session, MONTH, month_end(MONTH))
    assert (given.from_estimated, given.best) == (made * 120, made * 120)
    assert estimate_hours(session, MONTH) == 0, "run again, it adds nothing"
    record_hours(session, wren, MEMBER, MONTH, 30)
    assert hours_given(session, MONTH, month_end(MONTH)).best == 30


def test_a_month_about_which_somebody_spoke_is_not_estimated(session):
    wren = silent(session, hours_minutes=120, hours_per="week", flexible=True)
    record_hours(session, wren, MEMBER, MONTH, 30)
    assert estimate_hours(session, MONTH) == 0


def test_sessions_are_counted_as_planned_within_the_placement(session):
    wren = silent(session, on="Tue 18:30-20:30")
    wren.opportunity.sessions[0].starts_on = date(2020, 1, 1)
    wren.started_on = MONTH + timedelta(days=14)
    session.flush()
    days = [day for day, _start, _minutes in pattern(session, wren, MONTH)]
    assert days
    assert min(days) >= wren.started_on
    assert {day.weekday() for day in days} == {1}


def test_where_a_rota_is_kept_only_what_somebody_was_down_for(session):
    make_county(session)
    role = make_rota_role(session, make_body(session))
    wren = place(session, role, started_on=MONTH - timedelta(days=40))
    assert pattern(session, wren, MONTH) == []
    held = Occurrence(
        opportunity_id=role.id, held_on=MONTH, start_minute=1110, length_minutes=120, places=2
    )
    booking = Booking(
        occurrence=held, introduction=wren, volunteer_id=wren.volunteer_id, state="booked",
        actor="account:tests", through="web",
    )  # fmt: skip
    session.add_all([held, booking])
    session.flush()
    assert pattern(session, wren, MONTH) == [(MONTH, 1110, 120)]


def test_once_and_nothing_said_are_no_pattern(session):
    wren = silent(session, hours_minutes=120, hours_per="once")
    assert pattern(session, wren, MONTH) == []
    wren.opportunity.hours_minutes = None
    assert pattern(session, wren, MONTH) == []


def test_so_many_hours_a_month_count_for_a_whole_month(session):
    wren = silent(session, hours_minutes=300, hours_per="month", flexible=True)
    assert [m for _day, _start, m in pattern(session, wren, MONTH)] == [300]
    wren.started_on = MONTH + timedelta(days=3)
    assert pattern(session, wren, MONTH) == []
    assert session.scalars(select(HourEntry)).all() == []
