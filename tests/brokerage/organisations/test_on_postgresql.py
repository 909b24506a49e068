"""Joining, answering, publishing and changing on PostgreSQL, whose locks and types are stricter."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from brokerage.actors import PUBLIC, Actor
from brokerage.db import now, unit_of_work
from brokerage.messages.models import OutboxMessage
from brokerage.opportunities.models import State
from brokerage.opportunities.moderation import deciding
from brokerage.opportunities.moderation.alike import find_alike
from brokerage.opportunities.moderation.changes import accept, list_changes, propose, waits
from brokerage.opportunities.moderation.queue import list_submitted, list_unseen
from brokerage.opportunities.moderation.ticklist import list_on
from brokerage.organisations import members, registering, standing
from brokerage.organisations.jobs import remind_of_insurance
from brokerage.organisations.models import Organisation, Standing
from brokerage.organisations.telling import tell_answer
from brokerage.weeks import local_today
from tests.making import make_county, make_role

FACTS = {
    "name": "Larkspur Lane 名",
    "district_code": "E07000105",
    "contact_name": "Ash",
    "email": "ash@people.example",
    "second_name": "Wren",
    "second_phone": "01632 960001",
    "insurance": "own",
    "insurance_ends_on": local_today() + timedelta(5),
    "expenses": "paid",
}


@pytest.mark.postgres
def test_a_group_joins_and_its_role_is_looked_at_and_changed(postgres_app):
    with postgres_app.app_context(), unit_of_work() as session:
        make_county(session)
        made = registering.register(session, FACTS, PUBLIC)
        account = members.join(session, made, "Ash", "ash@people.example")
        member = Actor(f"account:{account.public_id}", "web", account_id=account.id)
        desk = Actor("account:broker", "desk", centre_ids=frozenset({made.centre_id}))
        standing.submit(session, made, member)
        assert standing.list_waiting(session, desk.centre_ids) == [made]
        standing.not_yet(session, made, desk, ["second"], ["ring"], "Soon")
        tell_answer(session, made)
        standing.submit(session, made, member)
        standing.verify(session, made, desk, local_today())
        role = make_role(session, "Cook", organisation=made, state=State.SUBMITTED)
        twin = make_role(session, "Cook", organisation=made)
        assert list_submitted(session, desk) == [role]
        assert [one.role.id for one in find_alike(session, role)] == [twin.id]
        ticks = list_on(local_today())
        deciding.approve(session, role, desk, ticks.items, ticks)
        assert list_unseen(session, desk) == []
        held = waits(role, {"attendance": "remote", "title": "Baker"}, member)
        accept(session, propose(session, role, held, member), desk, local_today())
        assert [one.field for one in list_changes(session, role)] == ["attendance"]
        assert remind_of_insurance(session, local_today()) == 1
        registering.register(session, FACTS, PUBLIC).created_at = now() - timedelta(31)
        session.flush()
        assert registering.forget_unproved(session, now()) == 1
        asked = members.invite(session, made, "Robin", "robin@people.example", True, member)
        asked.made_at = now() - timedelta(31)
        session.flush()
        assert members.forget_invitations(session, now()) == 1
    with postgres_app.app_context(), unit_of_work() as session:
        kept = session.scalars(select(Organisation)).one()
        assert (kept.state, kept.name) == (Standing.VERIFIED, "Larkspur Lane 名")
        assert len(session.scalars(select(OutboxMessage)).all()) == 2
