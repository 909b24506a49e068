"""A change in words: what a field is called, and its value as a person reads it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from brokerage.opportunities.schemas import OpportunitySchema
from brokerage.schema import declared, in_words

LABELS = {
    "check_reason": "Why this check",
    "with_children": "With children",
    "with_adults_at_risk": "With adults at risk",
    "in_private_homes": "In private homes",
    "places": "Where",
    "sessions": "Times",
    "windows": "Hours wanted within",
    "terms": "Causes, skills and requirements",
    "kind": "Kind of role",
}


def label_of(name: str) -> str:
    """What a field is called on screen."""
    known = declared(OpportunitySchema)
    said = LABELS.get(name) or (known[name].metadata.get("label") if name in known else None)
    return str(said or name.replace("_", " ").capitalize())


def words_of(name: str, value: Any) -> str:
    """A value as a person reads it; an empty text for none."""
    if name == "places":
        return "; ".join(_place(one) for one in value or ())
    if isinstance(value, list) and value and isinstance(value[0], list):
        return "; ".join(" ".join(str(part) for part in one) for one in value)
    rows = declared(OpportunitySchema)
    if name in rows and name not in LABELS:
        return in_words(rows[name], value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _place(place: Mapping[str, Any]) -> str:
    if place.get("is_private_home"):
        return f"Somebody’s home, {(place.get('postcode') or '').split(' ')[0]}".rstrip(", ")
    said = (place.get("name"), place.get("address"), place.get("postcode"))
    return ", ".join(str(part) for part in said if part)
