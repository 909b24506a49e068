"""Pairs of records that may be one person, and that nobody has decided on."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, Select, select, true
from sqlalchemy.orm import InstrumentedAttribute

from brokerage.evaluation.quality.check import Check, Mend, Severity, Subject
from brokerage.volunteers.duplicates.pairing import two_people
from brokerage.volunteers.models import LikelyPair, Volunteer, VolunteerState

ARGS = ("volunteer_id", "other_id")


def _of(person: InstrumentedAttribute[int], column: Any) -> Any:
    """One column of one of the two: looked up pair by pair.

    Joined, a database without statistics compares everybody with everybody.
    """
    here = Volunteer.merged_into_id.is_(None), Volunteer.state != VolunteerState.ANONYMISED
    return select(column).where(Volunteer.id == person, *here).scalar_subquery()


_CENTRE = _of(LikelyPair.older_id, Volunteer.centre_id)


def _records() -> Select[*tuple[Any, ...]]:
    """Pairs of one centre: those of two are decided where both are seen."""
    same = _of(LikelyPair.newer_id, Volunteer.centre_id) == _CENTRE
    return select().select_from(LikelyPair).where(same, ~two_people())


def _name(row: Row[*tuple[Any, ...]]) -> str:
    return f"{row.older} and {row.newer}"


CHECKS = (
    Check(
        "pair_undecided", "Likely twice on the books",
        "One person with two records is counted twice. Look at both and decide.",
        Severity.CONTRADICTORY, lambda _today: true(),
        Mend("duplicates.compare", "", ARGS), share=False,
    ),
)  # fmt: skip
PAIRS = Subject(
    "pairs", "People who may be on the books twice", "pair", "pairs",
    _records, _CENTRE, LikelyPair.id,
    {"volunteer_id": _of(LikelyPair.older_id, Volunteer.public_id),
     "other_id": _of(LikelyPair.newer_id, Volunteer.public_id),
     "older": _of(LikelyPair.older_id, Volunteer.first_name + " " + Volunteer.last_name),
     "newer": _of(LikelyPair.newer_id, Volunteer.first_name + " " + Volunteer.last_name)},
    _name, CHECKS, Mend("duplicates.index"),
)  # fmt: skip
