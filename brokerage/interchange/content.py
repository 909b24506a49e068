"""A role as it will be stored: every word looked up, every place placed. Compared by digest."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from brokerage.opportunities.models import Precision
from brokerage.opportunities.sessions_text import SessionRule
from brokerage.taxonomies.models import Kind
from brokerage.weeks import Span

COORDINATE_DIGITS = 6  # about ten centimetres


@dataclass(frozen=True, slots=True)
class PlaceContent:
    """The columns of OpportunityPlace."""

    name: str
    address: str
    postcode: str | None
    latitude: float | None
    longitude: float | None
    precision: str
    district_code: str | None
    is_private_home: bool

    @property
    def is_known(self) -> bool:
        """Whether it can be ranked by distance."""
        return self.precision != Precision.UNKNOWN


@dataclass(frozen=True, slots=True, order=True)
class TermContent:
    """The columns of OpportunityTerm."""

    uri: str
    importance: str | None


@dataclass(frozen=True)
class Content:
    """What a draft says of a role. ``None``: the draft says nothing of it, leave it alone."""

    facts: Mapping[str, Any]
    sessions: tuple[SessionRule, ...] | None
    windows: tuple[Span, ...] | None
    places: tuple[PlaceContent, ...] | None
    terms: tuple[TermContent, ...]
    term_kinds: frozenset[Kind]

    @property
    def first_district(self) -> str | None:
        """The district of the first place that has one."""
        return next((p.district_code for p in self.places or () if p.district_code), None)


def digest(content: Content, *also: object) -> str:
    """Two contents with the same digest say the same; ``also`` is what else counts."""
    facts = sorted((name, str(value)) for name, value in content.facts.items())
    kinds = sorted(kind.value for kind in content.term_kinds)
    parts = (facts, content.sessions, content.windows, content.places, content.terms, kinds)
    told = repr((parts, [str(thing) for thing in also]))
    return hashlib.sha256(told.encode("utf-8", "backslashreplace")).hexdigest()


def last_day(content: Content) -> date | None:
    """The day after which nobody can take part any more; None where there is no such day."""
    ends = [content.facts.get("ends_on"), content.facts.get("expires_on")]
    stated = [day for day in ends if day is not None]
    if content.sessions and not content.windows:
        dates = [_last_date(rule) for rule in content.sessions]
        stated += [max(day for day in dates if day)] if all(dates) else []
    return min(stated, default=None)


def _last_date(rule: SessionRule) -> date | None:
    if rule.frequency == "once":
        return rule.starts_on
    if rule.until is None and rule.count is not None:
        days = {"daily": 1, "weekly": 7, "monthly": 31}[rule.frequency]
        return rule.starts_on + timedelta(days=days * rule.interval * rule.count)
    return rule.until
