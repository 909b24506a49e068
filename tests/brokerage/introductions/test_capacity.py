"""Ten thousand attempts at places, 64 at a time, counted in rows afterwards."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError, OperationalError

from brokerage.actors import Actor
from brokerage.centres.service import find_lead
from brokerage.db import db, now, unit_of_work
from brokerage.errors import Conflict
from brokerage.introductions import service
from brokerage.introductions.models import Introduction, IntroductionMove
from brokerage.introductions.states import HOLDS_A_PLACE, HOLDS_A_TURN, OPEN, State
from brokerage.opportunities.models import Opportunity
from brokerage.volunteers.models import Volunteer, VolunteerState
from brokerage.weeks import local_today
from tests.making import make_county, make_role

ATTEMPTS = 10_000
AT_A_TIME = 64
CAPACITIES = (1, 5, 100)
DATABASES = ["app", pytest.param("postgres_app", marks=pytest.mark.postgres)]
MEMBER = Actor("account:member", "web")
LIMITED = 40


def prepare(people: int) -> tuple[list[int], list[int]]:
    """One role of each capacity, and for each as many people whom it has answered."""
    with unit_of_work() as session:
        make_county(session)
        centre = find_lead(session).id
        roles = [make_role(session, places_offered=places).id for places in CAPACITIES]
        volunteers = [
            Volunteer(
                centre_id=centre,
                first_name=f"Wren {number}",
                last_name="",
                phone="07700 900123",
                preferred_channel="none",
                state=VolunteerState.ACTIVE,
            )
            for number in range(people)
        ]
        session.add_all(volunteers)
        session.flush()
        made = [answered(volunteer, role, centre) for role in roles for volunteer in volunteers]
        session.add_all(made)
        for role in roles:
            in_flight = {"in_flight": people}
            session.execute(update(Opportunity).where(Opportunity.id == role).values(in_flight))
        session.flush()
        return roles, [introduction.id for introduction in made]


def answered(volunteer: Volunteer, role: int, centre: int) -> Introduction:
    """An introduction that the organisation has acknowledged."""
    history = [
        IntroductionMove(to_state=state, actor="account:broker", through="desk")
        for state in (State.OFFERED, State.REFERRED, State.ACKNOWLEDGED)
    ]
    return Introduction(
        volunteer=volunteer,
        opportunity_id=role,
        home_centre_id=centre,
        state=State.ACKNOWLEDGED,
        owner="organisation",
        due_on=local_today(),
        shared={"first_name": volunteer.first_name},
        shared_agreed_at=now(),
        moves=history,
    )


def connect_all(app: Flask) -> None:
    """A connection for each of the 64, as if they came from several machines."""
    with app.app_context():
        pool = db.engine.pool
    pool._pool.maxsize = pool._max_overflow = AT_A_TIME
    pool._timeout = 300


def until_it_has_its_turn(act: Callable[[], str]) -> str:
    """SQLite lets writers in by luck: who was unlucky for 15 seconds presses the button again."""
    while True:
        try:
            return act()
        except OperationalError as problem:
            if "database is locked" not in str(problem):
                raise


def attempt(app: Flask, introduction_id: int, chance: random.Random) -> str:
    """Try to place somebody; now and then somebody who has a place gives it back."""
    with app.app_context():
        try:
            with unit_of_work() as session:
                introduction = session.get_one(Introduction, introduction_id)
                before = introduction.state
                if before in {State.ACCEPTED, State.WAITING} and chance.random() < 0.5:
                    service.withdraw(session, introduction, MEMBER, "changed_mind")
                else:
                    service.accept(session, introduction, MEMBER, or_wait=True)
                return str(introduction.state)
        except Conflict as refused:
            return type(refused).__name__
        finally:
            db.session.remove()


@pytest.mark.parametrize("which", DATABASES)
def test_ten_thousand_attempts_overbook_nothing_and_leave_nothing_free(
    which: str, request: pytest.FixtureRequest
) -> None:
    app: Flask = request.getfixturevalue(which)
    with app.app_context():
        roles, ids = prepare(people=500)
        db.session.remove()
    connect_all(app)
    order = random.Random(4)
    tries = [order.choice(ids) for _ in range(ATTEMPTS)]
    with ThreadPoolExecutor(AT_A_TIME) as workers:
        outcomes = Counter(
            workers.map(lambda one: until_it_has_its_turn(lambda: attempt(app, one, order)), tries)
        )
    assert sum(outcomes.values()) == ATTEMPTS
    assert {State.ACCEPTED, State.WAITING, State.WITHDRAWN} <= set(outcomes)
    with app.app_context():
        for role_id, capacity in zip(roles, CAPACITIES, strict=True):
            check_counts(role_id, capacity)
        check_histories(dict(zip(roles, CAPACITIES, strict=True)))


def check_counts(role_id: int, capacity: int) -> None:
    session = db.session()
    role = session.get_one(Opportunity, role_id)
    mine = select(func.count()).where(Introduction.opportunity_id == role_id)
    placed = session.scalar(mine.where(Introduction.state.in_(HOLDS_A_PLACE)))
    talking = session.scalar(mine.where(Introduction.state.in_(HOLDS_A_TURN)))
    waiting = session.scalar(mine.where(Introduction.state == State.WAITING))
    assert placed <= capacity
    assert (role.places_taken, role.in_flight) == (placed, talking)
    assert waiting == 0 or placed == capacity, f"{capacity - placed} free, {waiting} waiting"


def check_histories(capacity_of: dict[int, int]) -> None:
    """Replayed in the order it was written, nobody was ever accepted above the capacity."""
    session = db.session()
    query = select(
        Introduction.opportunity_id,
        IntroductionMove.introduction_id,
        IntroductionMove.to_state,
    ).join(Introduction, Introduction.id == IntroductionMove.introduction_id)
    placed: dict[int, set[int]] = {role: set() for role in capacity_of}
    for role, introduction, to_state in session.execute(query.order_by(IntroductionMove.id)):
        if to_state in HOLDS_A_PLACE:
            placed[role].add(introduction)
        else:
            placed[role].discard(introduction)
        assert len(placed[role]) <= capacity_of[role]


@pytest.mark.parametrize("which", DATABASES)
def test_referrals_at_once_never_exceed_what_the_organisation_can_handle(
    which: str, request: pytest.FixtureRequest
) -> None:
    app: Flask = request.getfixturevalue(which)
    with app.app_context():
        with unit_of_work() as session:
            make_county(session)
            centre = find_lead(session).id
            role = make_role(session, in_flight_limit=3).id
            people = [
                Volunteer(
                    centre_id=centre,
                    first_name=f"Otter {n}",
                    preferred_channel="none",
                    state=VolunteerState.ACTIVE,
                )
                for n in range(LIMITED)
            ]
            session.add_all(people)
            session.flush()
            names = [person.id for person in people]
        db.session.remove()
    connect_all(app)

    def apply(person: int) -> str:
        with app.app_context():
            try:
                with unit_of_work() as session:
                    volunteer = session.get_one(Volunteer, person)
                    opportunity = session.get_one(Opportunity, role)
                    agreement = service.Agreement("centre")
                    made = service.apply(session, volunteer, opportunity, MEMBER, agreement)
                    return str(made.state)
            except Conflict as refused:
                return type(refused).__name__
            finally:
                db.session.remove()

    with ThreadPoolExecutor(AT_A_TIME) as workers:  # everybody presses the button twice
        outcomes = Counter(
            workers.map(lambda one: until_it_has_its_turn(lambda: apply(one)), names * 2)
        )
    waiting = LIMITED - 3
    assert outcomes == {"referred": 3, "waiting": waiting, "AlreadyIntroduced": LIMITED}
    with app.app_context():
        open_ones = select(func.count()).where(Introduction.state.in_(OPEN))
        assert db.session.scalar(open_ones) == LIMITED


def test_the_table_has_the_last_word(session):
    make_county(session)
    role = make_role(session, places_offered=1)
    for values in ({"places_taken": 2}, {"places_taken": -1}, {"in_flight": -1}):
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(update(Opportunity).where(Opportunity.id == role.id).values(values))
