"""Names that mean nothing without the key."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from brokerage.audit import AuditEntry
from brokerage.errors import Conflict
from brokerage.evaluation.releases.pseudonyms import PATTERN, Pseudonyms, new_key, pseudonyms_of
from brokerage.locking import EVALUATIONS, unlocked
from tests.evaluating import new_evaluation


def test_they_are_stable_within_one_key_and_others_under_the_next() -> None:
    one, other = Pseudonyms(b"a" * 32), Pseudonyms(b"b" * 32)
    assert one.of("person", "abc") == Pseudonyms(b"a" * 32).of("person", "abc")
    assert one.of("person", "abc") != other.of("person", "abc")
    assert one.of("person", "abc") != one.of("role", "abc")
    assert re.fullmatch(PATTERN, one.of("person", "abc"))


def test_a_name_is_the_first_80_bits_of_the_hmac() -> None:
    """Worked out by another program: openssl dgst -sha256 -hmac, then base32."""
    assert Pseudonyms(b"k" * 32).of("person", "abc") == "CBJYMUUCUXLQHNJQ"


def test_each_evaluation_has_a_key_of_its_own_that_is_locked(app, session) -> None:
    secret = app.config["SECRET_KEY"]
    first, second = new_evaluation(session), new_evaluation(session)
    keys = {unlocked(one.key, secret, EVALUATIONS) for one in (first, second)}
    assert [len(key) for key in keys] == [32, 32]
    assert not any(key in (one.key or b"") for key in keys for one in (first, second))


def test_without_the_services_secret_it_cannot_be_read(session) -> None:
    evaluation = new_evaluation(session)
    with pytest.raises(Conflict, match="secret was changed"):
        pseudonyms_of(evaluation, "another secret")
    with pytest.raises(Conflict):
        unlocked(new_key("secret"), "secret", "something else")


def test_the_audit_trail_has_no_key(session) -> None:
    evaluation = new_evaluation(session)
    entry = session.scalars(select(AuditEntry).where(AuditEntry.kind == "evaluation")).one()
    assert (entry.public_id, entry.fields) == (evaluation.public_id, [])
