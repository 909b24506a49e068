"""The library of invented roles: data/roles holds one file for each kind of organisation."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Role:
    """A role that many organisations could offer. Texts may name {town} and {organisation}."""

    slug: str
    titles: tuple[str, ...]
    summary: str
    text: str
    when: tuple[str, ...]  # patterns, see timing.py
    causes: tuple[str, ...]
    must: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    useful: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    check: str | None = None
    check_reason: str | None = None
    youngest: int | None = None
    oldest: int | None = None
    attendance: str = "in_person"
    venues: tuple[str, ...] = ("hall",)
    private_home: bool = False
    several_places: bool = False
    micro: bool = False
    wanted: tuple[int, int] = (1, 6)
    training: bool | None = None
    expenses: bool | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """A kind of organisation, the names such bodies have, and the roles they offer."""

    slug: str
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    about: str
    roles: tuple[Role, ...]


@lru_cache
def themes() -> tuple[Theme, ...]:
    """Every theme, in the order of the file names."""
    return tuple(_theme(path) for path in sorted((DATA / "roles").glob("*.toml")))


@lru_cache
def centre_facts() -> tuple[dict[str, Any], ...]:
    """The invented centres."""
    return tuple(tomllib.loads((DATA / "centres.toml").read_text("utf-8"))["centres"])


@lru_cache
def words() -> dict[str, tuple[str, ...]]:
    """The words that names, streets and sentences are made of."""
    found = tomllib.loads((DATA / "words.toml").read_text(encoding="utf-8"))
    return {name: tuple(values) for name, values in found.items()}


@lru_cache
def desk_words() -> dict[str, tuple[str, ...]]:
    """What brokers write down: notes, things to do."""
    found = tomllib.loads((DATA / "desk.toml").read_text(encoding="utf-8"))
    return {name: tuple(values) for name, values in found.items()}


@lru_cache
def rights_words() -> dict[str, tuple[dict[str, Any], ...]]:
    """Concerns, complaints and requests, as they were told."""
    found = tomllib.loads((DATA / "rights.toml").read_text(encoding="utf-8"))
    return {name: tuple(values) for name, values in found.items()}


def _theme(path: Path) -> Theme:
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    roles = tuple(Role(**_frozen(role)) for role in read.pop("roles"))
    return Theme(slug=path.stem, roles=roles, **_frozen(read))


def _frozen(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else _joined(value)
        for name, value in values.items()
    }


def _joined(value: Any) -> Any:
    """Lines of a paragraph become one; an empty line begins the next."""
    if not isinstance(value, str):
        return value
    return "\n\n".join(" ".join(part.split()) for part in value.strip().split("\n\n"))


@lru_cache
def guidance_words() -> dict[str, Any]:
    """Training events, notes of support given, and who comes."""
    return tomllib.loads((DATA / "guidance.toml").read_text("utf-8"))
