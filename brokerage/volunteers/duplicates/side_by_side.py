"""Two records beside each other, in words, with what there is to choose."""

from __future__ import annotations

from dataclasses import dataclass

from brokerage.forms import Control
from brokerage.schema import declared, in_words
from brokerage.volunteers.duplicates.values import (
    CHOICES,
    KEPT,
    MERGED,
    differing,
    suggested,
)
from brokerage.volunteers.models import Volunteer
from brokerage.volunteers.schemas import VolunteerSchema
from brokerage.weeks import DAYS, clock

NOTHING = "Nothing stated"
FIELDS = declared(VolunteerSchema)
LABELS = {"home": "Home postcode", "availability": "When they are free", "address": "Address"}


@dataclass(frozen=True)
class Same:
    """A field in which both say the same."""

    label: str
    value: str


def choices_of(kept: Volunteer, merged: Volunteer) -> list[Control]:
    """A question for each field in which they differ, answered as we would."""
    chosen = suggested(kept, merged)
    return [
        Control(
            name,
            "radios",
            _label(name),
            choices=((KEPT, _words(kept, name)), (MERGED, _words(merged, name))),
            values=(chosen[name],),
        )
        for name in differing(kept, merged)
    ]


def same_in_both(kept: Volunteer, merged: Volunteer) -> list[Same]:
    """What both say, where it is anything."""
    apart = set(differing(kept, merged))
    found = [Same(_label(name), _words(kept, name)) for name in CHOICES if name not in apart]
    return [one for one in found if one.value != NOTHING]


def full_name(person: Volunteer) -> str:
    """Both names."""
    return f"{person.first_name} {person.last_name}".strip()


def _label(name: str) -> str:
    field = FIELDS.get(name)
    return LABELS.get(name) or (str(field.metadata["label"]) if field else name)


def _words(person: Volunteer, name: str) -> str:
    if name == "availability":
        return _when(person)
    if name == "home":
        return person.postcode or NOTHING
    value = getattr(person, name)
    if value in (None, "", []):
        return NOTHING
    field = FIELDS.get(name)
    return in_words(field, value) if field else str(value)


def _when(person: Volunteer) -> str:
    told = ["Any time"] if person.any_time else []
    told += ["Their week changes"] if person.week_changes else []
    told += [
        f"{DAYS[w.weekday].capitalize()} {clock(w.start_minute)} to {clock(w.end_minute)}"
        + (" in school holidays" if w.in_holidays else "")
        for w in person.windows
    ]
    if person.minutes_per_week:
        told.append(f"{person.minutes_per_week / 60:g} hours a week")
    return "; ".join(told) or NOTHING
