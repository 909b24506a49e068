"""Likely pairs among many people: records are compared only within small groups that share
something, so that 20,000 people take seconds and not hours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.errors import Invalid
from brokerage.volunteers.duplicates.likeness import LIKELY, Known, Likeness, compare
from brokerage.volunteers.models import NotTheSame, Volunteer, VolunteerState

LARGEST_GROUP = 60  # a group larger than this says nothing: an office's telephone, say


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one person, the older first."""

    older_id: int
    newer_id: int
    likeness: Likeness


def find_alike(session: Session, people: Select[Volunteer], somebody: Known) -> list[Pair]:
    """Whom a new person may already be, likeliest first; nothing is stored."""
    known = (record for record in read_known(session, people) if record.id != somebody.id)
    found = ((record, compare(record, somebody)) for record in known)
    pairs = [Pair(r.id, somebody.id, like) for r, like in found if like.points >= LIKELY]
    return sorted(pairs, key=lambda pair: (-pair.likeness.points, pair.older_id))


def read_known(session: Session, people: Select[Volunteer]) -> list[Known]:
    """What is compared, of everybody in the query who is not merged or anonymised."""
    query: Any = people.with_only_columns(
        Volunteer.id,
        Volunteer.first_name,
        Volunteer.last_name,
        Volunteer.email,
        Volunteer.phone_e164,
        Volunteer.postcode,
        Volunteer.born_on,
        Volunteer.age_band,
    ).where(Volunteer.merged_into_id.is_(None), Volunteer.state != VolunteerState.ANONYMISED)
    return [Known(*row) for row in session.execute(query.order_by(Volunteer.id))]


def pairs_among(records: Iterable[Known], changed: frozenset[int] | None = None) -> Iterator[Pair]:
    """Every likely pair once; with ``changed``, only those of these records. Pure."""
    seen: set[tuple[int, int]] = set()
    for group in _groups(records, changed):
        for one, other in combinations(group, 2):
            key = (min(one.id, other.id), max(one.id, other.id))
            if key in seen or (changed is not None and changed.isdisjoint(key)):
                continue
            seen.add(key)
            likeness = compare(one, other)
            if likeness.points >= LIKELY:
                yield Pair(*key, likeness)


def remember_not_the_same(session: Session, one_id: int, other_id: int, actor: Actor) -> None:
    """Two people who look alike: never shown as a pair again. Raises Invalid for one record."""
    if one_id == other_id:
        raise Invalid("Choose two records.", "other")
    first, second = sorted((one_id, other_id))
    known = NotTheSame.first_id == first, NotTheSame.second_id == second
    if session.scalar(select(NotTheSame.id).where(*known)) is None:
        session.add(NotTheSame(first_id=first, second_id=second, decided_by=actor.name))
        session.flush()


def _groups(
    records: Iterable[Known], changed: frozenset[int] | None = None
) -> Iterator[list[Known]]:
    groups: dict[Hashable, list[Known]] = defaultdict(list)
    everybody = list(records)
    wanted = None
    if changed is not None:
        wanted = {key for one in everybody if one.id in changed for key in _keys(one)}
    for record in everybody:
        for key in _keys(record):
            if wanted is None or key in wanted:
                groups[key].append(record)
    return (group for group in groups.values() if 1 < len(group) <= LARGEST_GROUP)


def _keys(record: Known) -> Iterator[Hashable]:
    """What two records of one person are likely to share, whichever of it was mistyped."""
    first, last = record.first, record.last
    if record.phone:
        yield "phone", record.phone
    if record.email:
        yield "email", record.email.lower(), first[:1]
    if record.born_on:
        yield "born", record.born_on
    if record.postcode:
        yield "place", record.postcode, first[:2]
        yield "home", record.postcode, last[:3]
    names = "".join(sorted((first, last)))
    yield "name", names
