"""What may be chosen of two records, field by field; columns that only make sense together are one
choice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Date

from brokerage.errors import Invalid
from brokerage.volunteers.models import Volunteer

CHOICES: dict[str, tuple[str, ...]] = {
    "first_name": ("first_name",),
    "last_name": ("last_name",),
    "age_band": ("age_band",),
    "born_on": ("born_on", "born_on_needed_for"),
    "email": ("email",),
    "phone": ("phone", "phone_e164"),
    "second_phone": ("second_phone",),
    "address": ("address",),
    "preferred_channel": ("preferred_channel",),
    "languages": ("languages",),
    "heard_through": ("heard_through",),
    "volunteered_before": ("volunteered_before",),
    "home": ("postcode", "latitude", "longitude", "approximate", "district_code"),
    "within_km": ("within_km",),
    "travel_mode": ("travel_mode",),
    "remote": ("remote",),
    "about": ("about",),
    "access_needs": ("access_needs",),
    "availability": (
        "availability_stated",
        "any_time",
        "week_changes",
        "minutes_per_week",
        "available_from",
    ),
}
KEPT, MERGED = "kept", "merged"


def suggested(kept: Volunteer, merged: Volunteer) -> dict[str, str]:
    """The kept record's values, and the other's where it alone says something."""
    return {
        name: MERGED if _silent(kept, columns) and not _silent(merged, columns) else KEPT
        for name, columns in CHOICES.items()
    }


def differing(kept: Volunteer, merged: Volunteer) -> list[str]:
    """What there is to choose: the fields in which the two differ."""
    return [
        name
        for name, columns in CHOICES.items()
        if any(getattr(kept, column) != getattr(merged, column) for column in columns)
    ]


def take_over(kept: Volunteer, merged: Volunteer, choices: Mapping[str, str]) -> dict[str, Any]:
    """Put chosen values into the kept record; by column, what stood there and what stands now.

    Raises Invalid for a choice that is none.
    """
    for name, choice in choices.items():
        if name not in CHOICES or choice not in (KEPT, MERGED):
            raise Invalid("Choose one of the two records.", name)
    changes = {}
    for name, columns in CHOICES.items():
        for column in columns if choices.get(name) == MERGED else ():
            old, new = getattr(kept, column), getattr(merged, column)
            if old != new:
                setattr(kept, column, new)
                changes[column] = [_plain(old), _plain(new)]
    return changes


def put_back(kept: Volunteer, changes: Mapping[str, Any]) -> list[str]:
    """Give columns what stood there; those changed again since keep that, and are named."""
    changed_since = []
    for column, (old, new) in changes.items():
        if _plain(getattr(kept, column)) == new:
            setattr(kept, column, _typed(column, old))
        else:
            changed_since.append(column)
    return changed_since


def _silent(record: Volunteer, columns: tuple[str, ...]) -> bool:
    first = getattr(record, columns[0])
    return first is None or first == "" or first == [] or first is False


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _typed(column: str, value: Any) -> Any:
    kind = Volunteer.__table__.c[column].type
    return date.fromisoformat(value) if value is not None and isinstance(kind, Date) else value
