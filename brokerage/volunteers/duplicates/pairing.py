"""Likely pairs, found when a record changes and kept, so that a page of them is read at once.

A record is compared with those of its own centre. ``compared_at`` holds the ``touched_at`` of the
moment at which that was done: where the two differ, it is done again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, delete, insert, or_, select, update
from sqlalchemy.orm import Session

from brokerage.volunteers.duplicates.likely import Pair, pairs_among, read_known
from brokerage.volunteers.duplicates.likeness import Likeness
from brokerage.volunteers.models import LikelyPair, NotTheSame, Volunteer, VolunteerState

AT_ONCE = 500  # ids in one statement


def list_pairs(session: Session, people: Select[Volunteer], limit: int) -> tuple[list[Pair], int]:
    """The likeliest first, among the people of a query (what the actor may see), and how many
    more there are. Pairs that somebody called two people are not among them."""
    here = Volunteer.merged_into_id.is_(None), Volunteer.state != VolunteerState.ANONYMISED
    mine = set(session.scalars(people.with_only_columns(Volunteer.id).where(*here)))
    # Joined in one query, databases without statistics compare everybody with everybody.
    order = (LikelyPair.points.desc(), LikelyPair.older_id, LikelyPair.newer_id)
    found = [
        row
        for row in session.scalars(select(LikelyPair).where(~two_people()).order_by(*order))
        if row.older_id in mine and row.newer_id in mine
    ]
    return [_pair(row) for row in found[:limit]], max(len(found) - limit, 0)


@dataclass(frozen=True)
class Comparison:
    """What comparing a centre's records came to: ``moments`` are those of their last changes."""

    moments: Mapping[int, datetime]
    pairs: Sequence[Pair]


def centres_to_compare(session: Session, *, everybody: bool = False) -> Sequence[int]:
    """Where something has changed since it was compared; every centre that has people."""
    query = select(Volunteer.centre_id).distinct().order_by(Volunteer.centre_id)
    return session.scalars(query if everybody else query.where(_is_stale())).all()


def compare_centre(session: Session, centre_id: int, *, everybody: bool = False) -> Comparison:
    """Compare what has changed there, or everybody, with everybody there. Reads only."""
    at_home = select(Volunteer).where(Volunteer.centre_id == centre_id)
    query: Any = at_home.with_only_columns(Volunteer.id, Volunteer.touched_at)
    if not everybody:
        query = query.where(_is_stale())
    moments: dict[int, datetime] = {row.id: row.touched_at for row in session.execute(query)}
    changed = None if everybody else frozenset(moments)
    found = pairs_among(read_known(session, at_home), changed) if moments else ()
    return Comparison(moments, list(found))


def keep_pairs(session: Session, compared: Comparison) -> int:
    """Put them in the place of what was found for these records before; how many."""
    _forget(session, compared.moments)
    _keep(session, compared.pairs)
    _note(session, compared.moments)
    session.flush()
    return len(compared.pairs)


def find_pairs(session: Session, *, everybody: bool = False) -> int:
    """All of it in one transaction, for a load or a test; the job takes a centre at a time."""
    found = [
        compare_centre(session, one, everybody=everybody)
        for one in centres_to_compare(session, everybody=everybody)
    ]
    return sum(keep_pairs(session, one) for one in found)


def _is_stale() -> ColumnElement[bool]:
    return or_(Volunteer.compared_at.is_(None), Volunteer.compared_at != Volunteer.touched_at)


def _forget(session: Session, ids: Iterable[int]) -> None:
    for some in _blocks(ids):
        either = or_(LikelyPair.older_id.in_(some), LikelyPair.newer_id.in_(some))
        session.execute(
            delete(LikelyPair).where(either), execution_options={"synchronize_session": False}
        )


def _keep(session: Session, pairs: Collection[Pair]) -> None:
    rows = [
        {
            "older_id": pair.older_id,
            "newer_id": pair.newer_id,
            "points": pair.likeness.points,
            "reasons": list(pair.likeness.reasons),
        }
        for pair in pairs
    ]
    if rows:
        session.execute(insert(LikelyPair), rows)


def _note(session: Session, moments: Mapping[int, datetime]) -> None:
    """Looking at a record is no change to it: ``touched_at`` stays."""
    table: Any = Volunteer.__table__
    noting = update(table).where(table.c.id == bindparam("who"))
    noting = noting.values(compared_at=bindparam("moment"), touched_at=table.c.touched_at)
    session.execute(noting, [{"who": one, "moment": moment} for one, moment in moments.items()])


def _blocks(ids: Iterable[int]) -> Iterable[list[int]]:
    ordered = sorted(ids)
    return (ordered[n : n + AT_ONCE] for n in range(0, len(ordered), AT_ONCE))


def two_people() -> ColumnElement[bool]:
    """Whether somebody said of a pair that they are two."""
    both = (
        NotTheSame.first_id == LikelyPair.older_id,
        NotTheSame.second_id == LikelyPair.newer_id,
    )
    return select(NotTheSame.id).where(*both).exists()


def _pair(row: LikelyPair) -> Pair:
    return Pair(row.older_id, row.newer_id, Likeness(row.points, tuple(row.reasons)))
