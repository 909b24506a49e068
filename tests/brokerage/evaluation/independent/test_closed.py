"""A closed period stays as it was counted; what is listed later is all that has changed since."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.db import begin_writing, db, end_writing
from brokerage.evaluation.closing import close, list_late_changes
from brokerage.evaluation.counting import count_period
from brokerage.evaluation.models import Adjustment, CountedPeriod, Figure
from brokerage.evaluation.periods import Period
from brokerage.introductions.models import FollowUp
from tests.brokerage.evaluation.independent.by_hand import Hand, at
from tests.brokerage.evaluation.independent.recount import recount
from tests.brokerage.evaluation.independent.rows import Rows
from tests.brokerage.evaluation.independent.tally import Span
from tests.making import make_county

LEAD = Actor("account:lead", "web")
JULY, AUGUST, SEPTEMBER = (Period.read(text) for text in ("2026-07", "2026-08", "2026-09"))
LATER = JULY.until + timedelta(days=3)
Numbers = dict[tuple, tuple[int, int, int]]


@pytest.fixture(params=["app", "postgres_app"])
def hand(request: pytest.FixtureRequest):
    app: Flask = request.getfixturevalue(request.param)
    with app.app_context():
        begin_writing()
        make_county(db.session())
        yield Hand(db.session())
        db.session.rollback()
        end_writing()


def again(session: Session, period: Period) -> Numbers:
    """Counted from the words, now; days are told apart."""
    session.flush()
    told = recount(Rows(session.connection()), Span(period.first_on, period.until))
    return {key: numbers for key, numbers in told.items() if len(key) == 4}


def kept(session: Session, table: type[Figure | Adjustment], whose: object) -> Numbers:
    """Rows of a table added up by measure, centre, district and group."""
    found: Numbers = {}
    for row in session.scalars(select(table).where(whose)):
        key = row.measure, row.centre_id, row.district_code, row.grouping
        found[key] = plus(found.get(key), (row.numerator, row.denominator, row.unknown))
    return found


def plus(one: tuple | None, other: tuple | None) -> tuple[int, int, int]:
    return tuple(a + b for a, b in zip(one or (0, 0, 0), other or (0, 0, 0), strict=True))


def july_as_it_was(hand: Hand):
    """Somebody who enquired, was sent, started and gave time; and one to be put right."""
    person = hand.person("registered 2026-07-02 12:00", created_at=at("2026-07-01 12:00"))
    twice = hand.person("registered 2026-07-03 12:00", created_at=at("2026-07-03 12:00"))
    told = ("referred 2026-06-20 12:00", "started 2026-06-22 12:00")
    one = hand.introduction(*told, person=person, started_on=at("2026-06-22 12:00").date())
    entry = hand.hours(person, one.opportunity, "2026-07-10", 600, "recorded")
    return person, twice, one, entry


def put_right(hand: Hand, person, twice, one, entry) -> None:
    """A follow-up done late, an hour corrected, two records merged, a person on the wrong side."""
    facts = {"weeks": 4, "outcome": "going_well", "note": "", "actor": "tests", "through": "desk"}
    one.follow_ups.append(FollowUp(**facts))
    entry.superseded_at = at("2026-08-10 12:00")
    hand.hours(person, one.opportunity, "2026-07-10", 60, "recorded")
    twice.merged_into_id = person.id
    hand.person("registered 2026-07-05 12:00", created_at=at("2026-07-05 12:00"),
                district_code=None)  # fmt: skip


def test_a_closed_month_stays_and_its_changes_add_up(hand: Hand) -> None:
    session = hand.session
    records = july_as_it_was(hand)
    count_period(session, JULY)
    closed = close(session, JULY, LEAD, LATER, without_all=True)
    before = again(session, JULY)
    assert kept(session, Figure, Figure.counted_period_id == closed.id) == before

    put_right(hand, *records)
    assert count_period(session, JULY) is closed
    after, august = again(session, JULY), count_period(session, AUGUST)
    list_late_changes(session, august)
    listed = kept(session, Adjustment, Adjustment.closed_period_id == closed.id)
    assert kept(session, Figure, Figure.counted_period_id == closed.id) == before != after
    assert listed == {
        key: change
        for key in {*before, *after}
        if any(change := plus(after.get(key), tuple(-n for n in before.get(key, (0, 0, 0)))))
    }
    assert {key[0] for key in listed} >= {"hours", "sustained_4", "enquiries", "registrations"}


def test_what_was_listed_once_is_not_listed_again(hand: Hand) -> None:
    session = hand.session
    records = july_as_it_was(hand)
    count_period(session, JULY)
    close(session, JULY, LEAD, LATER, without_all=True)
    put_right(hand, *records)
    august, september = count_period(session, AUGUST), count_period(session, SEPTEMBER)
    assert list_late_changes(session, august) > 0
    assert list_late_changes(session, september) == 0
    assert not listed_in(session, september)


def listed_in(session: Session, counted: CountedPeriod) -> Numbers:
    return kept(session, Adjustment, Adjustment.listed_in_id == counted.id)
