"""Staff: a password, and a code from an app or a printed one."""

from __future__ import annotations

import re
import time

import pytest
from flask import Flask
from flask.testing import FlaskClient
from passlib.totp import TOTP
from sqlalchemy import select

from brokerage import create_app
from brokerage.accounts.models import Account
from brokerage.accounts.passwords import set_password
from brokerage.actors import Role
from brokerage.db import unit_of_work
from brokerage.demo.accounts import PASSWORD as PRINTED
from brokerage.errors import BadSetting
from tests.brokerage.accounts.conftest import Post
from tests.conftest import settings
from tests.making import make_account

PASSWORD = "correct kettle harbour"


@pytest.fixture
def name(app: Flask) -> str:
    """The sign-in name of a broker who has a password and no second step yet."""
    with app.app_context(), unit_of_work() as session:
        account = make_account(session, Role.BROKER)
        account.email = "bryony@centre.example"
        set_password(session, account, PASSWORD)
        return account.sign_in_name


def by_password(client: FlaskClient, name: str, password: str = PASSWORD):
    return client.post("/account/sign-in/password", data={"name": name, "password": password})


def app_of(page: str) -> TOTP:
    """The app on the telephone, after scanning."""
    return TOTP(key=re.search(r'typed-key">([A-Z2-7-]+)', page)[1])


def set_up(client: FlaskClient, name: str) -> tuple[TOTP, list[str]]:
    address = by_password(client, name).location
    telephone = app_of(client.get(address).text)
    shown = client.post(address, data={"code": telephone.generate().token})
    return telephone, re.findall(r"<li><code>([^<]+)", shown.text)


def test_the_first_sign_in_sets_up_codes_and_shows_recovery_codes_once(
    app: Flask, client: FlaskClient, name: str
) -> None:
    address = by_password(client, name).location
    assert address == "/account/sign-in/second-step/set-up"
    assert client.get("/account").status_code == 302  # a password alone opens nothing
    page = client.get(address).text
    assert "data:image/svg+xml" in page
    assert client.post(address, data={"code": "000000"}).status_code == 422
    shown = client.post(address, data={"code": app_of(page).generate().token})
    codes = re.findall(r"<li><code>([^<]+)", shown.text)
    assert len(codes) == 10
    assert client.get("/account").status_code == 200
    with app.app_context(), unit_of_work() as session:
        account = session.scalars(select(Account)).one()
        assert not set(codes) & set(account.mf_recovery_codes)
        assert app_of(page).base32_key not in account.tf_totp_secret  # encrypted


def test_later_sign_ins_ask_for_a_code_and_take_none_twice(
    app: Flask, client: FlaskClient, name: str
) -> None:
    telephone, _ = set_up(client, name)
    next_code = telephone.generate(time.time() + 30).token
    for browser, status in ((app.test_client(), 302), (app.test_client(), 422)):
        assert by_password(browser, name).location == "/account/sign-in/second-step"
        answer = browser.post("/account/sign-in/second-step", data={"code": next_code})
        assert answer.status_code == status


def test_a_recovery_code_works_once(app: Flask, client: FlaskClient, name: str) -> None:
    _, codes = set_up(client, name)
    for status in (302, 422):
        browser = app.test_client()
        by_password(browser, name)
        typed = codes[3].upper().replace("-", " ")
        answer = browser.post("/account/sign-in/second-step", data={"code": typed})
        assert answer.status_code == status


def test_the_second_step_is_closed_without_the_first(client: FlaskClient) -> None:
    for path in ("/account/sign-in/second-step", "/account/sign-in/second-step/set-up"):
        for answer in (client.get(path), client.post(path, data={"code": "123456"})):
            assert answer.location == "/account/sign-in/password"


