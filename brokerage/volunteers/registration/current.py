"""A record as the answers that would make it: what a form of it begins with."""

from __future__ import annotations

from brokerage.taxonomies.models import Kind
from brokerage.taxonomies.service import Vocabulary
from brokerage.volunteers.models import Volunteer, VolunteerWindow
from brokerage.volunteers.registration.days import written
from brokerage.volunteers.registration.pages import IN_THE_RECORD
from brokerage.volunteers.registration.reading import KM_PER_MILE, RECORD
from brokerage.weeks import ANY_TIME, CHANGES, DAYS, PARTS, Span


def answers_of(volunteer: Volunteer, vocabulary: Vocabulary) -> dict[str, list[str]]:
    """By field, as texts; a time that is one of the 21 boxes is that box."""
    found = {name: _texts(getattr(volunteer, RECORD.get(name, name))) for name in IN_THE_RECORD}
    found["near"] = _texts(volunteer.postcode)
    found["within"] = [miles_written(volunteer.within_km)]
    found["skills"] = _slugs(volunteer, vocabulary, Kind.SKILL)
    found["interests"] = _slugs(volunteer, vocabulary, Kind.CAUSE)
    found["when"] = week_written([w for w in volunteer.windows if not w.in_holidays])
    found["when"] += [ANY_TIME] * volunteer.any_time + [CHANGES] * volunteer.week_changes
    found["holiday_when"] = week_written([w for w in volunteer.windows if w.in_holidays])
    if volunteer.minutes_per_week:
        found["hours_per_week"] = [f"{volunteer.minutes_per_week / 60:g}"]
    found["available_from"] = _texts(written(volunteer.available_from))
    if volunteer.carers:
        carer = volunteer.carers[0]
        for name in ("name", "relation", "phone", "email"):
            found[f"carer_{name}"] = _texts(getattr(carer, name))
    return found


def week_written(windows: list[VolunteerWindow]) -> list[str]:
    """Boxes where the times fill them, else exact times."""
    found = []
    for window in windows:
        span = Span(window.weekday, window.start_minute, window.end_minute)
        found += _boxes(span) or [str(span)]
    return found


def miles_written(km: float | None) -> str:
    """5 for 8.047 km; what is no round number of miles keeps one decimal."""
    return f"{round(km / KM_PER_MILE, 1):g}" if km else ""


def _boxes(span: Span) -> list[str]:
    """The boxes that make up exactly this time; none where it is another."""
    day = DAYS[span.weekday].lower()
    inside = [
        (part, PARTS[part])
        for part in PARTS
        if span.start <= PARTS[part][0] < PARTS[part][1] <= span.end
    ]
    if not inside or inside[0][1][0] != span.start or inside[-1][1][1] != span.end:
        return []
    return [f"{day}-{part}" for part, _ in inside]


def _slugs(volunteer: Volunteer, vocabulary: Vocabulary, kind: Kind) -> list[str]:
    terms = (vocabulary.by_uri.get(term.uri) for term in volunteer.terms)
    return [term.slug for term in terms if term and term.kind == kind]


def _texts(value: object) -> list[str]:
    if value is None or value == "":
        return []
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]
