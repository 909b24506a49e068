"""What every reader gives: drafts of roles and organisations, or rows that were refused.

A draft is a row put into our words and no more: nothing has been looked up or stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from brokerage.opportunities.models import State
from brokerage.opportunities.places_text import PlaceText
from brokerage.opportunities.sessions_text import SessionRule
from brokerage.taxonomies.models import Kind
from brokerage.weeks import Span


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell about a value of a file: why a row was refused, or what was done to it."""

    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Rejected:
    """A row that cannot be used, with everything that is wrong with it and the row as it came."""

    line: int
    record: Any
    faults: tuple[Remark, ...]


@dataclass(frozen=True)
class DraftOrganisation:
    """Who offers the role. ``facts`` are columns of Organisation that the source states.

    A ``placeholder`` has a name of our making: it never overwrites a name that is known.
    """

    source: str
    source_id: str
    name: str
    placeholder: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)
    line: int = 0
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftTerm:
    """A cause, skill, requirement or accessibility term: a URI, or words to be looked up.

    ``strict``: words that mean no term refuse the row, instead of being kept in its text.
    """

    kind: Kind
    text: str
    importance: str | None = None
    strict: bool = False


@dataclass(frozen=True)
class Draft:
    """One role. ``None`` for sessions, windows or places: the format does not speak of them.

    ``facts`` are fields of OpportunitySchema by name, already valid; fields that the format does
    not know are absent, and an import leaves them as a broker may have set them.
    """

    line: int
    source: str
    source_id: str
    organisation: DraftOrganisation
    facts: Mapping[str, Any]
    sessions: tuple[SessionRule, ...] | None = None
    windows: tuple[Span, ...] | None = None
    places: tuple[PlaceText, ...] | None = ()
    terms: tuple[DraftTerm, ...] = ()
    term_kinds: frozenset[Kind] = frozenset()  # the kinds that the format speaks of
    status: State = State.LIVE  # as the source has it; dates are looked at later
    status_stated: bool = False  # somebody chose the status: it may end a pause
    published_at: datetime | None = None
    touched_on: date | None = None  # the last day on which the source said so
    public_id: str | None = None
    shifted_days: int = 0  # how far its dates have been moved already
    remarks: tuple[Remark, ...] = ()
    record: Any = None  # as it came, for the rejects file

    @property
    def key(self) -> tuple[str, str]:
        """How the role is known for ever: the source, and its id there."""
        return self.source, self.source_id

    @property
    def ends_on(self) -> date | None:
        """The day on which it ends or is no longer shown, as the source states it."""
        ends = (self.facts.get("ends_on"), self.facts.get("expires_on"))
        return min((day for day in ends if day), default=None)


Item = Draft | DraftOrganisation | Rejected
