"""Every setting: its name, what it means, its default, and whether production insists on it.

Settings are read from the environment (prefix ``BROKERAGE_``) once, when the application is made.
``flask settings list`` prints this table with the values in force.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from environs import Env, EnvError

from brokerage.errors import BadSetting

DEFAULT_SECRET = "for-demonstration-only"  # noqa: S105 - production refuses to start with it
MODES = ("demonstration", "production")


@dataclass(frozen=True)
class Setting:
    """One row of the table. ``read`` names the environs parser."""

    name: str
    meaning: str
    default: Any
    read: str = "str"
    required_in_production: bool = False
    never_in_production: bool = False
    secret: bool = False
    check: Callable[[Any], str | None] | None = None


def _one_of(*allowed: str) -> Callable[[Any], str | None]:
    return lambda value: None if value in allowed else f"must be one of {', '.join(allowed)}"


def _long_enough(value: str) -> str | None:
    return None if len(value.strip()) >= 16 else "must be at least 16 characters long"


def _colour(value: str) -> str | None:
    return None if re.fullmatch(r"#[0-9a-fA-F]{6}", value) else "must be a colour such as #14532d"


def _address(value: str) -> str | None:
    fine = not value or re.fullmatch(r"https?://[^/\s]+/?", value)
    return None if fine else "must be an address such as https://volunteering.example"


def _positive(value: float) -> str | None:
    return None if value > 0 else "must be above 0"


def _not_negative(value: float) -> str | None:
    return None if value >= 0 else "must be 0 or more"


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "MODE",
        "demonstration (default) or production; production is strict about secrets",
        "demonstration",
        check=_one_of(*MODES),
    ),
    Setting(
        "SECRET_KEY",
        "signs cookies and links; at least 16 random characters",
        DEFAULT_SECRET,
        required_in_production=True,
        secret=True,
        check=_long_enough,
    ),
    Setting(
        "SEEDED_SIGN_INS",
        "whether the invented accounts of the demonstration may sign in, with passwords that are "
        "printed and without a second factor; production refuses to start with it",
        False,
        read="bool",
        never_in_production=True,
    ),
    Setting(
        "DATABASE_URL",
        "SQLite or PostgreSQL, such as postgresql+psycopg://user@host/name; "
        "empty means a SQLite file in the instance folder",
        "",
        secret=True,
    ),
    Setting(
        "INSTANCE_DIR",
        "folder for the SQLite file and the statistics that ranking uses",
        "instance",
    ),
    Setting("SERVICE_NAME", "shown on every page", "Volunteering in Kent, demonstration"),
    Setting(
        "BRAND_COLOUR",
        "the one brand colour; needs a contrast of 7:1 on white",
        "#14532d",
        check=_colour,
    ),
    Setting(
        "PUBLIC_URL",
        "address at which the public reaches the service, such as https://volunteering.example; "
        "empty means as requested",
        "",
        check=_address,
    ),
    Setting(
        "PROXIES",
        "how many reverse proxies stand in front and set X-Forwarded-*",
        0,
        read="int",
        check=_not_negative,
    ),
    Setting(
        "MAP_TILES",
        "tile address such as https://tiles.example/{z}/{x}/{y}.png; empty means no outside tiles",
        "",
    ),
    Setting(
        "INDEX_CHECK_SECONDS",
        "how often a worker looks for changed roles, at most",
        1.0,
        read="float",
        check=_positive,
    ),
    Setting(
        "MAX_BODY_BYTES",
        "largest request body taken",
        256 * 1024,
        read="int",
        check=_positive,
    ),
    Setting("LOG_LEVEL", "DEBUG, INFO, WARNING or ERROR", "INFO"),
    Setting("LOG_FORMAT", "json or text", "json", check=_one_of("json", "text")),
)


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
    return values


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
