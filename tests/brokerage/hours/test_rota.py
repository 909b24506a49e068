"""The rota: places are never exceeded, nobody is put down twice, and gaps are filled in turn."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from werkzeug.datastructures import MultiDict

from brokerage.concerns.models import Hold
from brokerage.db import db, unit_of_work
from brokerage.errors import Conflict
from brokerage.geography.models import SchoolHoliday
from brokerage.hours.models import Booking, BookingState, Occurrence
from brokerage.hours.rota.booking import SessionIsFull, book
from brokerage.hours.rota.calling_off import call_off, change
from brokerage.hours.rota.grid import keep_grid, read_grid
from brokerage.hours.rota.standing import copy_week, every_week, keep_up, list_stale, not_every_week
from brokerage.hours.rota.week import find_planned, sessions_down_for, slots_between
from brokerage.introductions import service
from brokerage.introductions.models import Introduction
from brokerage.messages.models import OutboxMessage
from brokerage.opportunities.models import Opportunity
from brokerage.suggestions.occurring import occurrences_between
from brokerage.weeks import local_today
from tests.brokerage.hours.conftest import MEMBER, make_body, make_rota_role, place
from tests.brokerage.introductions.test_capacity import connect_all, until_it_has_its_turn
from tests.making import make_county

DATABASES = ["app", pytest.param("postgres_app", marks=pytest.mark.postgres)]
WEEK = timedelta(days=7)


def ahead(session, role, weeks=8):
    return occurrences_between(session, role, local_today(), local_today() + weeks * WEEK)


def people(session, role, *names):
    return [place(session, role, name) for name in names]


def state_of(session, introduction, planned):
    query = (
        select(Booking.state)
        .join(Occurrence)
        .where(Booking.introduction_id == introduction.id, Occurrence.held_on == planned.held_on)
        .order_by(Booking.id.desc())
    )
    return session.scalars(query).first()


def test_a_full_session_keeps_a_line_and_gives_what_comes_free_to_the_first(session, role):
    wren, otter, robin, linnet = people(session, role, "Wren", "Otter", "Robin", "Linnet")
    when = ahead(session, role)[0]
    made = [book(session, one, when, MEMBER) for one in (wren, otter, robin, linnet)]
    assert [one.state for one in made] == ["booked", "booked", "waiting", "waiting"]
    assert book(session, wren, when, MEMBER) is made[0]
    assert call_off(session, made[0], MEMBER) is made[2]
    assert [one.state for one in made] == ["cancelled", "booked", "booked", "waiting"]
    assert made[0].occurrence.places_taken == 2
    assert call_off(session, made[0], MEMBER) is None


def test_whoever_comes_free_is_told_and_so_is_the_organisation(session, role):
    wren, otter, robin = people(session, role, "Wren", "Otter", "Robin")
    when = ahead(session, role)[0]
    bookings = [book(session, one, when, MEMBER) for one in (wren, otter, robin)]
    session.execute(OutboxMessage.__table__.delete())
    call_off(session, bookings[0], MEMBER)
    sent = session.execute(select(OutboxMessage.name, OutboxMessage.subject)).all()
    assert {name for name, _ in sent} == {"Robin", "The Lanternsea Lunch Club"}
    session.execute(OutboxMessage.__table__.delete())
    call_off(session, bookings[1], MEMBER, "organisation")
    assert session.scalars(select(OutboxMessage.id)).all() == []


def test_only_somebody_with_a_place_is_put_down_and_only_for_what_is_to_come(session, role, wren):
    past = occurrences_between(session, role, local_today() - 2 * WEEK, local_today() - WEEK)[0]
    with pytest.raises(Conflict, match="over"):
        book(session, wren, past, MEMBER)
    when = ahead(session, role)[0]
    service.end(session, wren, MEMBER, "finished")
    with pytest.raises(Conflict, match="place in the role"):
        book(session, wren, when, MEMBER)


def test_somebody_quietly_paused_is_not_put_down(session, role, wren):
    when = ahead(session, role)[0]
    pause_volunteer(session, wren)
    with pytest.raises(Conflict, match="talk to the volunteer centre"):
        book(session, wren, when, MEMBER)


def pause_volunteer(session, introduction):
    session.add(
        Hold(
            volunteer_id=introduction.volunteer_id,
            centre_id=introduction.home_centre_id,
            who="Somebody",
            why="",
            set_by="account:lead",
        )
    )
    session.flush()


def test_another_day_instead_or_nothing_changes(session, role):
    wren, otter, robin = people(session, role, "Wren", "Otter", "Robin")
    first, second, third = ahead(session, role)[:3]
    mine = book(session, wren, first, MEMBER)
    for one in (otter, robin):
        book(session, one, second, MEMBER)
    with pytest.raises(SessionIsFull):
        change(session, mine, second, MEMBER)
    assert mine.state == BookingState.BOOKED
    change(session, mine, third, MEMBER)
    assert (state_of(session, wren, first), state_of(session, wren, third)) == (
        "cancelled", "booked",
    )  # fmt: skip


def test_the_same_people_every_week(session, role, wren, otter):
    weekday, start = 1, 1110
    for one in (wren, otter):
        every_week(session, one, weekday, start, MEMBER)
    planned = ahead(session, role)
    assert keep_up(session, role, MEMBER, local_today()) == 2 * len(planned)
    assert keep_up(session, role, MEMBER, local_today()) == 0
    missed = session.scalars(select(Booking).where(Booking.introduction_id == wren.id)).first()
    call_off(session, missed, MEMBER)
    assert keep_up(session, role, MEMBER, local_today()) == 0, "they said that they cannot come"
    not_every_week(session, otter, weekday, start)
    assert keep_up(session, role, MEMBER, local_today() + 2 * WEEK) == 2


def test_last_weeks_people_once_more(session, role, wren, otter):
    first, second = ahead(session, role)[:2]
    for one in (wren, otter):
        book(session, one, first, MEMBER)
    monday = second.held_on - timedelta(days=second.held_on.weekday())
    assert copy_week(session, role, monday, MEMBER) == 2
    assert copy_week(session, role, monday, MEMBER) == 0


def test_whoever_stops_is_taken_off_and_the_next_in_line_comes(session, role):
    wren, otter, robin = people(session, role, "Wren", "Otter", "Robin")
    when = ahead(session, role)[0]
    bookings = [book(session, one, when, MEMBER) for one in (wren, otter, robin)]
    service.end(session, wren, MEMBER, "finished")
    assert list_stale(session, local_today()) == bookings[:1]
    call_off(session, bookings[0], MEMBER, "ended")
    assert bookings[2].state == BookingState.BOOKED
    assert list_stale(session, local_today()) == []


def test_a_grid_does_what_was_changed_and_nothing_else(session, role, wren, otter):
    slots = slots_between(session, role, local_today(), local_today() + 8 * WEEK)
    first, second = slots[0].reference, slots[1].reference
    book(session, otter, slots[0].planned, MEMBER)  # by somebody else, after the page was drawn
    form = MultiDict(
        [("on", f"{wren.public_id}~{first}"), ("on", f"{wren.public_id}~{second}"),
         ("on", f"nobody~{first}"), ("on", f"{wren.public_id}~2020-01-01.1"), ("on", "~"),
         ("weekly", f"{wren.public_id}~9.99")]
    )  # fmt: skip
    kept = keep_grid(session, role, [wren, otter], slots, read_grid(form), MEMBER, local_today())
    assert (kept.booked, kept.taken_off, kept.weekly) == (2, 0, 0)
    slots = slots_between(session, role, local_today(), local_today() + 8 * WEEK)
    assert len(slots[0].booked) == 2
    form = MultiDict([("was", f"{wren.public_id}~{first}")])
    kept = keep_grid(session, role, [wren, otter], slots, read_grid(form), MEMBER, local_today())
    assert kept.taken_off == 1
    assert kept.in_words == "The rota is saved: 1 taken off."


def test_a_rule_that_changed_does_not_lose_whom_it_had(session, role, wren):
    when = ahead(session, role)[0]
    book(session, wren, when, MEMBER)
    role.sessions[0].start_minute = 600
    session.flush()
    slots = slots_between(session, role, when.held_on, when.held_on)
    assert [(s.planned.start_minute, len(s.booked)) for s in slots] == [(600, 0), (1110, 1)]


def test_fewer_places_send_nobody_home(session, role, wren, otter):
    first = ahead(session, role)[0]
    for one in (wren, otter):
        book(session, one, first, MEMBER)
    role.sessions[0].places = 1
    session.flush()
    robin = place(session, role, "Robin")
    assert book(session, robin, ahead(session, role)[0], MEMBER).state == BookingState.WAITING
    slot = slots_between(session, role, first.held_on, first.held_on)[0]
    assert (len(slot.booked), slot.wanted) == (2, 0)


def test_school_holidays_and_single_days_left_out(session, role):
    planned = ahead(session, role)
    role.sessions[0].term_time_only = True
    role.sessions[0].excluded = [planned[3].held_on.isoformat()]
    off = planned[1].held_on
    session.add(SchoolHoliday(first_on=off, last_on=off, source="tests"))
    session.flush()
    left = [one.held_on for one in ahead(session, role)]
    assert left == [p.held_on for n, p in enumerate(planned) if n not in (1, 3)]


def test_the_clock_on_the_wall_stays_when_clocks_change(session, role):
    found = occurrences_between(session, role, date(2026, 10, 19), date(2026, 11, 1))
    role.sessions[0].starts_on = date(2026, 10, 1)
    session.flush()
    found = occurrences_between(session, role, date(2026, 10, 19), date(2026, 11, 1))
    assert [(p.held_on.day, p.begins_at.strftime("%H:%M %Z")) for p in found] == [
        (20, "18:30 BST"), (27, "18:30 GMT"),
    ]  # fmt: skip


def test_a_form_names_one_of_the_roles_own_sessions(session, role):
    when = ahead(session, role)[0]
    assert find_planned(session, role, f"{when.held_on.isoformat()}.1110") == when
    for odd in ("", "x", f"{when.held_on.isoformat()}.5", "9999-12-31.1110", "2026-11-24.\0"):
        assert find_planned(session, role, odd) is None


def test_a_calendar_has_only_what_somebody_comes_to(session, role, wren):
    when = ahead(session, role)[0]
    book(session, wren, when, MEMBER)
    down = sessions_down_for(session, wren.volunteer_id, local_today())
    assert down == {role.id: [(when.begins_at, timedelta(minutes=120))]}


def test_the_table_has_the_last_word(session, role, wren):
    made = book(session, wren, ahead(session, role)[0], MEMBER)
    for values in ({"places_taken": 3}, {"places_taken": -1}, {"places": 0}):
        mine = update(Occurrence).where(Occurrence.id == made.occurrence_id).values(values)
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(mine)


@pytest.mark.parametrize("which", DATABASES)
def test_sixty_four_at_a_time_overbook_nothing_and_leave_nothing_free(
    which: str, request: pytest.FixtureRequest
) -> None:
    app: Flask = request.getfixturevalue(which)
    with app.app_context():
        with unit_of_work() as session:
            make_county(session)
            role = make_rota_role(session, make_body(session), places=5)
            ids = [place(session, role, f"Wren {n}").id for n in range(24)]
            role_id = role.id
        db.session.remove()
    connect_all(app)

    def act(number: int) -> str:
        with app.app_context():
            try:
                with unit_of_work() as session:
                    role = session.get_one(Opportunity, role_id)
                    when = ahead(session, role)[0]
                    one = session.get_one(Introduction, ids[number % len(ids)])
                    made = book(session, one, when, MEMBER)
                    if number % 3 == 0:
                        call_off(session, made, MEMBER, "organisation")
                    return str(made.state)
            except (Conflict, IntegrityError) as refused:
                return type(refused).__name__
            finally:
                db.session.remove()

    with ThreadPoolExecutor(64) as workers:
        outcomes = Counter(workers.map(lambda n: until_it_has_its_turn(lambda: act(n)), range(400)))
    assert outcomes.total() == 400
    assert set(outcomes) <= {"booked", "waiting", "cancelled"}
    with app.app_context():
        session = db.session()
        one = session.scalars(select(Occurrence)).one()
        counts = dict(
            session.execute(select(Booking.state, func.count()).group_by(Booking.state)).all()
        )
        assert one.places_taken == counts.get("booked", 0) <= 5
        assert counts.get("waiting", 0) == 0 or one.places_taken == 5
        twice = select(Booking.volunteer_id).where(Booking.state != "cancelled")
        assert (
            session.execute(twice.group_by(Booking.volunteer_id).having(func.count() > 1)).all()
            == []
        )
        db.session.remove()
