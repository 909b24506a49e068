"""What keeps a role out of somebody's list, each by name, and what would open it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from brokerage.opportunities.models import Opportunity
from brokerage.suggestions import adapter
from brokerage.suggestions.facets import TITLES, chosen, labels_of
from brokerage.suggestions.queries import Filters
from brokerage.suggestions.schemas import MAX_MINUTES
from brokerage.suggestions.travel import minutes_in_words, minutes_taken
from brokerage.suggestions.understanding import Understood
from brokerage.templating import KM_PER_MILE
from matching.reasons import inside, listed
from matching.types import Account, Exclusion

ACCESS = "access"
QUARTER = 15  # minutes
HINTS = {
    "age": "Age limits often come from insurance. Your volunteer centre can tell you more.",
    ACCESS: "Ask first: your volunteer centre can find out whether it could be arranged.",
}


@dataclass(frozen=True)
class Bar:
    """One thing in the way. ``change``: answers to change, by parameter; None takes one away."""

    rule: str  # "distance", "age", "skills" ...; or "filter" and the name of it: "filter:kind"
    text: str
    way: str = ""  # what would open it, in words
    change: Mapping[str, Any] | None = None


def bars(role: Opportunity, row: int, account: Account, question: Understood) -> Iterable[Bar]:
    """Rules first, then filters."""
    for out in account.exclusions:
        yield _ruled(out, role, account, question)
    yield from _filtered(row, question)


def _ruled(out: Exclusion, role: Opportunity, account: Account, question: Understood) -> Bar:
    if out.rule == "distance":
        return Bar(out.rule, out.text, *_farther(role, account.match.distance_km, question))
    if out.rule == "remote":
        home = role.attendance == "remote"
        way = "Include roles done from home" if home else "Include roles away from home"
        return Bar(out.rule, out.text, way, {"remote": "welcome"})
    if out.rule == ACCESS:
        return Bar(out.rule, out.text, HINTS[ACCESS], {"needs": None})
    if out.rule == "skills":
        return Bar(out.rule, out.text, *_skilled(role, question))
    return Bar(out.rule, out.text, HINTS.get(out.rule, ""))


def _farther(
    role: Opportunity, km: float | None, question: Understood
) -> tuple[str, Mapping[str, Any]]:
    """The next whole mile and quarter of an hour; no limit where neither is too little."""
    profile, change, words = question.search.profile, dict[str, float](), list[str]()
    if profile.within_km and km is not None and km > profile.within_km:
        miles = math.ceil(km / KM_PER_MILE + 0.01)
        change["within_km"] = miles * KM_PER_MILE
        words.append(f"look up to {miles} miles away")
    taken = _minutes(role, question) if profile.within_minutes else None
    if profile.within_minutes and taken and taken > profile.within_minutes:
        minutes = QUARTER * math.ceil(taken / QUARTER)
        change["within_minutes"] = minutes
        words.append(f"travel for up to {minutes_in_words(minutes)}")
    if not change or change.get("within_minutes", 0) > MAX_MINUTES:
        return "Look without a limit on how far", {"within_km": None, "within_minutes": None}
    said = " and ".join(words)
    return f"{said[0].upper()}{said[1:]}", change


def _minutes(role: Opportunity, question: Understood) -> float | None:
    snapshot = question.snapshot
    place = adapter.opportunity(role, snapshot.vocabulary, snapshot.today)
    return minutes_taken(question.person, place)


def _skilled(role: Opportunity, question: Understood) -> tuple[str, Mapping[str, Any]]:
    held = {skill.uri for skill in question.person.skills}
    uris = [t.uri for t in role.terms if t.importance == "must" and t.uri not in held]
    labels = [inside(question.snapshot.vocabulary.label(uri)) for uri in uris]
    return f"If you can do it, say so: {listed(labels)}", {"skills": uris}


def _filtered(row: int, question: Understood) -> Iterable[Bar]:
    """Each filter that the role does not pass by itself."""
    filters, facets = question.search.filters, question.snapshot.facets
    values: dict[str, Any] = {
        name: getattr(filters, name) for name, found in chosen(filters).items() if found
    }
    for name, value in {"q": filters.q, **values}.items():
        if value and not facets.mask(Filters(**{name: value}), question.today)[row]:
            labels = labels_of(name, filters, question.snapshot.vocabulary)
            said = " or ".join(labels) if labels else f"“{filters.q}”"
            title = TITLES.get(name, "Words")
            text = f"You filtered by {title.lower()}: {said}"
            yield Bar(f"filter:{name}", text, "Take that filter away", {name: None})
    if filters.same and not question.snapshot.repeats.family(row)[_row_of(question)]:
        text = "You are looking at one role in its different places, and this is another role"
        yield Bar("filter:same", text, "Look at all roles", {"same": None})


def _row_of(question: Understood) -> int:
    return question.snapshot.catalogue.index_of(question.search.filters.same) or 0
