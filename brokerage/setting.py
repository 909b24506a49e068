"""One row of the table of settings, and what a value can be checked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


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


def one_of(*allowed: str) -> Callable[[Any], str | None]:
    """Only these."""
    return lambda value: None if value in allowed else f"must be one of {', '.join(allowed)}"


def long_enough(value: str) -> str | None:
    """A secret that cannot be guessed."""
    return None if len(value.strip()) >= 16 else "must be at least 16 characters long"


def colour(value: str) -> str | None:
    """As style sheets write it."""
    return None if re.fullmatch(r"#[0-9a-fA-F]{6}", value) else "must be a colour such as #14532d"


def address(value: str) -> str | None:
    """Of a web server, without a path."""
    fine = not value or re.fullmatch(r"https?://[^/\s]+/?", value)
    return None if fine else "must be an address such as https://volunteering.example"


def mail_from(value: str) -> str | None:
    """Who writes: a name and an e-mail address."""
    fine = re.fullmatch(r"[^<>\r\n]*<[^@\s<>]+@[^@\s<>]+>|[^@\s<>]+@[^@\s<>]+", value.strip())
    return None if fine else "must be an address such as Our Centre <hello@centre.example>"


def smtp(value: str) -> str | None:
    """Of a mail server."""
    fine = not value or re.fullmatch(r"smtps?://([^/@\s]+@)?[^/@\s]+/?(\?tls=none)?", value)
    return None if fine else "must be an address such as smtp://user:password@mail.example:587"


def positive(value: float) -> str | None:
    """Above nothing."""
    return None if value > 0 else "must be above 0"


def not_negative(value: float) -> str | None:
    """Nothing, or more."""
    return None if value >= 0 else "must be 0 or more"


def at_least(fewest: float) -> Callable[[Any], str | None]:
    """Not below this."""
    return lambda value: None if value >= fewest else f"must be {fewest:g} or more"


def share(value: float) -> str | None:
    """Part of a whole."""
    return None if 0 <= value <= 1 else "must be from 0 to 1"
