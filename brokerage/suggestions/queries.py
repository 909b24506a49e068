"""A search as somebody asked it: from an address, a JSON body or a command line to one shape.

The page counts miles or minutes (``within=10``, ``within=30min``), the API kilometres and minutes
(``within_km=16``, ``within_minutes=30``); from here on there is only one question, so page, API and
terminal cannot give different orders.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import MultiDict

from brokerage.errors import Invalid
from brokerage.suggestions.schemas import MAX_KM, FilterSchema, SearchSchema
from brokerage.templating import KM_PER_MILE
from brokerage.weeks import Week, box_names, read_week

_MINUTES = re.compile(r"(\d+)\s*(?:min|mins|minutes)", re.IGNORECASE)
_DISTANCE = re.compile(r"(\d+(?:\.\d+)?)\s*(mi|mile|miles|km)?", re.IGNORECASE)

WHICH_WAY = "Say how you travel: half an hour on foot is not half an hour by car."


@dataclass(frozen=True)
class Profile:
    """About the person who asks, read but not yet looked up."""

    near: str = ""
    within_km: float | None = None
    travel_mode: str | None = None
    within_minutes: int | None = None
    remote: str = "welcome"
    skills: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    text: str = ""
    week: Week = field(default_factory=Week)
    minutes_per_week: int | None = None
    age: int | None = None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Filters:
    """What must be so."""

    q: str = ""
    cause: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    expenses: bool = False
    under18: bool = False
    since: int | None = None
    same: str = ""  # a role: only the postings of its advert, each for itself

    def __bool__(self) -> bool:
        return self != Filters()


@dataclass(frozen=True)
class Search:
    """One question: who asks, what must be so, and which page of the answer."""

    profile: Profile = field(default_factory=Profile)
    filters: Filters = field(default_factory=Filters)
    limit: int = 20
    page: int = 1


def from_mapping(data: Mapping[str, Any]) -> Search:
    """From a body that SuggestionsQuestionSchema has read."""
    return Search(
        profile=_profile(data),
        filters=_filters(data.get("filters") or {}),
        limit=data.get("limit", 20),
        page=data.get("page", 1),
    )


def from_address(args: MultiDict[str, str]) -> Search:
    """From the part of an address after the question mark.

    Raises ValidationError, by field, for a value that is refused; an address may carry unknown
    parameters (trackers add them), which are passed over.
    """
    raw: dict[str, Any] = {}
    for name in SearchSchema._declared_fields:
        texts = [text.strip() for text in args.getlist(name) if text.strip()]
        if texts:
            many = name in LISTS
            raw[name] = texts if many else texts[0]
    raw |= read_within((args.get("within") or "").strip())
    return from_flat(SearchSchema().load(raw))


def read_within(text: str) -> dict[str, Any]:
    """The one limit that the page asks for: "10" (miles), "16km" or "30min"; empty for none."""
    if not text:
        return {}
    if minutes := _MINUTES.fullmatch(text):
        return {"within_minutes": minutes[1]}
    return {"within_km": read_distance(text, "within", per_unit=KM_PER_MILE)}


def from_flat(data: Mapping[str, Any]) -> Search:
    """From what SearchSchema has read."""
    return Search(_profile(data), _filters(data), data["limit"], data["page"])


LISTS = frozenset({"skills", "interests", "when", "needs", "cause", "uses", "on", "kind", "access"})


def read_distance(text: str, name: str, per_unit: float = 1.0) -> float:
    """ "10mi", "16 km", or a bare number of units of ``per_unit`` kilometres; in kilometres.

    Raises Invalid, naming the field.
    """
    found = _DISTANCE.fullmatch(text.strip())
    if found is None:
        raise Invalid("Write a distance such as 10, 10mi or 16km.", name)
    unit = (found[2] or "").lower()
    factor = {"km": 1.0, "": per_unit}.get(unit, KM_PER_MILE)
    km = float(found[1]) * factor
    if not 0.1 <= km <= MAX_KM:
        raise Invalid("The distance must be more than 0 and at most 620 miles.", name)
    return km


def _profile(data: Mapping[str, Any]) -> Profile:
    if data.get("within_minutes") and not data.get("travel_mode"):
        raise Invalid(WHICH_WAY, "travel_mode")
    return Profile(
        near=data.get("near", "").strip(),
        within_km=data.get("within_km"),
        travel_mode=data.get("travel_mode"),
        within_minutes=data.get("within_minutes"),
        remote=data.get("remote", "welcome"),
        skills=tuple(data.get("skills", ())),
        interests=tuple(data.get("interests", ())),
        text=data.get("text", "").strip(),
        week=read_week(data.get("when", ())),
        minutes_per_week=data.get("minutes_per_week"),
        age=data.get("age"),
        needs=tuple(data.get("needs", ())),
    )


def _filters(data: Mapping[str, Any]) -> Filters:
    unknown = [box for box in data.get("on", ()) if box not in box_names()]
    if unknown:
        raise Invalid(
            f"“{unknown[0][:30]}” is not a part of the week, such as “tue-evening”.", "on"
        )
    names = [name for name in FilterSchema._declared_fields if data.get(name)]
    values: dict[str, Any] = {
        name: tuple(data[name]) if isinstance(data[name], list) else data[name] for name in names
    }
    return Filters(**values)