def test_a_password_changed_meanwhile_ends_a_second_step_begun_with_the_old_one(
    app: Flask, client: FlaskClient, name: str
) -> None:
    telephone, _ = set_up(client, name)
    browser = app.test_client()
    by_password(browser, name)
    with app.app_context(), unit_of_work() as session:
        set_password(session, session.scalars(select(Account)).one(), "another kettle harbour")
    code = telephone.generate(time.time() + 30).token
    answer = browser.post("/account/sign-in/second-step", data={"code": code})
    assert answer.location == "/account/sign-in/password"


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(
    app: Flask, client: FlaskClient, name: str
) -> None:
    told = set()
    for who, password in ((name, "not the password"), ("nobody", PASSWORD)):
        answer = by_password(client, who, password)
        assert answer.status_code == 422
        told.add(re.sub(rf"{who}|nonce[^>]*|[\w.-]{{40,}}", "", answer.text))
    assert len(told) == 1


def test_passwords_are_throttled_even_when_right(client: FlaskClient, name: str) -> None:
    for _ in range(10):
        assert by_password(client, name, "not the password").status_code == 422
    assert by_password(client, name).status_code == 429


def test_a_forgotten_password_is_chosen_anew_by_a_link_that_works_once(
    app: Flask, client: FlaskClient, name: str, post: Post
) -> None:
    known, unknown = (
        client.post("/account/password/forgotten", data={"name": who})
        for who in ("bryony@centre.example", "nobody@centre.example")
    )
    assert re.sub(r"nonce[^>]*", "", known.text) == re.sub(r"nonce[^>]*", "", unknown.text)
    assert [m.address for m in post.all()] == ["bryony@centre.example"]
    path = post.path()
    assert client.post(path, data={"password": "password1234"}).status_code == 422
    assert client.post(path, data={"password": "another kettle harbour"}).status_code == 302
    assert client.post(path, data={"password": "a third kettle harbour"}).status_code == 410
    assert client.get(path).status_code == 410
    assert by_password(client, name).status_code == 422
    assert by_password(client, name, "another kettle harbour").status_code == 302


def test_staff_are_not_let_in_by_link(client: FlaskClient, name: str, post: Post) -> None:
    client.post("/account/sign-in", data={"name": "bryony@centre.example"})
    assert "/sign-in/password" in post.last().text
    assert not re.search(r"^\d{6}$", post.last().text, re.MULTILINE)


def test_changing_the_password_signs_other_browsers_out(
    app: Flask, client: FlaskClient, name: str
) -> None:
    telephone, _ = set_up(client, name)
    other = app.test_client()
    by_password(other, name)
    code = telephone.generate(time.time() + 30).token
    other.post("/account/sign-in/second-step", data={"code": code})
    typed = {"current": "wrong", "password": "another kettle harbour"}
    assert other.post("/account/password", data=typed).status_code == 422
    assert other.post("/account/password", data={**typed, "current": PASSWORD}).status_code == 302
    assert other.get("/account").status_code == 200
    assert client.get("/account").status_code == 302


def test_invented_accounts_sign_in_only_where_the_setting_lets_them(
    app: Flask, client: FlaskClient, name: str
) -> None:
    with app.app_context(), unit_of_work() as session:
        account = session.scalars(select(Account)).one()
        account.demonstration = True
        set_password(session, account, PRINTED)
    assert by_password(client, name, PRINTED).status_code == 422
    assert PRINTED not in client.get("/account/sign-in").text
    app.config["SEEDED_SIGN_INS"] = True
    assert PRINTED in client.get("/account/sign-in").text
    assert by_password(client, name, PRINTED).location != "/account/sign-in/second-step/set-up"
    assert client.get("/account").status_code == 200
    app.config["SEEDED_SIGN_INS"] = False
    assert client.get("/account").status_code == 302


def test_production_refuses_to_start_with_printed_sign_ins(tmp_path) -> None:
    more = {"MODE": "production", "SECRET_KEY": "s" * 32, "SEEDED_SIGN_INS": True}
    required = {"PUBLIC_URL": "https://volunteering.example", "MAIL_FROM": "a@volunteering.example"}
    sent = {"EMAIL_THROUGH": "smtp", "TEXTS_THROUGH": "log"}
    with pytest.raises(BadSetting, match="SEEDED_SIGN_INS is not for production"):
        create_app(settings(tmp_path, **more, **required, **sent))
