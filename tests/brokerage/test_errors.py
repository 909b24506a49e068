from __future__ import annotations

import os
import subprocess
import sys

import pytest
from flask import Flask
from flask.testing import FlaskClient

from brokerage.access import public
from brokerage.errors import Conflict, Invalid


@pytest.fixture
def broken(app: Flask) -> FlaskClient:
    def raises(problem: Exception) -> None:
        raise problem

    for name, problem in {
        "bug": ZeroDivisionError("secret detail"),
        "conflict": Conflict("That role has closed."),
        "invalid": Invalid("Write a postcode.", "near"),
    }.items():
        view = public(lambda problem=problem: raises(problem))
        app.add_url_rule(f"/{name}", view_func=view, endpoint=name)
        app.add_url_rule(f"/api/{name}", view_func=view, endpoint=f"api-{name}")
    return app.test_client()


def test_a_bug_shows_no_detail_and_gives_a_reference(broken: FlaskClient) -> None:
    page = broken.get("/bug")
    assert page.status_code == 500
    assert "secret detail" not in page.text
    assert "Traceback" not in page.text
    assert page.headers["X-Request-Id"] in page.text


def test_a_program_gets_json(broken: FlaskClient) -> None:
    answer = broken.get("/api/bug")
    assert answer.get_json()["code"] == 500
    assert "secret" not in answer.text
    assert broken.get("/bug", headers={"Accept": "application/json"}).is_json


def test_a_domain_error_keeps_its_sentence_its_status_and_its_field(broken: FlaskClient) -> None:
    assert "That role has closed." in broken.get("/conflict").text
    answer = broken.get("/api/invalid")
    assert answer.status_code == 422
    assert answer.get_json()["errors"] == {"near": ["Write a postcode."]}


@pytest.mark.parametrize("path", ["/nowhere", "/opportunities/nowhere", "/centres/nowhere"])
def test_a_missing_page_says_so_kindly(client: FlaskClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 404
    assert "cannot find" in page.text


def test_a_wrong_method_is_told_apart_from_a_missing_page(client: FlaskClient) -> None:
    answer = client.delete("/")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert client.get("/api/v1/suggestions").get_json()["code"] == 405


def test_a_bad_setting_ends_the_start_with_one_sentence() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", "import wsgi"],
        env={**os.environ, "BROKERAGE_MODE": "holiday"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 1
    assert ended.stderr.strip() == "BROKERAGE_MODE must be one of demonstration, production"
