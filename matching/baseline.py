"""The ordinary way to rank: one role after another, in plain Python, with geopy and the same score.

Kept simple on purpose, for benchmarks to compare with and for tests to check the library by. It
covers what ``synthetic`` makes: no levels, broader terms, pauses, caps or changing weeks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from geopy.distance import geodesic

from matching.factors import DEFAULT_WEIGHTS, FACTORS
from matching.records import IMPORTANCE
from matching.statistics import Statistics
from matching.text import query_terms, role_terms
from matching.timetable import occurrences
from matching.types import Calendar, Importance, Opportunity, Point, Remote, Volunteer, Window

NO_HOLIDAYS = Calendar()
WRITTEN = ("availability", "skills", "distance", "interests", "text")  # the factors that it has
COMPARED = {name: DEFAULT_WEIGHTS[name] for name in WRITTEN}
NEUTRAL = {factor.name: factor.neutral for factor in FACTORS}


@dataclass(frozen=True)
class Prepared:
    """A role with its words and dates worked out beforehand, as any caching loop would."""

    role: Opportunity
    words: dict[int, float]
    dates: tuple[tuple[date, int, int], ...]


def prepare(role: Opportunity, statistics: Statistics, today: date) -> Prepared:
    """Work out what does not depend on the person."""
    known, boilerplate = statistics.vocabulary, statistics.columns.boilerplate
    words = role_terms(role.title, role.text, known, statistics.typical_length, boilerplate)
    first = max(today, min((session.starts_on for session in role.sessions), default=today))
    last = first + timedelta(days=83)
    dates = tuple(
        (day, session.start, session.start + session.length)
        for session in role.sessions
        for day in occurrences(session, first, last, NO_HOLIDAYS)
    )
    return Prepared(role, dict(words), dates)


def rank_in_a_loop(
    person: Volunteer, roles: list[Prepared], statistics: Statistics, limit: int
) -> list[tuple[float, str]]:
    """Best (score, id) first."""
    words = query_terms(person.text, statistics.vocabulary, statistics.columns.idf)
    scored = ((_score(person, words, one, statistics), one.role.id) for one in roles)
    return sorted((pair for pair in scored if pair[0] >= 0), reverse=True)[:limit]


def _score(
    person: Volunteer, words: list[tuple[int, float]], one: Prepared, statistics: Statistics
) -> float:
    """The weighted whole, or -1 for a role beyond the limit."""
    role = one.role
    kilometres = None
    if role.remote is not Remote.YES:
        kilometres = min(
            geodesic(_pair(mine.point), _pair(theirs.point)).km
            for mine in person.places
            for theirs in role.places
        )
    limit = person.within_km or 1e9
    if kilometres is not None and kilometres > limit:
        return -1
    if _lacks_must(person, role):
        return -1
    values: dict[str, float | None] = {
        "availability": _share(person, one),
        "skills": _skills(person, role, statistics),
        "distance": None if kilometres is None else 2 ** (-kilometres / (limit / 2)),
        "interests": _interests(person, role),
        "text": _answered(words, one.words) if words else None,
    }
    return sum(
        weight * (NEUTRAL[name] if value is None else value)
        for name, weight in COMPARED.items()
        for value in [values[name]]
    ) / sum(COMPARED.values())


def _lacks_must(person: Volunteer, role: Opportunity) -> bool:
    held = {skill.uri for skill in person.skills}
    musts = (skill.uri for skill in role.skills if skill.importance is Importance.MUST)
    return bool(held) and any(uri not in held for uri in musts)


def _pair(point: Point) -> tuple[float, float]:
    return point.latitude, point.longitude


def _share(person: Volunteer, one: Prepared) -> float | None:
    assert person.availability is not None  # noqa: S101
    windows = person.availability.windows
    if one.dates:
        asked = sum(end - start for _, start, end in one.dates)
        free = sum(_free(windows, day.weekday(), start, end) for day, start, end in one.dates)
        return free / asked
    if one.role.hours is None:
        return None
    inside = one.role.hours.windows
    week = sum(_free(windows, window.weekday, window.start, window.end) for window in inside)
    return min(1.0, week / (one.role.hours.minutes or 120))


def _free(windows: tuple[Window, ...], weekday: int, start: int, end: int) -> int:
    return sum(
        max(0, min(end, window.end) - max(start, window.start))
        for window in windows
        if window.weekday == weekday
    )


def _skills(person: Volunteer, role: Opportunity, statistics: Statistics) -> float | None:
    held = {skill.uri for skill in person.skills}
    weights = {
        skill.uri: IMPORTANCE[skill.importance] * statistics.rarity(skill.uri)
        for skill in role.skills
    }
    if not weights or not held:
        return None
    met = [weight for uri, weight in weights.items() if uri in held]
    share = sum(met) / sum(weights.values())
    return (0.6 * bool(met) + 0.4 * share) * (0.75 + 0.25 * min(1.0, max(met, default=0)))


def _interests(person: Volunteer, role: Opportunity) -> float | None:
    if not person.interests or not role.causes:
        return None
    met = sum(cause in role.causes for cause in person.interests)
    return 0.75 * (met > 0) + 0.25 * met / len(person.interests)


def _answered(asked: list[tuple[int, float]], said: dict[int, float]) -> float:
    return min(1.0, sum(weight * said.get(term, 0) for term, weight in asked))
