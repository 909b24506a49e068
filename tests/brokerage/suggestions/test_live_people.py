"""The pool that a process keeps is the pool that would be read anew, whatever changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.consents import record_consent
from brokerage.suggestions import adapter
from brokerage.suggestions.index import live_index
from brokerage.suggestions.live_people import LivePeople, live_people
from brokerage.suggestions.ordering import ranker
from brokerage.suggestions.people import build_pool
from brokerage.suggestions.shortlists import people_for
from brokerage.volunteers.models import (
    Volunteer,
    VolunteerPause,
    VolunteerState,
    VolunteerTerm,
    VolunteerWindow,
)
from brokerage.volunteers.service import move, register
from brokerage.weeks import local_today
from tests.making import DRIVING, make_county, make_role

DESK = Actor("account:desk", "desk")


def make_people(session: Session, count: int) -> list[Volunteer]:
    centre = session.scalars(select(Centre.id)).first()
    assert centre
    made = [
        register(session, centre, DESK, f"Person {n}", "Example", latitude=51.14, longitude=0.87)
        for n in range(count)
    ]
    for one in made:
        move(session, one, VolunteerState.ACTIVE, DESK)
    return made


def says_driving(_session: Session, one: Volunteer) -> None:
    one.terms.append(VolunteerTerm(uri=DRIVING))


def says_tuesday(_session: Session, one: Volunteer) -> None:
    one.availability_stated = True
    one.windows.append(VolunteerWindow(weekday=1, start_minute=540, end_minute=720))


def goes_away(_session: Session, one: Volunteer) -> None:
    one.pauses.append(VolunteerPause(first_on=local_today(), last_on=local_today()))


def moves_house(_session: Session, one: Volunteer) -> None:
    one.latitude = 51.3


def leaves(session: Session, one: Volunteer) -> None:
    move(session, one, VolunteerState.LEFT, DESK, "moved_away")


def says_stop(session: Session, one: Volunteer) -> None:
    record_consent(session, one.id, "introductions", False, DESK)


CHANGES = (says_driving, says_tuesday, goes_away, moves_house, leaves, says_stop)


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_kept_equals_what_is_read_anew(
    session: Session, change: Callable[[Session, Volunteer], None]
) -> None:
    make_county(session)
    _first, second, _third = make_people(session, 3)
    snapshot = live_index().current(session)
    kept = LivePeople(check_seconds=0.0)
    assert len(kept.current(session, snapshot).ids) == 3
    change(session, second)
    session.flush()
    pool, anew = kept.current(session, snapshot), build_pool(session, snapshot)
    assert sorted(pool.ids) == sorted(anew.ids)
    role = make_role(session, "Driver", on="Tue 09:00-11:00", skills={DRIVING: "useful"})
    session.flush()
    assert shortlist_of(session, role, pool) == shortlist_of(session, role, anew)


def shortlist_of(session: Session, role: object, pool: object) -> object:

    snapshot = live_index().current(session)
    asked = adapter.opportunity(role, snapshot.vocabulary, snapshot.today)
    found = ranker.shortlist(asked, pool, 10, today=snapshot.today, calendar=snapshot.calendar)
    return [(m.volunteer_id, round(m.score, 6)) for m in found.matches], found.excluded


def test_nothing_is_read_again_while_nothing_changed(session: Session) -> None:
    make_county(session)
    make_people(session, 2)
    snapshot = live_index().current(session)
    kept = LivePeople(check_seconds=0.0)
    assert kept.current(session, snapshot) is kept.current(session, snapshot)


def test_a_withdrawal_holds_before_the_pool_knows_of_it(session: Session) -> None:
    make_county(session)
    one, other = make_people(session, 2)
    role = make_role(session, "Helper")

    live_people().check_seconds = 3600.0  # it will not look again
    assert {p.volunteer for p in people_for(session, role)} == {one, other}
    record_consent(session, one.id, "introductions", False, DESK)
    assert {p.volunteer for p in people_for(session, role)} == {other}


def test_only_those_the_caller_may_see_are_ranked(session: Session) -> None:
    make_county(session)
    one, _other = make_people(session, 2)
    role = make_role(session, "Helper")
    found = people_for(session, role, limit=1, among=Volunteer.id == one.id)
    assert [p.volunteer for p in found] == [one]
