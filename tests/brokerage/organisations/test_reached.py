"""Whom a message for an organisation goes to, and whose links work."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from brokerage.actors import PUBLIC
from brokerage.errors import NotFound
from brokerage.introductions.answering.announcing import announce
from brokerage.introductions.answering.links import (
    holder_of,
    role_of,
    token_for_all,
    token_for_role,
)
from brokerage.messages.models import OutboxMessage
from brokerage.organisations.members import get_member, join, list_members, remove
from brokerage.organisations.reached import reached
from tests.making import make_county, make_organisation, make_role


@pytest.fixture
def club(session):
    make_county(session)
    return make_organisation(session, "The Tea Club", email="office@tea.example")


def addresses(session, organisation) -> set[str]:
    return {one.email for one in reached(session, organisation)}


def test_its_own_address_is_written_to_until_somebody_looks_after_it(session, club):
    assert addresses(session, club) == {"office@tea.example"}
    join(session, club, "Helper", "helper@tea.example", helper=True)
    assert addresses(session, club) == {"office@tea.example"}
    join(session, club, "Wren", "wren@tea.example")
    join(session, club, "Olu", "Olu@tea.example")
    assert addresses(session, club) == {"wren@tea.example", "olu@tea.example"}
    club.email = None
    assert len(addresses(session, club)) == 2


def test_nobody_is_written_to_where_there_is_no_address(session, club):
    club.email = None
    assert reached(session, club) == []


def test_each_organiser_has_a_link_of_their_own_that_ends_when_they_leave(session, club):
    role = make_role(session, "Tea maker")
    role.organisation = club
    wren, olu = (join(session, club, n, f"{n}@tea.example") for n in ("wren", "olu"))
    announce(session, club, "role_still_needed", [role])
    sent = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
    assert [one.address for one in sent] == ["wren@tea.example", "olu@tea.example"]
    tokens = [one.text.split("/answer/role/")[1].split()[0] for one in sent]
    assert tokens[0] != tokens[1]
    assert {role_of(session, token).title for token in tokens} == {"Tea maker"}
    announce(session, club, "role_still_needed", [role])
    assert len(session.scalars(select(OutboxMessage)).all()) == 2
    assert token_for_role(role, to=holder_of(tokens[1])).split(".")[0] == tokens[1].split(".")[0]
    remove(session, club, get_member(session, club, olu.public_id), PUBLIC)
    assert role_of(session, tokens[0]) is role
    with pytest.raises(NotFound):
        role_of(session, tokens[1])
    assert len(list_members(session, club)) == 1
    assert wren.email == "wren@tea.example"


def test_a_link_that_was_sent_to_nobody_of_theirs_does_not_work(session, club):
    role = make_role(session, "Tea maker")
    role.organisation = club
    session.flush()
    before = token_for_role(role)
    join(session, club, "Wren", "wren@tea.example")
    with pytest.raises(NotFound):
        role_of(session, before)
    assert holder_of(token_for_all(club)) == reached(session, club)[0].mark
    with pytest.raises(NotFound):
        holder_of("nothing.of.ours")
