from __future__ import annotations

import threading
from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.db import db, unit_of_work
from brokerage.errors import Conflict, NotFound
from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.service import current_version, get_shown, is_open, move
from brokerage.opportunities.states import MOVES, check_move
from brokerage.weeks import local_today
from tests.making import make_county, make_role

BROKER = Actor("a broker", "phone", on_behalf_of="a small group")


def test_every_state_is_in_the_table_and_leads_only_to_states() -> None:
    assert set(MOVES) == set(State)
    assert all(target in State for targets in MOVES.values() for target in targets)


@pytest.mark.parametrize("current", list(State))
def test_a_role_goes_only_where_the_table_lets_it(current: State) -> None:
    for target in State:
        if target in MOVES[current]:
            check_move(current, target)
        else:
            with pytest.raises(Conflict):
                check_move(current, target)


def test_a_closed_role_stays_closed() -> None:
    assert MOVES[State.CLOSED] == frozenset()


def test_a_move_remembers_who_when_through_what_and_why(session: Session) -> None:
    role = make_role(session)
    before = current_version(session)
    move(session, role, State.PAUSED, BROKER, reason="holiday")
    noted = role.moves[-1]
    assert (noted.to_state, noted.actor, noted.on_behalf_of) == (
        "paused",
        "a broker",
        "a small group",
    )
    assert (noted.through, noted.reason) == ("phone", "holiday")
    assert noted.moved_at.tzinfo is not None
    assert current_version(session) == before + 1 == role.changed_version


def test_a_first_move_to_live_publishes(session: Session) -> None:
    role = make_role(session, state=State.DRAFT, published_at=None)
    move(session, role, State.LIVE, BROKER)
    assert role.published_at is not None


def test_the_public_never_sees_a_draft(session: Session) -> None:
    role = make_role(session, state=State.DRAFT, published_at=None)
    with pytest.raises(NotFound):
        get_shown(session, role.public_id)


def test_a_role_is_open_while_live_in_date_and_not_full(session: Session) -> None:
    today = local_today()
    assert is_open(make_role(session), today)
    assert not is_open(make_role(session, state=State.FILLED), today)
    assert not is_open(make_role(session, places_offered=2, places_taken=2), today)
    assert not is_open(make_role(session, expires_on=today.replace(year=2020)), today)


@pytest.mark.postgres
def test_two_moves_at_once_cannot_both_start_from_one_state(postgres_app: Flask) -> None:
    with postgres_app.app_context(), unit_of_work() as session:
        make_county(session)
        role_id = make_role(session).id
    results: list[str] = []
    ready = threading.Barrier(2)

    def act(target: State) -> None:
        with postgres_app.app_context():
            try:
                with unit_of_work() as session:
                    role = session.get_one(Opportunity, role_id)
                    ready.wait(10)
                    move(session, role, target, BROKER)
                results.append("moved")
            except Conflict:
                results.append("refused")

    threads = [threading.Thread(target=act, args=(t,)) for t in (State.CLOSED, State.FILLED)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    with postgres_app.app_context():
        moves = db.session.get_one(Opportunity, role_id).moves
        chain = [(m.from_state, m.to_state) for m in moves]
    assert all(a[1] == b[0] for a, b in pairwise(chain[1:]))
    assert sorted(results) in (["moved", "refused"], ["moved", "moved"])
