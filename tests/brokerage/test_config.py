from __future__ import annotations

from pathlib import Path

import pytest

from brokerage.config import database_url, read_settings
from brokerage.errors import BadSetting
from brokerage.settings import DEFAULT_SECRET, SETTINGS
from tests.conftest import PRODUCTION


def test_production_refuses_to_start_with_the_default_or_an_empty_secret() -> None:
    for secret in (DEFAULT_SECRET, ""):
        with pytest.raises(BadSetting, match="BROKERAGE_SECRET_KEY"):
            read_settings({**PRODUCTION, "SECRET_KEY": secret})
    assert read_settings(PRODUCTION)["MODE"] == "production"


@pytest.mark.parametrize("name", ["PUBLIC_URL", "EMAIL_THROUGH", "MAIL_FROM", "TEXTS_THROUGH"])
def test_production_says_how_it_sends_and_where_links_lead(name: str) -> None:
    without = {key: value for key, value in PRODUCTION.items() if key != name}
    with pytest.raises(BadSetting, match=f"BROKERAGE_{name}"):
        read_settings(without)


@pytest.mark.parametrize(
    ("name", "choice", "missing"),
    [
        ("EMAIL_THROUGH", "smtp", "SMTP_URL"),
        ("EMAIL_THROUGH", "notify", "NOTIFY_KEY"),
        ("TEXTS_THROUGH", "notify", "NOTIFY_KEY"),
    ],
)
def test_a_way_of_sending_names_what_it_cannot_do_without(
    name: str, choice: str, missing: str
) -> None:
    with pytest.raises(BadSetting, match=f"BROKERAGE_{missing} must be set"):
        read_settings({name: choice})


def test_a_short_secret_is_refused_everywhere() -> None:
    with pytest.raises(BadSetting, match="16 characters"):
        read_settings({"SECRET_KEY": "short"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MODE", "test"),
        ("PROXIES", "many"),
        ("BRAND_COLOUR", "green"),
        ("MAX_BODY_BYTES", "-1"),
        ("SMTP_URL", "mail.example:25"),
        ("MAIL_FROM", "Our Centre"),
        ("EMAIL_THROUGH", "post"),
    ],
)
def test_a_bad_value_in_the_environment_is_refused_by_its_name(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"BROKERAGE_{name}", value)
    with pytest.raises(BadSetting, match=f"BROKERAGE_{name}"):
        read_settings()


def test_every_setting_says_what_it_means() -> None:
    assert all(len(setting.meaning) > 10 for setting in SETTINGS)
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS)


def test_without_a_database_address_a_file_in_the_instance_folder_is_used(tmp_path: Path) -> None:
    values = {"DATABASE_URL": "", "INSTANCE_DIR": str(tmp_path)}
    assert database_url(values) == f"sqlite:///{tmp_path}/brokerage.sqlite3"


def test_a_plain_postgresql_address_gets_its_driver() -> None:
    assert database_url({"DATABASE_URL": "postgres://h/d"}) == "postgresql+psycopg://h/d"
