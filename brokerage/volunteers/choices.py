"""Lists to choose from in a person's record. Those a centre may add to are data with a source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def read_data(name: str) -> dict[str, Any]:
    """A shipped list, with its source and the day from which it holds."""
    found: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return found


AGE_BANDS = {
    "under-16": "Under 16",
    "16-24": "16 to 24",
    "25-34": "25 to 34",
    "35-49": "35 to 49",
    "50-64": "50 to 64",
    "65-74": "65 to 74",
    "75+": "75 or over",
}
YOUNGEST = {
    "under-16": 0,
    "16-24": 16,
    "25-34": 25,
    "35-49": 35,
    "50-64": 50,
    "65-74": 65,
    "75+": 75,
}
CHANNELS = {
    "email": "E-mail",
    "phone": "Telephone",
    "text": "Text message",
    "letter": "Letter",
    "carer": "Through a carer",
}
TRAVEL_MODES = {"walk": "On foot", "cycle": "By bicycle", "bus": "By bus or train", "car": "By car"}
REMOTE_WISHES = {
    "no": "Not from home",
    "welcome": "From home is fine too",
    "only": "Only from home",
}
VOLUNTEERED_BEFORE = {
    "never": "No, this is my first time",
    "long_ago": "Yes, but not in the last 12 months",
    "lately": "Yes, in the last 12 months",
}
HEARD_THROUGH: dict[str, str] = read_data("heard_through")["choices"]
LANGUAGES: dict[str, str] = read_data("languages")["choices"]
BIRTH_DATE_REASONS = {
    "minimum_age": "The role has a lowest age",
    "insurer": "The insurer asks for it",
    "check": "A DBS check needs it",
    "guardian": "To know whether a guardian must agree",
}


def band_of(age: int) -> str:
    """The age group of a number of years."""
    return max((low, band) for band, low in YOUNGEST.items() if low <= age)[1]
