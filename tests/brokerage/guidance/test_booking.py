"""Places are never exceeded, and a free one goes to whoever has waited longest."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from brokerage.actors import PUBLIC, Actor
from brokerage.centres.service import find_lead
from brokerage.db import db, now, unit_of_work
from brokerage.errors import Conflict, Invalid
from brokerage.guidance.booking import (
    Guest,
    book,
    fill_free_places,
    give_up,
    list_bookings,
    tick,
)
from brokerage.guidance.models import BookingState, TrainingBooking, TrainingEvent
from brokerage.versions import ChangedMeanwhile
from tests.making import make_county, make_training

DATABASES = ["app", pytest.param("postgres_app", marks=pytest.mark.postgres)]
PEOPLE, PLACES = 40, 5
NAMES = ("Ann", "Bo", "Cy", "Di")
BROKER = Actor("account:broker", "desk")


@pytest.fixture
def event(session) -> TrainingEvent:
    make_county(session)
    return make_training(session, find_lead(session), places=2)


def guest(name: str) -> Guest:
    return Guest(name, email=f"{name.lower()}@people.example")


def states(session, event: TrainingEvent) -> dict[str, str]:
    rows = session.scalars(
        select(TrainingBooking).filter_by(event_id=event.id).order_by(TrainingBooking.id)
    )
    return {one.name: one.state for one in rows}


@pytest.mark.parametrize("database", DATABASES)
def test_forty_at_once_get_five_places_and_every_other_waits(database, request) -> None:
    app: Flask = request.getfixturevalue(database)
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        event_id = make_training(session, find_lead(session), places=PLACES).id

    def one(number: int) -> None:
        with app.app_context(), unit_of_work() as session:
            event = session.get_one(TrainingEvent, event_id)
            made = book(session, event, guest(f"Wren{number}"), PUBLIC)
            if number % 8 == 0:
                give_up(session, made, PUBLIC)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(PEOPLE)))
    with app.app_context():
        event = db.session.get_one(TrainingEvent, event_id)
        count = Counter(one.state for one in event.bookings)
        assert event.places_taken == count["booked"] == PLACES
        assert count["cancelled"] == PEOPLE // 8
        assert count["waiting"] == PEOPLE - PLACES - PEOPLE // 8


def test_the_table_itself_refuses_one_too_many(session, event) -> None:
    with pytest.raises(IntegrityError):
        session.execute(update(TrainingEvent).values(places_taken=3))


def test_a_place_that_comes_free_goes_to_whoever_waited_longest(session, event) -> None:
    ann, *_ = [book(session, event, guest(name), PUBLIC) for name in NAMES]
    assert list(states(session, event).values()) == ["booked", "booked", "waiting", "waiting"]
    assert give_up(session, ann, PUBLIC)
    assert list(states(session, event).values()) == ["cancelled", "booked", "booked", "waiting"]
    assert not give_up(session, ann, PUBLIC)
    assert event.places_taken == 2
    event.places = 9
    fill_free_places(session, event)
    assert states(session, event)["Di"] == "booked"
    assert event.places_taken == 3


def test_who_waits_gives_up_a_turn_and_no_place(session, event) -> None:
    *_, cy = [book(session, event, guest(name), PUBLIC) for name in ("Ann", "Bo", "Cy")]
    give_up(session, cy, PUBLIC)
    assert event.places_taken == 2


def test_the_same_person_has_one_booking_and_a_shared_address_several(session, event) -> None:
    first = book(session, event, guest("Ann"), PUBLIC)
    assert book(session, event, Guest("ANN", email="Ann@people.example"), PUBLIC) is first
    book(session, event, Guest("Bo", email="ann@people.example"), PUBLIC)
    assert event.places_taken == 2
    rang = book(session, event, Guest("Cy", phone="01632 960001"), PUBLIC)
    assert book(session, event, Guest("Cy", phone="(01632) 960-001"), PUBLIC) is rang
    give_up(session, first, PUBLIC)
    assert book(session, event, guest("Ann"), PUBLIC) is not first  # changed their mind


@pytest.mark.parametrize("facts", [{"cancelled_at": now()}, {"starts_at": now()}])
def test_what_is_over_or_called_off_cannot_be_booked_or_given_up(session, event, facts) -> None:
    ann = book(session, event, guest("Ann"), PUBLIC)
    for name, value in facts.items():
        setattr(event, name, value)
    session.flush()
    with pytest.raises(Conflict):
        book(session, event, guest("Bo"), PUBLIC)
    if "starts_at" in facts:
        with pytest.raises(Conflict):
            give_up(session, ann, PUBLIC)
    fill_free_places(session, event)


@pytest.mark.parametrize(
    ("who", "field"),
    [
        (Guest("", "a@b.example"), "name"),
        (Guest("Ann"), "email"),
        (Guest("x" * 201, "a@b.example"), "name"),
        (Guest("Ann", phone="1" * 41), "phone"),
        (Guest("Ann", email="nonsense"), "email"),
        (Guest("Ann", "a@b.example", group_name="x" * 201), "group"),
    ],
)
def test_a_name_and_one_way_to_reach_them_are_enough_and_needed(session, event, who, field) -> None:
    with pytest.raises(Invalid) as refused:
        book(session, event, who, PUBLIC)
    assert refused.value.field == field


def test_somebody_who_came_without_booking_is_added_and_was_there(session, event) -> None:
    with pytest.raises(Conflict, match="not begun"):
        book(session, event, guest("Ann"), BROKER, came=True)
    event.starts_at = now() - timedelta(hours=1)
    session.flush()
    ann = book(session, event, guest("Ann"), BROKER, came=True)
    assert (ann.state, ann.attended) == (BookingState.BOOKED, True)
    book(session, event, guest("Bo"), BROKER, came=True)
    with pytest.raises(Conflict, match="Raise the number"):
        book(session, event, guest("Cy"), BROKER, came=True)


def test_attendance_is_ticked_once_it_has_begun(session, event) -> None:
    ann, bo, cy = (book(session, event, guest(name), PUBLIC) for name in ("Ann", "Bo", "Cy"))
    with pytest.raises(Conflict, match="once it has begun"):
        tick(session, event, event.version, {ann.public_id}, BROKER)
    event.starts_at = now() - timedelta(hours=1)
    session.flush()
    seen = event.version
    tick(session, event, seen, {ann.public_id, cy.public_id}, BROKER)
    assert (ann.attended, bo.attended, cy.attended) == (True, False, None)  # Cy had no place
    with pytest.raises(ChangedMeanwhile):
        tick(session, event, seen, {bo.public_id}, BROKER)
    tick(session, event, seen, {ann.public_id}, BROKER)  # stale, and nothing would be different
    assert [one.name for one in list_bookings(session, event)] == ["Ann", "Bo", "Cy"]
