"""Registrations that were begun: in the copy of whoever began them, and erased with them."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from brokerage.actors import Actor
from brokerage.db import unit_of_work
from brokerage.messages.models import OutboxMessage
from brokerage.messages.service import Message, queue
from brokerage.privacy.copying import copy_of
from brokerage.privacy.drafts import drafts_of
from brokerage.privacy.erasing import erase
from brokerage.volunteers.models import RegistrationDraft
from brokerage.volunteers.registration.drafts import begin, keep
from tests.making import make_volunteer

DATABASES = ["app", pytest.param("postgres_app", marks=pytest.mark.postgres)]
ME, BROKER = Actor("account:me", "web"), Actor("account:broker", "desk")
WREN = {"first_name": "Wren", "email": "wren_o@example.org", "phone": "07700 900123"}


def draft(session, **answers):
    made = begin(session, {})
    keep(session, made, {name: [text] for name, text in answers.items()})
    return made


@pytest.mark.parametrize("which", DATABASES)
def test_what_was_typed_is_given_and_erased_with_the_person(request, which):
    with request.getfixturevalue(which).app_context(), unit_of_work() as session:
        wren = make_volunteer(session, **WREN)
        by_address = draft(session, first_name="WREN ", email="Wren_O@example.org", text="I cook")
        by_phone = draft(session, first_name="", phone="+44 7700 900123")
        others = [
            draft(session, first_name="Otter", email="wren_o@example.org"),  # the household
            draft(session, first_name="Wren", email="wrenxo@example.org"),
            draft(session, first_name="Wren", phone="07700 900124"),
            draft(session, first_name="Wren"),
        ]
        assert drafts_of(session, [wren.id]) == [by_address, by_phone]
        sections = copy_of(session, wren, ME, own_eyes=False).sections
        (told,) = [one for one in sections if one.table == "registration_drafts"]
        assert [row.get("text") for row in told.rows] == ["I cook", None]
        erase(session, wren, BROKER)
        left = session.scalars(select(RegistrationDraft).order_by(RegistrationDraft.id)).all()
        assert left == others


def test_a_link_sent_to_the_address_goes_too_unless_a_household_shares_it(session):
    wren = make_volunteer(session, **WREN)
    saved = {"name": "", "purpose": "registration", "subject": "Go on", "text": "Go on."}
    for address in ("wren_o@example.org", "other@example.org"):
        queue(session, Message(channel="email", address=address, **saved))
    erase(session, wren, BROKER)
    left = session.scalars(select(OutboxMessage.address).order_by(OutboxMessage.id)).all()
    assert left == ["", "other@example.org"]
    moor, _tansy = (make_volunteer(session, **{**WREN, "first_name": n}) for n in ("Moor", "Tan"))
    queue(session, Message(channel="email", address="wren_o@example.org", **saved))
    erase(session, moor, BROKER)
    assert session.scalars(select(OutboxMessage.text)).all()[-1] == "Go on."


def test_somebody_with_neither_address_nor_telephone_has_none(session):
    wren = make_volunteer(session, first_name="Wren")
    draft(session, first_name="Wren", email="", phone="")
    assert drafts_of(session, [wren.id]) == []
