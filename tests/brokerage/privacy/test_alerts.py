"""Alerts in the copy, in erasure, and in retention: also those of an address without a record."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import PUBLIC, Actor
from brokerage.db import now, unit_of_work
from brokerage.messages.models import MessageState, OutboxMessage
from brokerage.privacy.copying import copy_of
from brokerage.privacy.erasing import erase
from brokerage.privacy.retention import retain
from brokerage.privacy.schedule import schedule
from brokerage.suggestions.alerts.models import Alert
from brokerage.suggestions.alerts.service import add_for, ask, confirm, pause
from brokerage.suggestions.alerts.wishes import Wish
from tests.making import make_county, make_volunteer

ME = Actor("account:me", "web")
WISH = Wish()


def alerts_of_three(session: Session):  # type: ignore[no-untyped-def]
    """Vera's own, one of her address from before she registered, and somebody else's."""
    make_county(session)
    vera = make_volunteer(session, email="Vera@People.example")
    add_for(session, vera, "q=vera", "“vera”", WISH, ME)
    for address, words in (("vera@people.example", "earlier"), ("wren@people.example", "other")):
        made = ask(session, address, f"q={words}", f"“{words}”", WISH, PUBLIC)
        assert made
        confirm(session, made, PUBLIC)
    return vera


def kept(session: Session) -> list[str]:
    return list(session.scalars(select(Alert.words).order_by(Alert.id)))


def test_the_copy_has_what_was_saved_by_record_and_by_address(session: Session) -> None:
    vera = alerts_of_three(session)
    text = json.dumps(copy_of(session, vera, ME, own_eyes=True).as_document())
    assert "q=vera" in text
    assert "q=earlier" in text
    assert "other" not in json.dumps(
        [
            one.rows
            for one in copy_of(session, vera, ME, own_eyes=True).sections
            if one.table == "alerts"
        ]
    )


def test_erasing_takes_both_and_what_waits_to_be_sent(session: Session) -> None:
    vera = alerts_of_three(session)
    erase(session, vera, ME)
    assert kept(session) == ["“other”"]
    messages = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
    assert [(one.address, one.state) for one in messages] == [
        ("", MessageState.CANCELLED),
        ("wren@people.example", MessageState.QUEUED),
    ]


@pytest.mark.postgres
def test_also_on_postgresql(postgres_app) -> None:  # type: ignore[no-untyped-def]
    with postgres_app.app_context(), unit_of_work() as session:
        erase(session, alerts_of_three(session), ME)
        assert kept(session) == ["“other”"]


def test_a_household_that_shares_an_address_keeps_its_alerts(session: Session) -> None:
    vera = alerts_of_three(session)
    make_volunteer(session, first_name="Housemate", email="Vera@People.example")
    erase(session, vera, ME)
    assert kept(session) == ["“earlier”", "“other”"]


def test_one_that_was_paused_a_year_ago_goes(session: Session) -> None:
    vera = alerts_of_three(session)
    for alert in session.scalars(select(Alert).where(Alert.volunteer_id == vera.id)):
        pause(session, alert, ME)
        alert.paused_at = now() - timedelta(days=367)
    other = session.scalars(select(Alert).where(Alert.words == "“other”")).one()
    pause(session, other, ME)
    line = next(one for one in schedule() if one.id == "alerts")
    assert retain(session, line, now()) == 1
    assert kept(session) == ["“earlier”", "“other”"]
