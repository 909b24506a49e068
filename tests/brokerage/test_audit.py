from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from brokerage.actors import Actor
from brokerage.audit import AuditEntry, changed_since, list_entries, record
from brokerage.db import db, unit_of_work
from brokerage.errors import Conflict

BROKER = Actor("account:abc", "phone", on_behalf_of="volunteer")


def test_who_did_what_on_whose_behalf_is_kept(session):
    record(session, BROKER, "read", "support", "Ab-9_x", ["text"])
    (entry,) = list_entries(session, "support", "Ab-9_x")
    assert (entry.actor, entry.on_behalf_of, entry.through) == (
        "account:abc",
        "volunteer",
        "phone",
    )
    assert (entry.action, entry.fields) == ("read", ["text"])
    assert list_entries(session, "support", "another") == []


@pytest.mark.parametrize(
    ("public_id", "fields"),
    [
        ("ann@example.org", ["email"]),
        ("abc", ["Ann Example"]),
        ("abc", ["07700900123"]),
        ("abc", ["ann@example.org"]),
    ],
)
def test_a_value_is_never_written(session, public_id, fields):
    with pytest.raises(ValueError, match="names and references"):
        record(session, BROKER, "change", "volunteer", public_id, fields)


def test_what_changed_after_a_version_can_be_told(session):
    for version, fields in ((2, ["phone"]), (3, ["email", "phone"]), (4, ["about"])):
        record(session, BROKER, "change", "volunteer", "abc", fields, version)
    record(session, BROKER, "change", "volunteer", "other", ["last_name"], 9)
    assert changed_since(session, "volunteer", "abc", 2) == {"email", "phone", "about"}
    assert changed_since(session, "volunteer", "abc", 4) == set()


def test_an_entry_is_neither_changed_nor_deleted_by_the_application(session):
    entry = record(session, BROKER, "read", "volunteer", "abc")
    entry.action = "nothing"
    with pytest.raises(Conflict):
        session.flush()
    session.rollback()
    entry = record(session, BROKER, "read", "volunteer", "abc")
    session.delete(entry)
    with pytest.raises(Conflict):
        session.flush()


STATEMENTS = ["UPDATE audit_entries SET action = 'x'", "DELETE FROM audit_entries"]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_sqlite_itself_refuses(session, statement):
    record(session, BROKER, "read", "volunteer", "abc")
    with pytest.raises(DBAPIError, match="never changed"):
        session.execute(text(statement))


@pytest.mark.postgres
def test_postgresql_itself_refuses(postgres_app):
    with postgres_app.app_context():
        with unit_of_work() as session:
            record(session, BROKER, "read", "volunteer", "abc")
        for statement in (*STATEMENTS, "TRUNCATE audit_entries"):
            with pytest.raises(DBAPIError, match="never changed"):
                db.session.execute(text(statement))
            db.session.rollback()
        assert db.session.query(AuditEntry).count() == 1
