"""What stands in a package beside its tables: what it is, of when, and what it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

OPEN_LICENCE = {
    "name": "OGL-UK-3.0",
    "title": "Open Government Licence v3.0",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}


@dataclass(frozen=True)
class About:
    """``name`` in small letters, digits, "-", "_" and ".": the file names begin with it.

    ``licence`` is None for what is not for the public. ``more``: further facts, such as how many
    rows were left out.
    """

    name: str
    title: str
    description: str
    period: str
    definitions: str
    made_from: str
    release: int = 1
    filters: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[Mapping[str, str], ...] = ()
    licence: Mapping[str, str] | None = None
    more: Mapping[str, object] = field(default_factory=dict)

    def in_words(self) -> list[tuple[str, str]]:
        """For people: the first sheet of the workbook."""
        facts = {
            "Title": self.title,
            "What it is": self.description,
            "Period": self.period,
            "Version of the definitions": self.definitions,
            "Release": str(self.release),
            "Made from": self.made_from,
            "Only of": "; ".join(f"{name}: {value}" for name, value in self.filters.items()),
            "Sources": "; ".join(source["title"] for source in self.sources),
            "Licence": self.licence["title"] if self.licence else "Not for passing on",
            **{_words(name).capitalize(): _told(it) for name, it in sorted(self.more.items())},
        }
        return [(name, text) for name, text in facts.items() if text]


def _words(name: str) -> str:
    return name.replace("_", " ")


def _told(fact: object) -> str:
    """A list with commas, and of what has parts each with its name; nothing where it is None."""
    if isinstance(fact, Mapping):
        return "; ".join(f"{_words(name)}: {_told(it)}" for name, it in fact.items())
    if isinstance(fact, list | tuple):
        return ", ".join(_told(it) for it in fact)
    return "" if fact is None else str(fact)
