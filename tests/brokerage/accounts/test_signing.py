"""Volunteers and organisations sign in by e-mail, or with a code from the desk."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from brokerage.accounts.challenges import issue
from brokerage.accounts.models import Account
from brokerage.accounts.opening import open_for_volunteer
from brokerage.actors import Role
from brokerage.db import unit_of_work
from tests.brokerage.accounts.conftest import Post
from tests.making import make_account, make_volunteer, signed_in


@pytest.fixture
def vera(app: Flask) -> str:
    """A volunteer with an address of her own; her sign-in name."""
    return opened(app, "Vera Example", "vera@people.example")


def opened(app: Flask, name: str, email: str | None) -> str:
    with app.app_context(), unit_of_work() as session:
        volunteer = make_volunteer(session, first_name=name)
        return open_for_volunteer(session, volunteer.id, name, email).sign_in_name


def is_signed_in(client: FlaskClient) -> bool:
    return client.get("/account").status_code == 200


def ask(client: FlaskClient, name: str):
    return client.post("/account/sign-in", data={"name": name})


def test_the_code_signs_in_once_and_only_where_it_was_asked_for(
    app: Flask, client: FlaskClient, vera: str, post: Post
) -> None:
    assert vera == "vera@people.example"
    ask(client, " Vera@People.example ")
    code = post.code()
    stranger = app.test_client()
    ask(stranger, vera)
    assert stranger.post("/account/sign-in/code", data={"code": code}).status_code == 422
    thief = app.test_client()
    assert thief.post("/account/sign-in/code", data={"code": code}).location == "/account/sign-in"
    assert client.post("/account/sign-in/code", data={"code": code}).location == "/my"
    assert is_signed_in(client)
    with client.session_transaction() as cookie:
        assert "asked" not in cookie


def test_opening_the_link_does_nothing_and_the_button_signs_in_once(
    app: Flask, client: FlaskClient, vera: str, post: Post
) -> None:
    ask(client, vera)
    path = post.path()
    scanner = app.test_client()
    for _ in range(2):
        assert "Sign in" in scanner.get(path).text
    assert not is_signed_in(scanner)
    telephone = app.test_client()
    assert telephone.post(path).status_code == 302
    assert is_signed_in(telephone)
    assert app.test_client().post(path).status_code == 410
    assert "no longer works" in client.get(path).text


def test_five_wrong_codes_end_the_message(client: FlaskClient, vera: str, post: Post) -> None:
    ask(client, vera)
    right = post.code()
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(5):
        assert client.post("/account/sign-in/code", data={"code": wrong}).status_code == 422
    assert client.post("/account/sign-in/code", data={"code": right}).status_code == 422


def test_known_and_unknown_names_get_the_same_answer(app: Flask, vera: str, post: Post) -> None:
    opened(app, "One", "home@people.example")
    opened(app, "Two", "home@people.example")
    with app.app_context(), unit_of_work() as session:
        make_account(session, Role.BROKER).email = "desk@centre.example"
    told = {who: answers(app, who) for who in NAMES}
    assert len(set(told.values())) == 1
    assert [message.address for message in post.all()] == list(NAMES[:3])


NAMES = (
    "vera@people.example",
    "home@people.example",  # shared
    "desk@centre.example",  # staff
    "nobody@people.example",
    "nobody",
)


def answers(app: Flask, who: str) -> tuple[str, ...]:
    """Everything that a browser is told, without what differs in each request."""
    browser = app.test_client()
    told = [ask(browser, who), browser.get("/account/sign-in/code")]
    told.append(browser.post("/account/sign-in/code", data={"code": "nonsense"}))
    changing = r"nonce[^>]*|[A-Za-z0-9._-]{40,}"
    return tuple(
        f"{one.status_code} {one.location} {re.sub(changing, '', one.text)}" for one in told
    )


def test_nobody_is_named_in_a_message_to_a_shared_address(
    app: Flask, client: FlaskClient, post: Post
) -> None:
    first = opened(app, "Ada Household", "home@people.example")
    second = opened(app, "Ben Household", "home@people.example")
    assert second.startswith("benhousehold-")
    for name in ("home@people.example", second):
        ask(client, name)
        said = post.last()
        assert not re.search("Ada|Ben|account/sign-in/link", said.text + said.name)
        assert "ring your volunteer centre" in said.text
    assert first == "home@people.example"


def test_a_link_sent_before_an_address_was_shared_no_longer_signs_in(
    app: Flask, client: FlaskClient, vera: str, post: Post
) -> None:
    ask(client, vera)
    path = post.path()
    opened(app, "Her Husband", vera)
    assert client.post(path).status_code == 410


def test_a_code_from_the_desk_signs_in_with_the_name_on_the_letter(app: Flask) -> None:
    broker = signed_in(app, Role.BROKER)
    with app.app_context(), unit_of_work() as session:
        public_id = make_volunteer(session, first_name="Wilf").public_id
    letter = broker.post(f"/acting/volunteers/{public_id}/sign-in-code").text
    name, code = re.findall(r'<code class="typed-key">([^<]+)', letter)
    wilf = app.test_client()
    typed = {"name": name, "code": code.lower()}
    assert wilf.post("/account/sign-in/letter", data={**typed, "name": "x"}).status_code == 422
    assert wilf.post("/account/sign-in/letter", data=typed).status_code == 302
    assert is_signed_in(wilf)
    assert app.test_client().post("/account/sign-in/letter", data=typed).status_code == 422


def test_printing_a_second_code_ends_the_first(app: Flask) -> None:
    with app.app_context(), unit_of_work() as session:
        vera = make_volunteer(session)
        name, public_id = open_for_volunteer(session, vera.id, "Vera").sign_in_name, vera.public_id
    broker = signed_in(app, Role.BROKER)
    first, second = (
        re.findall(
            r'typed-key">([^<]+)', broker.post(f"/acting/volunteers/{public_id}/sign-in-code").text
        )[1]
        for _ in range(2)
    )
    browser = app.test_client()
    refused = browser.post("/account/sign-in/letter", data={"name": name, "code": first})
    assert refused.status_code == 422
    taken = browser.post("/account/sign-in/letter", data={"name": name, "code": second})
    assert taken.status_code == 302


def test_signing_in_leads_to_where_somebody_was_going_but_never_to_another_site(
    app: Flask, vera: str, post: Post
) -> None:
    for wanted, reached in (
        ("/account/details", "/account/details"),
        ("//elsewhere.example", "/my"),
        ("/\\elsewhere.example", "/my"),
        ("https://elsewhere.example", "/my"),
    ):
        browser = app.test_client()
        browser.get("/account/sign-in", query_string={"next": wanted})
        with app.app_context(), unit_of_work() as session:
            account = session.scalars(select(Account)).one()
            token = issue(session, "link", account).token
        assert browser.post(f"/account/sign-in/link/{token}").location == reached


def test_too_many_messages_are_refused_for_known_and_unknown_alike(
    app: Flask, client: FlaskClient, vera: str
) -> None:
    for name in (vera, "nobody@people.example"):
        statuses = [ask(client, name).status_code for _ in range(7)]
        assert statuses == [302] * 5 + [429] * 2


def test_pages_of_somebody_signed_in_are_kept_by_no_browser(
    app: Flask, client: FlaskClient
) -> None:
    assert "Cache-Control" not in client.get("/").headers
    volunteer = signed_in(app, Role.VOLUNTEER)
    for path in ("/", "/account"):
        assert volunteer.get(path).headers["Cache-Control"] == "no-store"
