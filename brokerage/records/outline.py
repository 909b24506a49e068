"""What a centre is shown of other centres' people: sharing.SHARED_FIELDS in words, no more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.geography.service import find_district
from brokerage.taxonomies.models import Kind, Term
from brokerage.templating import KM_PER_MILE
from brokerage.volunteers.choices import LANGUAGES, REMOTE_WISHES, TRAVEL_MODES
from brokerage.volunteers.models import Volunteer
from brokerage.volunteers.sharing import SHARED_FIELDS
from brokerage.weeks import DAYS, clock


@dataclass(frozen=True, slots=True)
class Outline:
    """Somebody in outline; ``facts`` are labels and words."""

    public_id: str
    first_name: str
    district: str
    facts: tuple[tuple[str, str], ...]


def outline(session: Session, volunteer: Volunteer) -> Outline:
    """From the shared fields alone; a field that is no longer shared fails here."""
    shared = {name: getattr(volunteer, name) for name in SHARED_FIELDS if name != "id"}
    district = find_district(shared["district_code"]) if shared["district_code"] else None
    facts = {
        **_terms(session, [term.uri for term in shared["terms"]]),
        "Free": _free(shared),
        "Away": _away(shared["pauses"]),
        "From": f"{shared['available_from']:%-d %B %Y}" if shared["available_from"] else "",
        "Hours a week": _hours(shared["minutes_per_week"]),
        "Travels": _travels(shared),
        "From home": REMOTE_WISHES.get(shared["remote"], ""),
        "Languages": ", ".join(LANGUAGES.get(code, code) for code in shared["languages"]),
    }
    named = district.name if district else ""
    said = tuple((label, words) for label, words in facts.items() if words)
    return Outline(volunteer.public_id, shared["first_name"], named, said)


def _terms(session: Session, uris: list[str]) -> dict[str, str]:
    rows = session.execute(
        select(Term.kind, Term.label).where(Term.uri.in_(uris)).order_by(Term.label)
    ).all()
    wanted = {Kind.SKILL: "Can offer", Kind.CAUSE: "Cares about", Kind.ACCESSIBILITY: "Needs"}
    return {
        label: ", ".join(name for found, name in rows if found == kind)
        for kind, label in wanted.items()
    }


def _free(shared: dict[str, Any]) -> str:
    if shared["any_time"]:
        return "Any time"
    weekly = [window for window in shared["windows"] if not window.in_holidays]
    order = sorted(weekly, key=lambda one: (one.weekday, one.start_minute))
    times = [f"{DAYS[w.weekday]} {clock(w.start_minute)} to {clock(w.end_minute)}" for w in order]
    return ", ".join([*times, *(["the week changes"] if shared["week_changes"] else [])])


def _away(pauses: Any) -> str:
    return ", ".join(f"{one.first_on:%-d %b %Y} to {one.last_on:%-d %b %Y}" for one in pauses)


def _hours(minutes: int | None) -> str:
    return f"Up to {minutes / 60:g}" if minutes else ""


def _travels(shared: dict[str, Any]) -> str:
    how = TRAVEL_MODES.get(shared["travel_mode"] or "", "")
    far = shared["within_km"]
    within = f"up to {far / KM_PER_MILE:.0f} miles" if far else ""
    return ", ".join(part for part in (how, within) if part)
