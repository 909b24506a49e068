"""Edges of hours: each once, by its best evidence; what they are worth; money as entered."""

from __future__ import annotations

from datetime import date

from brokerage.evaluation.models import Funding, WageRate
from tests.brokerage.evaluation.independent.by_hand import Hand, at, case

TEN = 600


@case({"2026-07 hours": 240, "2026-07 hours verified": 120, "2026-07 hours recorded": 120,
       "2026-07 active": 1})  # fmt: skip
def confirmed_stands_before_logged_of_the_same_session(hand: Hand) -> None:
    person, role = hand.person(), hand.role()
    hand.hours(person, role, "2026-07-01", 60, "recorded", start=TEN)
    hand.hours(person, role, "2026-07-01", 60, "verified", start=TEN)
    hand.hours(person, role, "2026-07-01", 30, "recorded", start=TEN + 240)  # another session
    hand.hours(person, role, "2026-07-02", 45, "recorded")  # of whichever session
    hand.hours(person, role, "2026-07-02", 60, "verified", start=TEN)
    hand.hours(person, role, "2026-07-31", 90, "recorded")
    hand.hours(person, role, "2026-08-01", 15, "recorded")
    other = hand.role()
    hand.hours(person, other, "2026-07-03", 0, "verified")
    hand.hours(person, other, "2026-07-03", 500, "recorded", start=TEN)


@case({"2026-07 hours": 0, "2026-07 active": 0})
def who_did_not_come_gave_no_time(hand: Hand) -> None:
    person, role = hand.person(), hand.role()
    hand.hours(person, role, "2026-07-01", 60, "recorded")
    hand.hours(person, role, "2026-07-01", 0, "verified")
    hand.hours(person, role, "2026-07-31", 300, "estimated")  # the month was spoken of


@case({"2026-07 hours": 75, "2026-07 hours recorded": 75, "2026-07 active": 1,
       "2026-Q3 hours": 375, "2026-Q3 hours estimated": 300})  # fmt: skip
def a_month_that_was_spoken_of_has_no_estimate(hand: Hand) -> None:
    person, role = hand.person(), hand.role()
    hand.hours(person, role, "2026-07-15", 75, "recorded")
    hand.hours(person, role, "2026-07-31", 300, "estimated")
    hand.hours(person, role, "2026-08-31", 300, "estimated")


@case({"2026-07 hours": 30, "2026-07 active": 1})
def what_was_corrected_or_taken_back_does_not_count(hand: Hand) -> None:
    person, gone, role = hand.person(), hand.person(), hand.role()
    again = hand.hours(person, role, "2026-07-01", 30, "recorded")
    hand.hours(person, role, "2026-07-01", 60, "recorded", superseded_by_id=again.id,
               superseded_at=at("2026-07-20 12:00"))  # fmt: skip
    hand.hours(person, role, "2026-07-01", 0, "verified", superseded_at=at("2026-07-20 12:00"))
    hand.hours(gone, role, "2026-07-02", 60, "recorded", superseded_at=at("2026-07-20 12:00"))


@case({"2000-05 hours": 60, "2000-05 value low": 0, "2000-05 value high": 0,
       "2001-03 value low": 60 * 500,
       "2001-03 value high": 60 * 900, "2001-04 value low": 60 * 900})  # fmt: skip
def rates_are_those_of_the_last_day_of_the_period(hand: Hand) -> None:
    person, role = hand.person(), hand.role()
    for day in ("2000-05-05", "2001-03-05", "2001-04-05"):
        hand.hours(person, role, day, 60, "recorded")
    spring, end = date(2001, 3, 31), at("2001-06-01 12:00")
    rates = ((500, date(2001, 1, 1), spring, None), (900, spring, None, None),
             (100, date(2001, 4, 1), date(2001, 4, 29), None), (50, spring, None, end))  # fmt: skip
    for pence, valid_from, valid_to, taken_out in rates:
        rate = WageRate(name="Example", pence=pence, valid_from=valid_from, valid_to=valid_to)
        rate.ended_at = taken_out
        rate.source, rate.entered_by = "Example", "tests"
        hand.session.add(rate)


@case({"2026-07 funding": 1500, "2026-07 funding grant": 1000, "2026-07 funding gift": 500})
def money_is_of_the_day_it_came(hand: Hand) -> None:
    here, taken_out = hand.centre.id, at("2026-08-01 12:00")
    for pence, day, kind, centre, ended_at in (
        (1000, 1, "grant", here, None), (500, 31, "gift", here, None),
        (7000, 1, "grant", None, None), (90, 1, "grant", here, taken_out)):  # fmt: skip
        sum_ = Funding(received_on=date(2026, 7, day), pence=pence, kind=kind, centre_id=centre)
        sum_.ended_at = ended_at
        sum_.came_from, sum_.entered_by = "Example Foundation", "tests"
        hand.session.add(sum_)
