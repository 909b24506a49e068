"""Who does something, on whose behalf, and through what. Services take it as an argument."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """``through``: web, desk, phone, letter, import, api or job."""

    name: str
    through: str
    on_behalf_of: str | None = None
