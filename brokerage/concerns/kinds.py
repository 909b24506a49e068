"""What somebody can tell us about, and whom to ring when it cannot wait."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

HARM = "harm"
KINDS = {
    HARM: "Somebody may be at risk of harm, or something felt unsafe",
    "behaviour": "How somebody treated me or somebody else",
    "role": "A role is wrong, misleading, or should not be here",
    "data": "How my personal details are used",
    "site": "Something on this site does not work for me",
    "other": "Something else",
}
OUTCOMES = {
    "passed_on": "Passed to the council or the police",
    "advice": "Advice taken, no further action",
    "handled": "Handled by the centre",
    "unfounded": "Nothing was found",
    "duplicate": "Told twice",
}


@dataclass(frozen=True)
class Contact:
    """Somebody to ring. ``url`` is where the number was taken from, ``checked_on`` when."""

    name: str
    when: str
    phone: str
    link: str
    url: str
    checked_on: date


@cache
def emergency_contacts() -> tuple[Contact, ...]:
    """In the order to try them."""
    text = files("brokerage.concerns").joinpath("data/emergency_contacts.json").read_text("utf-8")
    rows = json.loads(text)
    return tuple(
        Contact(**{**row, "checked_on": date.fromisoformat(row["checked_on"])}) for row in rows
    )
