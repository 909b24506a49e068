"""Which column of somebody's own table is which field of ours: guessed, then chosen by a person.

Columns about health, origin, offences and the like cannot be chosen for anything: they are dropped
and counted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from brokerage.errors import Invalid

TARGETS = {
    "id": "Reference in your system",
    "name": "Whole name",
    "first_name": "First name",
    "last_name": "Last name",
    "email": "E-mail",
    "phone": "Telephone",
    "second_phone": "Another telephone",
    "address": "Address, a line of it",
    "postcode": "Postcode",
    "born_on": "Date of birth (only the age group is kept)",
    "age": "Age in years",
    "preferred_channel": "Best way to reach them",
    "languages": "Languages",
    "heard_through": "How they heard of us",
    "travel_mode": "How they travel",
    "remote": "Roles done from home",
    "about": "About them",
    "skills": "Skills",
    "causes": "Causes",
    "since": "First heard of on",
}
MANY = ("address", "about", "skills", "causes")  # several columns may be one field
GUESSES = {
    "id": r"id|ref(?:erence)?|volunteer ?(?:id|no|number|ref)|vol ?id",
    "name": r"(?:full |volunteer )?name",
    "first_name": r"(?:first|fore|given|christian) ?names?",
    "last_name": r"(?:last|family) ?name|surname",
    "email": r"e ?mail(?: ?address)?",
    "phone": r"(?:mobile|cell|phone|telephone|tel)(?: ?(?:no|number|phone))?",
    "second_phone": r"(?:home|landline|other|work|second)(?: ?(?:phone|tel|telephone|number))?",
    "address": r"(?:street ?)?address(?: ?(?:line ?)?\d)?|street|town|city|county|village",
    "postcode": r"post ?(?:al ?)?code|zip",
    "born_on": r"dob|d o b|date of birth|birth ?date|born(?: on)?",
    "age": r"age",
    "preferred_channel": r"(?:preferred|best) (?:contact|way|channel).*|contact by",
    "languages": r"languages?(?: spoken)?",
    "heard_through": r"(?:how .*)?heard.*|source",
    "travel_mode": r"travel.*|transport",
    "about": r"about.*|notes?|comments?",
    "skills": r"skills?.*",
    "causes": r"(?:causes?|interests?).*",
    "since": r"(?:date )?(?:registered|joined|created|added)(?: on)?|registration date",
}
SENSITIVE = {
    "certificate numbers and checks": r"dbs|crb|certificate|criminal|disclosure|convict|offence",
    "ethnicity": r"ethnic|race|nationality|origin",
    "gender": r"gender|\bsex\b|pronoun",
    "disability and health": r"disab|health|medical|condition|illness|allerg|medicat|support need",
    "religion": r"relig|faith|belief",
    "sexual orientation": r"orientation|sexuality",
    "emergency contacts": r"emergency|next of kin|\bice\b|\bnok\b",
    "bank and insurance numbers": r"bank|sort code|national insurance|\bni ?(?:no|number)\b",
}


@dataclass(frozen=True)
class ColumnMapping:
    """``columns``: heading -> target; ``values``: target -> what is written -> our word."""

    source: str
    columns: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, target: str) -> tuple[str, ...]:
        """The columns of a target, in the order of the file."""
        return tuple(name for name, chosen in self.columns.items() if chosen == target)


def sensitive_kind(heading: str) -> str | None:
    """What kind of sensitive fact a column seems to hold; None for an ordinary one."""
    folded = _fold(heading)
    return next((kind for kind, sign in SENSITIVE.items() if re.search(sign, folded)), None)


def guess(heading: Sequence[str]) -> dict[str, str]:
    """A first proposal, to be looked at: no target twice, and no sensitive column."""
    found: dict[str, str] = {}
    for name in heading:
        if not name or sensitive_kind(name):
            continue
        for target, sign in GUESSES.items():
            free = target in MANY or target not in found.values()
            if free and re.fullmatch(sign, _fold(name)):
                found[name] = target
                break
    return found


def check(mapping: ColumnMapping, heading: Sequence[str]) -> None:
    """Raises Invalid, naming the column, for a mapping that cannot be used with a file."""
    for name, target in mapping.columns.items():
        if name not in heading:
            raise Invalid("The file has no such column.", name)
        if target not in TARGETS:
            raise Invalid(f"“{target}” is no field of ours.", name)
        if kind := sensitive_kind(name):
            raise Invalid(f"This seems to hold {kind}, which is never brought in.", name)
        if target not in MANY and mapping.of(target)[0] != name:
            raise Invalid(f"Another column is “{TARGETS[target]}” already.", name)
    if not (mapping.of("name") or mapping.of("first_name")):
        raise Invalid("Say which column holds the name.", "first_name")
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", mapping.source):
        raise Invalid("Name the source in small letters, such as ashford-sheet.", "source")


def read_mapping(path: Path) -> ColumnMapping:
    """A mapping from a JSON file: ``source``, ``columns``, perhaps ``values``. Raises Invalid."""
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
        columns = {str(name): str(target) for name, target in found["columns"].items()}
        values = {
            str(target): {str(said).casefold(): str(ours) for said, ours in words.items()}
            for target, words in found.get("values", {}).items()
        }
        return ColumnMapping(str(found["source"]), columns, values)
    except OSError as problem:
        raise Invalid(f"{path} cannot be read.") from problem
    except (ValueError, KeyError, AttributeError, TypeError) as problem:
        raise Invalid(f"{path.name} must hold “source” and “columns”; see the guide.") from problem


def _fold(heading: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", heading.casefold()).split())
