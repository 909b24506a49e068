"""Single changes of a record that open roles, and what each would put into the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy.orm import Session

from brokerage.suggestions.profiles import nearly_for
from brokerage.volunteers.models import Volunteer
from brokerage.weeks import Span, merge
from matching.types import Relaxation

FARTHEST = 500  # km: what a record can say


@dataclass(frozen=True)
class Opening:
    """``within_km``, ``remote`` or ``week`` is what the record would say; all None where no record
    says it, such as being trained."""

    text: str
    opens: int
    within_km: float | None = None
    remote: str | None = None
    week: tuple[Span, ...] | None = None

    @property
    def in_the_record(self) -> bool:
        """Whether one tap can do it."""
        return (self.within_km, self.remote, self.week) != (None, None, None)


def openings_for(session: Session, volunteer: Volunteer) -> list[Opening]:
    """The changes that open most roles, most first."""
    return [_opening(change) for change in nearly_for(session, volunteer)]


def find_opening(session: Session, volunteer: Volunteer, text: str) -> Opening | None:
    """One that can be made in the record, by its words; None where it opens nothing any more."""
    found = (one for one in openings_for(session, volunteer) if one.in_the_record)
    return next((one for one in found if one.text == text), None)


def _opening(change: Relaxation) -> Opening:
    ((key, value),) = cast("Mapping[str, Any]", change.change).items()
    if key == "within_km" and value <= FARTHEST:
        return Opening(change.text, change.opens, within_km=float(value))
    if key == "remote":
        return Opening(change.text, change.opens, remote=str(value))
    if key == "windows":
        spans = merge(Span(window.weekday, window.start, window.end) for window in value)
        return Opening(change.text, change.opens, week=spans)
    return Opening(change.text, change.opens)
