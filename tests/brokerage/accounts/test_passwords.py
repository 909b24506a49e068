from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from brokerage.accounts.models import Account
from brokerage.accounts.passwords import complaint_about, is_easy, matches, set_password
from brokerage.accounts.service import begin_sign_in, find_sign_in, open_account
from brokerage.errors import Invalid

VERA = Account(sign_in_name="vera@people.example", name="Vera Longsurname", email=None)


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "P@ssw0rd2026!",
        "qwertyuiop12",
        "123456789012",
        "987654321098",
        "aaaaaaaaaaaaaaa",
        "kentkentkent",
        "Volunteering2026",
        "abcabcabcabc",
        "letmeinplease!!",
    ],
)
def test_common_passwords_are_refused(password: str) -> None:
    assert is_easy(password)


@pytest.mark.parametrize(
    "password",
    ["marmalade kettle harbour", "zäune im garten", "trotzdem-gehen-wir", "9rT!xw2#LmQp"],
)
def test_long_uncommon_ones_are_taken_whatever_they_are_made_of(password: str) -> None:
    assert complaint_about(password, VERA) is None


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("short pass", "at least 12"),
        ("x9" * 101, "200 characters or fewer"),
        ("veralongsurname", "name or e-mail"),
        ("Vera@People.Example", "name or e-mail"),
    ],
)
def test_a_refusal_says_what_is_wrong(password: str, says: str) -> None:
    assert says in str(complaint_about(password, VERA))


def test_what_is_kept_is_argon2_and_every_sign_in_ends(session: Session) -> None:
    account = open_account(session, "vera", "Vera")
    token = begin_sign_in(session, account, "password")
    set_password(session, account, "marmalade kettle harbour")
    assert account.password
    assert account.password.startswith("$argon2id$")
    assert matches(account.password, "marmalade kettle harbour")
    assert not matches(account.password, "marmalade kettle harbor")
    assert not matches(None, "marmalade kettle harbour")
    assert find_sign_in(session, token) is None
    with pytest.raises(Invalid):
        set_password(session, account, "password1234")


def test_letters_typed_on_another_keyboard_are_the_same(session: Session) -> None:
    account = open_account(session, "vera", "Vera")
    set_password(session, account, "café am großen see")
    assert matches(account.password, "cafe\u0301 am großen see")
