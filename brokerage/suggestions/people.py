"""Registered volunteers as the ranker sees them: for shortlists and digests.

Only people whom their centre may suggest for roles are in the pool: those who are active, have not
asked us to stop, and whose guardian agrees where they are under 16. The database is asked each
time, so that a withdrawal holds at once. Names, contacts and everything about equality stay where
they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import ColumnElement, inspect, select
from sqlalchemy.orm import Session

from brokerage.logging import log
from brokerage.suggestions.index import Snapshot
from brokerage.taxonomies.models import Kind
from brokerage.taxonomies.service import Vocabulary
from brokerage.volunteers import models
from brokerage.volunteers.suggestible import may_be_suggested
from matching import types
from matching.catalogue import Pool
from matching.checks import check_person
from matching.errors import InvalidInput
from matching.terms import Terms

BATCH = 1000
SAID = (
    *("id", "public_id", "latitude", "longitude", "approximate", "within_km", "travel_mode"),
    *("remote", "about", "age_band", "availability_stated", "any_time", "week_changes"),
    *("minutes_per_week", "available_from", "access_needs"),
)
PARTS: tuple[tuple[Any, str], ...] = (
    (models.VolunteerWindow, "windows"),
    (models.VolunteerPause, "pauses"),
    (models.VolunteerTerm, "terms"),
)
AGES = {
    "under-16": (0, 15),
    "16-24": (16, 24),
    "25-34": (25, 34),
    "35-49": (35, 49),
    "50-64": (50, 64),
    "65-74": (65, 74),
    "75+": (75, 120),
}


def build_pool(session: Session, snapshot: Snapshot) -> Pool:
    """Everybody who may be suggested, compiled with the catalogue's own statistics."""
    catalogue = snapshot.catalogue
    people = compile_people(list_suggestible(session), snapshot)
    return Pool.build(people, catalogue.statistics, taxonomy=catalogue.terms.taxonomy)


def compile_people(rows: Iterable[models.Volunteer], snapshot: Snapshot) -> list[types.Volunteer]:
    """People as the ranker takes them, without records that it could not use."""
    everybody = (volunteer(row, snapshot.vocabulary) for row in rows)
    terms = snapshot.catalogue.terms
    return [person for person in everybody if _makes_sense(person, terms)]


def _makes_sense(person: types.Volunteer, terms: Terms) -> bool:
    """Whether a record can be ranked; one that cannot is logged and stops nobody else."""
    try:
        check_person(person, terms)
    except InvalidInput as problem:
        log.error("person left out of the pool", person=person.id, reason=type(problem).__name__)
        return False
    return True


def list_suggestible(
    session: Session, *conditions: ColumnElement[bool]
) -> Iterator[models.Volunteer]:
    """People who may be suggested, in the order of their ids, in batches, with what ranking needs.

    They are read as plain rows, not as records to be changed: several times as fast, and nothing
    of a county's people stays in the session.
    """
    query = select(*(getattr(models.Volunteer, name) for name in SAID)).where(may_be_suggested())
    query = query.where(*conditions).order_by(models.Volunteer.id)
    for batch in session.execute(query.execution_options(yield_per=BATCH)).partitions():
        people = {
            row.id: SimpleNamespace(**row._mapping, windows=[], pauses=[], terms=[])
            for row in batch
        }
        for part, name in PARTS:
            among = select(part).where(part.volunteer_id.in_(people)).order_by(part.id)
            for said in session.execute(among.with_only_columns(*inspect(part).columns)):
                getattr(people[said.volunteer_id], name).append(said)
        yield from cast(Iterable[models.Volunteer], people.values())


def volunteer(row: models.Volunteer, vocabulary: Vocabulary) -> types.Volunteer:
    """A registered person; what they never said stays not stated."""
    low, high = AGES.get(row.age_band or "", (None, None))
    held = [term for term in row.terms if _kind(term, vocabulary) == Kind.SKILL]
    cared = [term.uri for term in row.terms if _kind(term, vocabulary) == Kind.CAUSE]
    places = _places(row)
    return types.Volunteer(
        id=row.public_id,
        places=places,
        within_km=row.within_km if places else None,
        skills=tuple(types.HeldSkill(term.uri, term.level, term.verified) for term in held),
        interests=tuple(cared),
        text=row.about,
        availability=availability(row),
        age_from=low,
        age_to=high,
        remote=types.RemoteWish(row.remote),
        travel_mode=row.travel_mode if places else None,
        needs=frozenset(row.access_needs),
    )


def availability(row: models.Volunteer) -> types.Availability | None:
    """When they are free; None where they never said."""
    if not row.availability_stated:
        return None
    base = tuple(_window(w) for w in row.windows if not w.in_holidays)
    holidays = tuple(_window(w) for w in row.windows if w.in_holidays)
    only_amount = not (base or holidays or row.any_time or row.week_changes)
    return types.Availability(
        windows=base,
        any_time=row.any_time or only_amount,
        changes=row.week_changes,
        holiday_windows=holidays or None,
        pauses=tuple(types.DateRange(p.first_on, p.last_on) for p in row.pauses),
        starts_on=row.available_from,
        minutes_per_week=row.minutes_per_week,
    )


def _places(row: models.Volunteer) -> tuple[types.Place, ...]:
    if row.latitude is None or row.longitude is None:
        return ()
    return (types.Place(types.Point(row.latitude, row.longitude), row.approximate),)


def _window(row: models.VolunteerWindow) -> types.Window:
    return types.Window(row.weekday, row.start_minute, row.end_minute)


def _kind(term: models.VolunteerTerm, vocabulary: Vocabulary) -> Kind | None:
    found = vocabulary.by_uri.get(term.uri)
    return found.kind if found else None
