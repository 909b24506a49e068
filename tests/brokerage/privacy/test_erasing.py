from __future__ import annotations

import json

import pytest
from sqlalchemy import func, select

from brokerage.actors import Actor
from brokerage.audit import list_entries
from brokerage.db import unit_of_work
from brokerage.errors import Conflict
from brokerage.introductions.models import Introduction
from brokerage.messages.models import MessageState, OutboxMessage
from brokerage.privacy import erased
from brokerage.privacy.erasing import erase, replay
from brokerage.privacy.tables import FATES, about_a_person
from brokerage.volunteers.models import VolunteerMove, VolunteerState
from tests.brokerage.privacy.conftest import known_for, marked_person
from tests.brokerage.privacy.filling import MARK, fill_every_table, marks_left
from tests.making import make_volunteer

BROKER = Actor("account:broker", "desk")
STAYS = {"concerns", "concern_holds"}  # safeguarding is kept, and says why


def test_every_table_about_people_has_a_fate() -> None:
    assert {table.name for table, _ in about_a_person()} == set(FATES)


def test_nothing_of_the_person_is_left_in_any_table(session, person) -> None:
    assert {name.partition(".")[0] for name in marks_left(session)} >= {
        "volunteers", "messages", "introductions", "contacts", "accounts", "volunteer_references",
    }  # fmt: skip
    erase(session, person, BROKER)
    left = {name for name in marks_left(session) if name.partition(".")[0] not in STAYS}
    assert left == set()
    assert person.state == VolunteerState.ANONYMISED


@pytest.mark.postgres
def test_nor_on_postgresql(postgres_app) -> None:
    with postgres_app.app_context(), unit_of_work() as session:
        person = marked_person(session)
        fill_every_table(session, known_for(session, person))
        erase(session, person, BROKER)
        left = {name for name in marks_left(session) if name.partition(".")[0] not in STAYS}
        assert left == set()


def test_figures_stay(session, person) -> None:
    before = {
        model: session.scalar(select(func.count()).select_from(model))
        for model in (Introduction, OutboxMessage)
    }
    moves = session.scalar(select(func.count()).select_from(VolunteerMove))
    district = person.district_code
    erase(session, person, BROKER)
    for model, count in before.items():
        assert session.scalar(select(func.count()).select_from(model)) == count
    assert session.scalar(select(func.count()).select_from(VolunteerMove)) > moves
    assert person.district_code == district


def test_the_audit_trail_keeps_ids(session, person) -> None:
    erase(session, person, BROKER)
    assert [one.action for one in list_entries(session, "volunteer", person.public_id)] == ["erase"]


def test_nobody_is_erased_twice(session) -> None:
    person = make_volunteer(session)
    erase(session, person, BROKER)
    with pytest.raises(Conflict):
        erase(session, person, BROKER)


def test_what_waits_to_be_sent_is_not_sent(session, person) -> None:
    message = session.scalars(select(OutboxMessage)).one()
    message.state = MessageState.QUEUED
    erase(session, person, BROKER)
    session.refresh(message)
    assert (message.state, message.address, message.text) == (MessageState.CANCELLED, "", "")


def test_the_list_of_erasures_names_nobody_and_is_replayed_after_a_restore(
    session, app, tmp_path
) -> None:
    app.config["ERASURES_DIR"] = str(tmp_path / "elsewhere")
    person, other = make_volunteer(session), make_volunteer(session)
    public_id = person.public_id
    erase(session, person, BROKER)
    (line,) = (tmp_path / "elsewhere" / erased.FILE).read_text().splitlines()
    assert public_id not in line
    assert set(json.loads(line)) == {"on", "record"}
    # a back-up brings the person back
    person.state, person.first_name = VolunteerState.ACTIVE, MARK
    session.flush()
    assert replay(session, BROKER) == 1
    assert (person.state, person.first_name) == (VolunteerState.ANONYMISED, "Anonymised")
    assert other.state == VolunteerState.ACTIVE
    assert replay(session, BROKER) == 0


def test_a_household_keeps_the_messages_of_the_others(session, person) -> None:
    make_volunteer(session, first_name="Housemate", email=person.email)
    session.add(
        OutboxMessage(
            key="one", channel="email", address=person.email, name="", purpose="signing_in",
            subject="Your code", text="123456", internet_id="<one@example.org>",
            due_at=func.now(), state=MessageState.SENT,
        )
    )  # fmt: skip
    erase(session, person, BROKER)
    kept = session.scalars(select(OutboxMessage).where(OutboxMessage.key == "one")).one()
    assert kept.text == "123456"
