"""The fixed list of published tables, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "data" / "published_tables.toml"


@dataclass(frozen=True, slots=True)
class Stated:
    """One table. ``people``: those of the same name count the same people.

    ``fold``: groups put together, each with the codes it is made of ("white_*": all that begin
    so). ``answers``: what the two parts of a share and those who did not say are called.
    """

    name: str
    title: str
    about: str
    measure: str
    people: str
    by: str
    unit: str
    fold: tuple[tuple[str, tuple[str, ...]], ...] = ()
    answers: tuple[str, ...] = ()

    def folded(self, code: str) -> str | None:
        """What a group is put together as; None where it stands by itself."""
        for label, codes in self.fold:
            if any(code == one or (one[-1] == "*" and code.startswith(one[:-1])) for one in codes):
                return label
        return None


@cache
def published_tables() -> Mapping[str, Stated]:
    """All of them by name, in the order in which they are shown."""
    found = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {name: _stated(name, facts) for name, facts in found.items()}


def _stated(name: str, facts: dict[str, Any]) -> Stated:
    fold = tuple((label, tuple(codes)) for label, codes in facts.pop("fold", ()))
    answers = tuple(facts.pop("answers", ()))
    return Stated(name=name, fold=fold, answers=answers, **facts)
