from __future__ import annotations

import re

from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import PRODUCTION, close, settings


def test_every_answer_carries_a_strict_policy_with_a_nonce_of_its_own(client: FlaskClient) -> None:
    policies = [client.get(path).headers["Content-Security-Policy"] for path in ("/", "/nowhere")]
    for policy in policies:
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
    first, second = (re.search(r"'nonce-([\w-]+)'", policy)[1] for policy in policies)  # type: ignore[index]
    assert first != second


def test_every_inline_script_and_style_on_a_page_has_the_nonce(client: FlaskClient) -> None:
    page = client.get("/")
    nonce = re.search(r"'nonce-([\w-]+)'", page.headers["Content-Security-Policy"])[1]  # type: ignore[index]
    for tag in re.findall(r"<(?:script|style)[^>]*>", page.text):
        assert f'nonce="{nonce}"' in tag or "src=" in tag, tag
    assert not re.search(r"\sstyle=|\son\w+=", page.text)


def test_production_asks_for_https(tmp_path) -> None:  # type: ignore[no-untyped-def]
    from brokerage import create_app

    app: Flask = create_app(settings(tmp_path, **PRODUCTION))
    assert "Strict-Transport-Security" in app.test_client().get("/healthz").headers
    close(app)


def test_a_tile_server_is_allowed_only_where_a_setting_names_one(tmp_path) -> None:  # type: ignore[no-untyped-def]
    from brokerage import create_app

    app: Flask = create_app(settings(tmp_path, MAP_TILES="https://tiles.example/{z}/{x}/{y}.png"))
    policy = app.test_client().get("/healthz").headers["Content-Security-Policy"]
    assert "img-src 'self' data: https://tiles.example;" in policy
    close(app)


def test_the_public_address_is_the_settings_and_not_the_callers(tmp_path, migrated) -> None:  # type: ignore[no-untyped-def]
    import shutil

    from brokerage import create_app

    shutil.copy(migrated, tmp_path / "brokerage.sqlite3")
    app: Flask = create_app(settings(tmp_path, PUBLIC_URL="https://volunteering.example"))
    page = app.test_client().get("/opportunities.csv", headers={"Host": "evil.example"})
    assert page.status_code == 200
    with app.test_request_context("/", headers={"Host": "evil.example"}):
        assert "evil" not in page.text
    close(app)


def test_a_host_that_cannot_be_is_answered_in_plain_words(client: FlaskClient) -> None:
    answer = client.get("/?near=TN23", headers={"Host": "a" * 70})
    assert answer.status_code == 400
    assert "host" in answer.text.lower()
