"""Roles and people as columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matching.checks import check_person, check_role
from matching.columns import Array, Bools, Doubles, Floats, Ragged, stable_hashes
from matching.fingerprints import by_owner, fingerprints, place_names
from matching.statistics import Statistics
from matching.terms import Terms
from matching.text import TERM, query_terms, role_words
from matching.timetable.people import PersonTimes, person_times
from matching.timetable.recurrence import Holidays
from matching.timetable.roles import RoleTimes, role_times
from matching.tokens import tokens
from matching.travel import STRAIGHT_LINE, Travel, limit_km, mode_number
from matching.types import (
    Importance,
    NeededSkill,
    Opportunity,
    Place,
    Remote,
    RemoteWish,
    Volunteer,
)

PLACE = np.dtype([("latitude", "f8"), ("longitude", "f8"), ("approximate", "?")])
NEED = np.dtype([("term", "i4"), ("weight", "f4"), ("level", "f4"), ("must", "?")])
ACCESS = np.dtype([("term", "i4"), ("lacks", "?")])
HELD = np.dtype([("term", "i4"), ("level", "f4"), ("verified", "?")])
REMOTES = {Remote.NO: 0, Remote.HYBRID: 1, Remote.YES: 2}
WISHES = {RemoteWish.NO: 0, RemoteWish.WELCOME: 1, RemoteWish.ONLY: 2}
ON_SITE, HYBRID, FROM_HOME = 0, 1, 2
NOT_AT_HOME, WELCOME, ONLY_AT_HOME = 0, 1, 2
IMPORTANCE = {Importance.MUST: 1.0, Importance.NEEDED: 1.0, Importance.USEFUL: 0.5}
NO_AGE_LIMIT = 999
PLACES_UNKNOWN = -1


@dataclass(frozen=True)
class RoleColumns:
    """Columns of n roles; ragged ones in the dtypes of this module, terms as numbers of Terms.

    ``advert`` uint64: equal for the same advert posted in several towns, 0 for none like it.
    """

    id: Ragged
    id_hash: Array
    key: Ragged
    key_hash: Array
    remote: Array
    minimum_age: Array
    maximum_age: Array
    places_open: Array
    closed: Bools
    trains: Bools
    check: Ragged
    places: Ragged
    needs: Ragged
    causes: Ragged
    access: Ragged
    words: Ragged
    advert: Array
    times: RoleTimes


@dataclass(frozen=True)
class PersonColumns:
    """Columns of n people.

    ``within_km`` float64 with infinity for no limit, and no more than ``within_minutes`` (float32,
    infinity for no limit) reach by ``mode`` (uint8: 1 more than its place in ``MODES``, 0 for not
    stated); ``trainable``, ``newcomer`` and ``accompanied`` bool, False for not stated.
    """

    id: Ragged
    id_hash: Array
    within_km: Doubles
    age_from: Array
    age_to: Array
    remote: Array
    places: Ragged
    skills: Ragged
    interests: Ragged
    needs: Ragged
    words: Ragged
    times: PersonTimes
    mode: Array
    within_minutes: Floats
    trainable: Bools
    newcomer: Bools
    accompanied: Bools

    @cached_property
    def verified_skills(self) -> Ragged:
        """The skills that somebody has seen proof of."""
        seen = self.skills.values["verified"]
        before = np.concatenate(([0], np.cumsum(seen)))
        return Ragged(before[self.skills.offsets], self.skills.values[seen])


def role_columns(
    roles: Sequence[Opportunity],
    terms: Terms,
    statistics: Statistics,
    today: int,
    holidays: Holidays,
) -> RoleColumns:
    """Compile roles, adding their terms to ``terms``.

    Raises:
        InvalidInput: some role cannot be used; the message begins with its id.
    """
    for role in roles:
        check_role(role, terms)
    vocabulary, typical = statistics.vocabulary, statistics.typical_length
    titles, texts = tokens(role.title for role in roles), tokens(role.text for role in roles)
    return RoleColumns(
        id=Ragged.of_strings(role.id for role in roles),
        id_hash=stable_hashes(role.id for role in roles),
        key=Ragged.of_strings(role.key for role in roles),
        key_hash=stable_hashes(role.key for role in roles),
        remote=np.array([REMOTES[role.remote] for role in roles], np.uint8),
        minimum_age=np.array([role.minimum_age or 0 for role in roles], np.int16),
        maximum_age=_numbers((role.maximum_age for role in roles), NO_AGE_LIMIT, np.int16),
        places_open=_numbers((role.places_open for role in roles), PLACES_UNKNOWN, np.int32),
        closed=np.array([role.closed for role in roles], bool),
        trains=np.array([bool(role.training_given) for role in roles], bool),
        check=Ragged.of_strings(role.check or "" for role in roles),
        places=Ragged.of([_places(_where(role)) for role in roles], PLACE),
        needs=Ragged.of([_needs(role.skills, terms, statistics) for role in roles], NEED),
        causes=_terms((role.causes for role in roles), terms),
        access=Ragged.of([_access(role, terms) for role in roles], ACCESS),
        words=role_words(titles, texts, vocabulary, typical, statistics.columns.boilerplate),
        advert=by_owner(
            fingerprints(titles, texts, place_names(roles), statistics.columns.places),
            [role.owner for role in roles],
        ),
        times=role_times(roles, today, holidays),
    )


def person_columns(
    people: Sequence[Volunteer],
    terms: Terms,
    statistics: Statistics,
    travel: Travel = STRAIGHT_LINE,
) -> PersonColumns:
    """Compile people, adding their terms to ``terms``.

    Raises:
        InvalidInput: some person's record cannot be used; the message begins with the id.
    """
    for person in people:
        check_person(person, terms)
    vocabulary, idf = statistics.vocabulary, statistics.columns.idf
    return PersonColumns(
        id=Ragged.of_strings(person.id for person in people),
        id_hash=stable_hashes(person.id for person in people),
        within_km=np.array([limit_km(person, travel) for person in people], np.float64),
        age_from=_numbers((person.age_from for person in people), 0, np.int16),
        age_to=_numbers((person.age_to for person in people), NO_AGE_LIMIT, np.int16),
        remote=np.array([WISHES[person.remote] for person in people], np.uint8),
        places=Ragged.of([_places(person.places) for person in people], PLACE),
        skills=Ragged.of([_held(person, terms) for person in people], HELD),
        interests=_terms((person.interests for person in people), terms),
        needs=_terms((sorted(person.needs) for person in people), terms),
        words=Ragged.of([query_terms(person.text, vocabulary, idf) for person in people], TERM),
        times=person_times([person.availability for person in people]),
        mode=np.array([mode_number(person.travel_mode) for person in people], np.uint8),
        within_minutes=np.array([person.within_minutes or np.inf for person in people], np.float32),
        trainable=np.array([bool(person.accepts_training) for person in people], bool),
        newcomer=np.array([bool(person.first_time) for person in people], bool),
        accompanied=np.array([bool(person.accompanied) for person in people], bool),
    )


def _numbers(values: Iterable[int | None], missing: int, dtype: type[np.integer]) -> Array:
    return np.array([missing if value is None else value for value in values], dtype)


def _terms(rows: Iterable[Iterable[str]], terms: Terms) -> Ragged:
    """Numbers of terms, each once, in the order given."""
    return Ragged.of([[terms.add(uri) for uri in dict.fromkeys(row)] for row in rows], np.int32)


def _where(role: Opportunity) -> tuple[Place, ...]:
    """A role done from home has no place, whatever point the feed gave it."""
    return () if role.remote is Remote.YES else role.places


def _places(places: Iterable[Place]) -> list[tuple[float, float, bool]]:
    return [(place.point.latitude, place.point.longitude, place.approximate) for place in places]


def _needs(
    skills: Iterable[NeededSkill], terms: Terms, statistics: Statistics
) -> list[tuple[int, float, float, bool]]:
    return [
        (
            terms.add(skill.uri),
            IMPORTANCE[skill.importance] * statistics.rarity(skill.uri),
            np.nan if skill.level is None else skill.level,
            skill.importance is Importance.MUST,
        )
        for skill in {skill.uri: skill for skill in skills}.values()
    ]


def _access(role: Opportunity, terms: Terms) -> list[tuple[int, bool]]:
    """What a role has, and what it says it lacks."""
    lacks = [(terms.add(uri), True) for uri in sorted(role.lacks - role.access)]
    return [*((terms.add(uri), False) for uri in sorted(role.access)), *lacks]


def _held(person: Volunteer, terms: Terms) -> list[tuple[int, float, bool]]:
    """A level that is not stated counts as enough."""
    return [
        (terms.add(skill.uri), 1.0 if skill.level is None else skill.level, skill.verified)
        for skill in person.skills
    ]
