"""What somebody answered about a role, understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from brokerage.geography.located import Located
from brokerage.opportunities.sessions_text import SessionRule
from brokerage.weeks import Span


@dataclass
class Details:
    """What was understood, and by field what was not.

    ``record`` holds columns of the role. None in the others: that page was not asked.
    """

    record: dict[str, Any] = field(default_factory=dict)
    place: PlaceSaid | None = None
    when: str | None = None
    session: SessionRule | None = None
    windows: tuple[Span, ...] | None = None
    skills: tuple[str, ...] | None = None  # uris
    causes: tuple[str, ...] | None = None
    musts: tuple[str, ...] | None = None
    errors: dict[str, list[str]] = field(default_factory=dict)
    nearby: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class PlaceSaid:
    """Where it happens; ``located`` None for a role from home that names no place."""

    located: Located | None
    name: str
    address: str
    private: bool
    postcode: str | None = None  # as it was typed, also where we know only its area
