"""Stored values as people read them, for a copy that anybody can follow."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from brokerage.schema import day_in_words, declared
from brokerage.templating import local_time
from brokerage.volunteers.schemas import VolunteerSchema

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LABELS = {
    "actor": "Who did it",
    "on_behalf_of": "On whose behalf",
    "through": "Through",
    "uri": "What",
    "what": "What",
    "born_on": "Born on",
    "within_km": "How far, in kilometres",
    "done_at": "When",
    "done_by": "Who",
    "moved_at": "When",
    "kind": "Kind",
}
STAFF = "a member of staff, or somebody of an organisation"


def column_in_words(name: str) -> str:
    """The label of a field, as its form has it; else its name, spelled out."""
    if name in LABELS:
        return LABELS[name]
    field = declared(VolunteerSchema).get(name)
    if field is not None and field.metadata.get("label"):
        return str(field.metadata["label"])
    text = name.replace("_", " ")
    return text[:1].upper() + text[1:]


def value_in_words(name: str, value: Any) -> str:
    """A value as a sentence would have it; empty for what is not stated."""
    if value is None or value == "" or value == [] or value == {}:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return local_time(value)
    if isinstance(value, date):
        return day_in_words(value)
    if name == "weekday" and isinstance(value, int):
        return WEEKDAYS[value]
    if name.endswith("_minute") and isinstance(value, int):
        return f"{value // 60:02d}:{value % 60:02d}"
    if isinstance(value, dict):
        parts = ((key, value_in_words(key, inner)) for key, inner in value.items())
        return "; ".join(f"{column_in_words(key)}: {text}" for key, text in parts if text)
    if isinstance(value, list):
        return ", ".join(filter(None, (value_in_words("", inner) for inner in value)))
    return str(value)


def who_in_words(actor: str, own: str | None) -> str:
    """Staff are not named to others: what matters is in what part they acted."""
    if actor == own:
        return "you"
    kind = actor.partition(":")[0]
    words = {"job": "the service, by itself", "import": "an import", "public": "a visitor"}
    return words.get(kind, STAFF)
