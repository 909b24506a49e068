from __future__ import annotations

from flask.testing import FlaskClient

from tests.conftest import close, settings


def test_the_process_is_alive_and_ready(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}
    assert client.get("/readyz").status_code == 200


def test_an_unmigrated_database_is_not_ready(tmp_path) -> None:  # type: ignore[no-untyped-def]
    from brokerage import create_app

    app = create_app(settings(tmp_path))
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.get_json()) == (503, {"status": "not migrated"})
    close(app)


def test_a_database_that_is_away_is_not_ready(tmp_path) -> None:  # type: ignore[no-untyped-def]
    from brokerage import create_app

    url = "postgresql+psycopg://nobody@127.0.0.1:1/nothing"
    app = create_app(settings(tmp_path, DATABASE_URL=url))
    assert app.test_client().get("/readyz").status_code == 503
    assert app.test_client().get("/healthz").status_code == 200
    close(app)
