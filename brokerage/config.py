"""Reading the settings: from the environment (prefix ``BROKERAGE_``), once, when the application is
made."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from environs import Env, EnvError

from brokerage.errors import BadSetting
from brokerage.setting import Setting
from brokerage.settings import SETTINGS


def read_settings(overrides: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Read and check every setting; the keys are the names without the prefix.

    ``overrides`` win over the environment (tests, commands). Raises BadSetting, which names the
    variable, for a value that cannot be read or that production does not accept.
    """
    env = Env(prefix="BROKERAGE_")
    given = dict(overrides or {})
    values = {s.name: given[s.name] if s.name in given else _read(env, s) for s in SETTINGS}
    for setting in SETTINGS:
        complaint = _complaint(setting, values[setting.name], values["MODE"])
        if complaint:
            raise BadSetting(f"BROKERAGE_{setting.name} {complaint}")
    _check_together(values)
    return values


# What a way of sending cannot do without.
NEEDED_FOR = {
    ("EMAIL_THROUGH", "smtp"): ("SMTP_URL",),
    ("EMAIL_THROUGH", "notify"): ("NOTIFY_KEY", "NOTIFY_EMAIL_TEMPLATE"),
    ("TEXTS_THROUGH", "notify"): ("NOTIFY_KEY", "NOTIFY_TEXT_TEMPLATE"),
}


def _check_together(values: Mapping[str, Any]) -> None:
    for (name, choice), needed in NEEDED_FOR.items():
        missing = [n for n in needed if values[name] == choice and not values[n]]
        if missing:
            raise BadSetting(f"BROKERAGE_{missing[0]} must be set: {name} is {choice}")


def _read(env: Env, setting: Setting) -> Any:
    try:
        return getattr(env, setting.read)(setting.name, setting.default)
    except EnvError as problem:
        raise BadSetting(f"BROKERAGE_{setting.name}: {problem}") from problem


def _complaint(setting: Setting, value: Any, mode: str) -> str | None:
    if (
        mode == "production"
        and setting.required_in_production
        and str(value).strip() in ("", setting.default)
    ):
        return "must be set to a value of its own in production"
    if mode == "production" and setting.never_in_production and value:
        return "is not for production"
    return setting.check(value) if setting.check else None


def database_url(values: Mapping[str, Any]) -> str:
    """The address SQLAlchemy is given; a SQLite file in the instance folder by default."""
    given = str(values["DATABASE_URL"])
    if given.startswith(("postgres://", "postgresql://")):
        return "postgresql+psycopg://" + given.split("://", 1)[1]
    if given:
        return given
    return f"sqlite:///{Path(values['INSTANCE_DIR']).resolve() / 'brokerage.sqlite3'}"
