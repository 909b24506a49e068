from __future__ import annotations

import json

import pytest
from flask import Flask

from brokerage.access import public
from tests.conftest import close, settings


@pytest.fixture
def talking(tmp_path, migrated):  # type: ignore[no-untyped-def]
    from brokerage import create_app

    app: Flask = create_app(settings(tmp_path, LOG_LEVEL="INFO"))

    def broken() -> str:
        raise ValueError("Jane Example of TN23 1AA")

    app.add_url_rule("/broken/<name>", view_func=public(lambda name: broken()), endpoint="broken")
    yield app.test_client()
    close(app)


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines() if line[:1] == "{"]


def test_a_request_is_one_line_with_its_id_and_its_route(talking, capsys) -> None:  # type: ignore[no-untyped-def]
    talking.get("/healthz", headers={"X-Request-Id": "abcd-1234"})
    (line,) = lines(capsys)
    assert line["request_id"] == "abcd-1234"
    assert (line["route"], line["status"]) == ("/healthz", 200)


def test_no_query_string_and_no_personal_value_is_logged(talking, capsys) -> None:  # type: ignore[no-untyped-def]
    talking.get("/broken/Jane?near=TN23+1AA&email=jane@example.org")
    written = json.dumps(lines(capsys))
    assert "ValueError" in written
    for private in ("Jane", "TN23", "jane@"):
        assert private not in written


def test_a_made_up_request_id_cannot_break_the_log(talking, capsys) -> None:  # type: ignore[no-untyped-def]
    answer = talking.get("/healthz", headers={"X-Request-Id": 'x"} {"forged": 1'})
    assert answer.headers["X-Request-Id"] != 'x"} {"forged": 1'
    assert len(lines(capsys)) == 1
