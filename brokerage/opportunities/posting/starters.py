"""Roles to start from: words of ours that a group makes its own (data/starters.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from brokerage.opportunities.models import Kind

GAP = re.compile(r"\[[^\]\n]{1,80}\]")


@dataclass(frozen=True)
class Starter:
    """A role that many groups offer, as the answers of its pages."""

    slug: str
    name: str
    kind: Kind
    answers: Mapping[str, list[str]]


@cache
def starters() -> dict[str, Starter]:
    """All of them by short name, in the order in which they are offered."""
    text = resources.files(__package__).joinpath("data/starters.toml").read_text("utf-8")
    return {row["slug"]: _starter(row) for row in tomllib.loads(text)["starters"]}


def gaps(text: str) -> list[str]:
    """What still stands in square brackets, each once: only the group knows it."""
    return list(dict.fromkeys(GAP.findall(text)))


def _starter(row: dict[str, object]) -> Starter:
    answers: dict[str, list[str]] = {}
    for name in ("title", "summary", "description", "attendance"):
        answers[name] = [str(row[name]).strip()]
    for name in ("skills", "causes", "musts"):
        found = row.get(name)
        answers[name] = [str(one) for one in found] if isinstance(found, list) else []
    more = row["answers"]
    assert isinstance(more, dict)  # noqa: S101 - our own file
    answers |= {name: [str(value)] for name, value in more.items()}
    kind = Kind(str(row.get("kind", "role")))
    return Starter(str(row["slug"]), str(row["name"]), kind, answers)
