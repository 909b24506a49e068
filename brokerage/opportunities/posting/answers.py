"""A role as the answers that would make it: what its pages begin with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from brokerage.opportunities.models import Opportunity, OpportunitySession, OpportunityWindow
from brokerage.opportunities.posting.pages import ANY_TIME, AT_TIMES, HOURS, SMALL, UNSURE
from brokerage.taxonomies.models import Kind
from brokerage.taxonomies.service import Vocabulary
from brokerage.volunteers.registration.days import written
from brokerage.weeks import DAYS, PARTS, Span, clock

COLUMNS = (
    "kind", "title", "summary", "description", "attendance", "in_private_homes", "getting_there",
    "meetings_a_year", "term_years", "induction_given", "eligibility_declared", "commitment",
    "group_least", "group_most", "with_children", "with_adults_at_risk", "minimum_age",
    "expenses_paid", "training_given", "step_free", "accessible_toilet", "on_a_bus_route",
    "parking", "places_offered", "in_flight_limit", "interview_needed", "shareable",
    "good_first_role",
)  # fmt: skip
DAYS_ASKED = ("starts_on", "ends_on", "expires_on")


def answers_of(role: Opportunity, vocabulary: Vocabulary) -> dict[str, list[str]]:
    """By field, as texts; a time that is one of the 21 boxes is that box."""
    found = {name: _texts(getattr(role, name)) for name in COLUMNS}
    found |= {name: _texts(written(getattr(role, name))) for name in DAYS_ASKED}
    found |= _place(role)
    found["when_kind"] = _texts(when_kind(role))
    found["hours"] = [f"{role.hours_minutes / 60:g}"] if role.hours_minutes else []
    found["hours_per"] = _texts(role.hours_per)
    found["hours_within"] = week_written(role.windows)
    found["skills"] = _slugs(role, vocabulary, Kind.SKILL)
    found["causes"] = _slugs(role, vocabulary, Kind.CAUSE)
    found["musts"] = _slugs(role, vocabulary, Kind.SKILL, "must")
    return found


def drawn_over(
    answers: Mapping[str, Sequence[str]], typed: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """What the role says, with what was typed since."""
    return {name: list(texts) for name, texts in {**answers, **typed}.items()}


def when_kind(role: Opportunity) -> str:
    """Which of the ways to say when a role uses; empty where it says nothing."""
    if role.sessions:
        return AT_TIMES
    if role.micro:
        return SMALL
    if role.windows or role.hours_minutes:
        return HOURS
    if role.flexible:
        return ANY_TIME
    return UNSURE if role.commitment else ""


def session_answers(session: OpportunitySession) -> dict[str, list[str]]:
    """One session as the answers that would make it."""
    end = session.start_minute + session.length_minutes
    return {
        "session_repeats": [_repeats(session)],
        "session_on": [written(session.starts_on)],
        "session_days": [str(day) for day in session.weekdays]
        if session.frequency == "weekly"
        else [],
        "session_start": [clock(session.start_minute)],
        "session_end": [clock(end)],
        "session_until": _texts(written(session.until)),
        "session_places": _texts(session.places),
        "session_term_time": ["true"] if session.term_time_only else [],
    }


def week_written(windows: Sequence[OpportunityWindow]) -> list[str]:
    """Boxes where the times fill them, else exact times."""
    return [
        text
        for window in windows
        for text in _window(Span(window.weekday, window.start_minute, window.end_minute))
    ]


def _window(span: Span) -> list[str]:
    inside = [
        (part, times)
        for part, times in PARTS.items()
        if span.start <= times[0] < times[1] <= span.end
    ]
    if not inside or inside[0][1][0] != span.start or inside[-1][1][1] != span.end:
        return [str(span)]
    return [f"{DAYS[span.weekday].lower()}-{part}" for part, _ in inside]


def _repeats(session: OpportunitySession) -> str:
    if session.frequency == "weekly" and session.interval == 2:
        return "fortnightly"
    known = session.interval == 1 and session.frequency in ("once", "weekly", "monthly")
    return session.frequency if known else ""


def _place(role: Opportunity) -> dict[str, list[str]]:
    if not role.places:
        return {"near": [], "place_name": [], "address": []}
    place = role.places[0]
    point = f"{place.latitude:.5f}, {place.longitude:.5f}" if place.latitude is not None else ""
    return {
        "near": _texts(place.postcode or point),
        "place_name": _texts(place.name),
        "address": _texts(place.address),
    }


def _slugs(
    role: Opportunity, vocabulary: Vocabulary, kind: Kind, importance: str = ""
) -> list[str]:
    rows = [row for row in role.terms if not importance or row.importance == importance]
    terms = (vocabulary.by_uri.get(row.uri) for row in rows)
    return [term.slug for term in terms if term and term.kind == kind]


def _texts(value: Any) -> list[str]:
    if value is None or value == "":
        return []
    return [str(value).lower() if isinstance(value, bool) else str(value)]
