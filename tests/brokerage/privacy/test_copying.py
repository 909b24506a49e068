from __future__ import annotations

import json

from sqlalchemy import select

from brokerage.actors import Actor
from brokerage.audit import list_entries
from brokerage.concerns.models import Concern
from brokerage.db import Base
from brokerage.equality.service import write_answers
from brokerage.privacy.copying import EQUALITY, copy_of
from brokerage.privacy.tables import FATES, NEVER_SHOWN
from tests.brokerage.privacy.filling import MARK
from tests.making import make_volunteer

ME = Actor("account:me", "web")


def test_the_copy_has_every_table_that_is_about_the_person(session, person) -> None:
    given = {one.table for one in copy_of(session, person, ME, own_eyes=False).sections}
    wanted = {name for name, fate in FATES.items() if fate.given} - {EQUALITY}
    assert wanted <= given
    assert {"volunteers", "accounts"} <= given


def test_every_word_of_a_table_is_in_the_copy(session, person) -> None:
    copy = copy_of(session, person, ME, own_eyes=False)
    for section in copy.sections:
        table = Base.metadata.tables[section.table]
        if section.table == "audit_entries" or not section.rows:
            continue
        plain = {c.name for c in table.columns if not c.foreign_keys} - NEVER_SHOWN
        rows = {name for row in section.rows for name in row}
        missing = plain - rows
        empty = {name for name in missing if _is_empty(session, table, name)}
        assert missing == empty, section.table


def _is_empty(session, table, name: str) -> bool:
    values = session.scalars(select(table.c[name]))
    return all(value is None for value in values)


def test_others_and_safeguarding_are_not_in_it(session, person) -> None:
    make_volunteer(session, first_name="Somebodyelse", last_name="Quite")
    concern = Concern(centre_id=person.centre_id, what="worrying", actor="public", through="web")
    session.add(concern)
    session.flush()
    text = json.dumps(copy_of(session, person, ME, own_eyes=True).as_document())
    assert MARK in text
    assert "Somebodyelse" not in text
    assert "concern" not in text
    assert "worrying" not in text


def test_staff_do_not_read_equality_answers_and_the_person_does(session) -> None:
    from brokerage.equality.categories import questions

    vera = make_volunteer(session)
    name, asked = next(iter(questions().items()))
    code, words = list(asked.choices.items())[-1]
    write_answers(session, vera.id, vera.public_id, {name: code}, ME)
    staff = copy_of(session, vera, ME, own_eyes=False)
    own = copy_of(session, vera, ME, own_eyes=True)
    assert EQUALITY not in {one.table for one in staff.sections}
    (section,) = [one for one in own.sections if one.table == EQUALITY]
    assert section.rows == [{asked.label: words}]


def test_taking_a_copy_is_in_the_trail_and_in_the_next_copy(session) -> None:
    vera = make_volunteer(session)
    copy_of(session, vera, ME, own_eyes=False)
    assert [one.action for one in list_entries(session, "volunteer", vera.public_id)] == ["export"]
    again = copy_of(session, vera, ME, own_eyes=False)
    (trail,) = [one for one in again.sections if one.table == "audit_entries"]
    assert trail.rows[0]["action"] == "export"
