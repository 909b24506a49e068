"""A row about a person put into our words: nothing has been looked up or stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from brokerage.interchange.drafts import Rejected, Remark
from brokerage.volunteers.models import VolunteerState


@dataclass(frozen=True)
class PersonDraft:
    """``facts`` are columns of Volunteer that the source states; the rest is left as it is.

    ``dropped`` names what stood in the row and is never kept, by kind and without a value.
    """

    line: int
    source: str
    source_id: str
    facts: Mapping[str, Any]
    postcode: str | None = None
    terms: tuple[tuple[str, str], ...] = ()  # kind and words
    state: VolunteerState = VolunteerState.REGISTERED
    since: datetime | None = None  # first heard of
    dropped: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    record: Any = None

    @property
    def key(self) -> tuple[str, str]:
        """How the person is known for ever: the source, and their id there."""
        return self.source, self.source_id

    @property
    def name(self) -> str:
        """For the preview."""
        return f"{self.facts.get('first_name', '')} {self.facts.get('last_name', '')}".strip()


PersonItem = PersonDraft | Rejected


@dataclass
class Told:
    """What a file says that has no place yet, and is counted so that nobody thinks it was kept."""

    hours: float = 0.0
    checks: int = 0
    inductions: int = 0
    custom: dict[str, int] = field(default_factory=dict)
