"""What is counted, as data: each measure with its version, its words and where it comes from.

docs/data-dictionary.md and the help on the screen are made from these; so are the titles of
tables and columns in exports.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from hashlib import sha256
from pathlib import Path

from brokerage.errors import NotFound

DATA = Path(__file__).parent / "data" / "measures.toml"


class Kind(StrEnum):
    """What the number of a measure is."""

    COUNT = "count"
    SHARE = "share"  # numerator of denominator, told as a percentage
    SPREAD = "spread"  # days: the middle one, and what nine in ten stay under
    MINUTES = "minutes"  # told as hours
    MONEY = "money"  # pounds, from low to high


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is counted. ``groups`` says what its groups are called, if it has any."""

    id: str
    title: str
    group: str
    version: int
    kind: Kind
    definition: str
    numerator: str
    denominator: str
    exclusions: str
    groups: str
    fields: tuple[str, ...]
    owner: str


@cache
def measures() -> dict[str, Measure]:
    """All of them by id, in the order in which they are shown."""
    found = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {name: _measure(name, stated) for name, stated in found.items()}


def get_measure(name: str) -> Measure:
    """One measure. Raises NotFound for a name that is not on the list."""
    if name not in measures():
        raise NotFound("We do not count anything by that name.")
    return measures()[name]


@cache
def definitions_version() -> str:
    """A short name for all definitions together: it changes when any of their words do."""
    return sha256(DATA.read_bytes()).hexdigest()[:12]


def _measure(name: str, stated: dict[str, object]) -> Measure:
    facts = {"denominator": "", "groups": ""} | stated
    fields, kind = facts.pop("fields"), facts.pop("kind")
    return Measure(id=name, kind=Kind(str(kind)), fields=tuple(fields), **facts)  # type: ignore[arg-type]
