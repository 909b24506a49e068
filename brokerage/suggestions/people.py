"""Registered volunteers as the ranker sees them: for shortlists and digests.

Only people whom their centre may suggest for roles are in the pool: those who are active, have not
asked us to stop, and whose guardian agrees where they are under 16. The database is asked each
time, so that a withdrawal holds at once. Names, contacts and everything about equality stay where
they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

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
    everybody = (volunteer(row, snapshot.vocabulary) for row in list_active(session))
    people = [person for person in everybody if _makes_sense(person, catalogue.terms)]
    return Pool.build(people, catalogue.statistics, taxonomy=catalogue.terms.taxonomy)


def _makes_sense(person: types.Volunteer, terms: Terms) -> bool:
    """Whether a record can be ranked; one that cannot is logged and stops nobody else."""
    try:
        check_person(person, terms)
    except InvalidInput as problem:
        log.error("person left out of the pool", person=person.id, reason=type(problem).__name__)
        return False
    return True


def list_active(session: Session) -> Iterator[models.Volunteer]:
    """Active volunteers with what ranking needs, in batches."""
    query = select(models.Volunteer).where(may_be_suggested())
    parts = (models.Volunteer.windows, models.Volunteer.pauses, models.Volunteer.terms)
    query = query.options(*(selectinload(part) for part in parts)).order_by(models.Volunteer.id)
    yield from session.scalars(query.execution_options(yield_per=BATCH))


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
