"""The only door to matching/: rows of our tables in its types."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.geography.located import Located
from brokerage.geography.models import SchoolHoliday
from brokerage.logging import log
from brokerage.opportunities import models
from brokerage.opportunities.schemas import ACCESS_FIELDS, CHECK_LEVELS
from brokerage.opportunities.service import is_open, places_left
from brokerage.suggestions.queries import Profile
from brokerage.taxonomies.models import Kind
from brokerage.taxonomies.service import Vocabulary, uris
from brokerage.weeks import Span, Week
from matching import types
from matching.checks import check_role
from matching.errors import InvalidInput
from matching.terms import Terms

REMOTE = {
    models.Attendance.IN_PERSON: types.Remote.NO,
    models.Attendance.HYBRID: types.Remote.HYBRID,
    models.Attendance.REMOTE: types.Remote.YES,
}


def opportunity(row: models.Opportunity, vocabulary: Vocabulary, today: date) -> types.Opportunity:
    """A role as the ranker sees it. Who hosts or posts it is not part of that: ``owner`` only
    keeps apart the adverts of two organisations that use the same words."""
    return types.Opportunity(
        id=row.public_id,
        key=f"{row.source}:{row.source_id}",
        title=row.title,
        text=f"{row.summary}\n{row.description}",
        places=_places(row),
        remote=REMOTE[models.Attendance(row.attendance)],
        sessions=tuple(session_rule(s) for s in row.sessions),
        hours=_hours(row),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        skills=_skills(row, vocabulary),
        causes=_causes(row, vocabulary),
        minimum_age=row.minimum_age,
        maximum_age=row.maximum_age,
        check=_check(row),
        training_given=row.training_given,
        access=frozenset(name for name in ACCESS_FIELDS if getattr(row, name)),
        lacks=frozenset(name for name in ACCESS_FIELDS if getattr(row, name) is False),
        places_open=places_left(row),
        closed=not is_open(row, today),
        owner=str(row.organisation_id),
    )


def person(profile: Profile, located: Located | None, vocabulary: Vocabulary) -> types.Volunteer:
    """Somebody's question. Raises Invalid for a skill or cause nobody knows."""
    offered = [vocabulary.get(text, Kind.SKILL, "skills") for text in profile.skills]
    interests = [vocabulary.get(text, Kind.CAUSE, "interests") for text in profile.interests]
    place = located and types.Place(types.Point(*located.point), located.approximate)
    return types.Volunteer(
        id="somebody who asks",
        places=(place,) if place else (),
        within_km=profile.within_km if place else None,
        travel_mode=profile.travel_mode if place else None,
        within_minutes=profile.within_minutes if place else None,
        skills=tuple(types.HeldSkill(uri) for uri in uris(offered)),
        interests=uris(interests),
        text=profile.text,
        availability=availability(profile.week, profile.minutes_per_week),
        age_from=profile.age,
        age_to=profile.age,
        remote=types.RemoteWish(profile.remote),
        needs=frozenset(profile.needs),
    )


def says_something(volunteer: types.Volunteer) -> bool:
    """Whether there is anything to rank by."""
    return bool(
        volunteer.places
        or volunteer.skills
        or volunteer.interests
        or volunteer.text
        or volunteer.availability
    )


def availability(week: Week, minutes_per_week: int | None) -> types.Availability | None:
    """When somebody is free; None where nothing was said."""
    if not week and minutes_per_week is None:
        return None
    return types.Availability(
        windows=tuple(_window(span) for span in week.spans),
        any_time=week.any_time or not week,  # only an amount of time was said
        changes=week.changes,
        minutes_per_week=minutes_per_week,
    )


def taxonomy(vocabulary: Vocabulary) -> types.Taxonomy:
    """Broader terms and labels."""
    return types.Taxonomy(
        broader={t.uri: t.broader_uri for t in vocabulary.by_uri.values() if t.broader_uri},
        labels={t.uri: t.label for t in vocabulary.by_uri.values()},
    )


def calendar(session: Session) -> types.Calendar:
    """The county's school holidays."""
    rows = session.scalars(select(SchoolHoliday).order_by(SchoolHoliday.first_on))
    return types.Calendar(tuple(types.DateRange(r.first_on, r.last_on) for r in rows))


def _places(row: models.Opportunity) -> tuple[types.Place, ...]:
    """A role done only from home has no place: a default city-centre point must not rank it.

    Names serve only to see one advert in several towns, which the address often names alone.
    """
    if row.attendance == models.Attendance.REMOTE:
        return ()
    return tuple(
        types.Place(types.Point(p.latitude, p.longitude), p.approximate, f"{p.name} {p.address}")
        for p in row.shown_places
        if p.latitude is not None and p.longitude is not None
    )


def session_rule(row: models.OpportunitySession) -> types.Session:
    return types.Session(
        starts_on=row.starts_on,
        start=row.start_minute,
        length=row.length_minutes,
        frequency=row.frequency,
        interval=row.interval,
        weekdays=tuple(row.weekdays),
        ordinals=tuple(row.ordinals),
        until=row.until,
        count=row.count,
        excluded=tuple(date.fromisoformat(text) for text in row.excluded),
        term_time_only=row.term_time_only,
    )


def _hours(row: models.Opportunity) -> types.Hours | None:
    if not (row.windows or row.flexible or row.hours_minutes):
        return None
    windows = tuple(types.Window(w.weekday, w.start_minute, w.end_minute) for w in row.windows)
    return types.Hours(row.hours_minutes, row.hours_per or "week", windows)


def _skills(row: models.Opportunity, vocabulary: Vocabulary) -> tuple[types.NeededSkill, ...]:
    return tuple(
        types.NeededSkill(term.uri, types.Importance(term.importance or "useful"))
        for term in row.terms
        if _is(term, Kind.SKILL, vocabulary)
    )


def _causes(row: models.Opportunity, vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(term.uri for term in row.terms if _is(term, Kind.CAUSE, vocabulary))


def _is(term: models.OpportunityTerm, kind: Kind, vocabulary: Vocabulary) -> bool:
    found = vocabulary.by_uri.get(term.uri)
    return found is not None and found.kind == kind


def _check(row: models.Opportunity) -> str | None:
    if row.check_level in (None, "none"):
        return None
    return CHECK_LEVELS.get(str(row.check_level))


def _window(span: Span) -> types.Window:
    return types.Window(span.weekday, span.start, span.end)


def opportunities(
    rows: Sequence[models.Opportunity], vocabulary: Vocabulary, today: date
) -> list[types.Opportunity]:
    """Many roles; one that makes no sense is left out and logged, so that it stops nobody else."""
    terms = Terms(taxonomy(vocabulary))
    return [
        role
        for role in (opportunity(row, vocabulary, today) for row in rows)
        if _makes_sense(role, terms)
    ]


def _makes_sense(role: types.Opportunity, terms: Terms) -> bool:
    try:
        check_role(role, terms)
    except InvalidInput as problem:
        log.error("role left out of the index", role=role.id, reason=type(problem).__name__)
        return False
    return True
