"""The answers that an address carries, and the same with one thing changed.

Only what a search knows is kept: parameters that trackers add do not spread over our links.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from brokerage.suggestions.schemas import SearchSchema

KNOWN = ("within", *SearchSchema._declared_fields)


@dataclass(frozen=True)
class Answers:
    """Values by name; never changed, only copied."""

    lists: Mapping[str, list[str]]

    @classmethod
    def of(cls, args: MultiDict[str, str]) -> Answers:
        """What an address says, without empty answers and unknown names."""
        lists = {name: [text for text in args.getlist(name) if text.strip()] for name in KNOWN}
        return cls({name: values for name, values in lists.items() if values})

    def without(self, *names: str) -> Answers:
        """Without some answers."""
        return Answers({name: v for name, v in self.lists.items() if name not in names})

    def less(self, name: str, value: str) -> Answers:
        """Without one of several values."""
        return self.with_values(name, [v for v in self.lists.get(name, ()) if v != value])

    def with_values(self, name: str, values: Sequence[str]) -> Answers:
        """With one answer replaced; removed where there are no values."""
        kept = self.without(name)
        return Answers({**kept.lists, name: list(values)}) if values else kept

    def with_page(self, number: int) -> Answers:
        """Another page of the same; the first needs no number."""
        return self.with_values("page", [str(number)] if number > 1 else [])

    def pairs(self) -> Iterator[tuple[str, str]]:
        """(name, value) for hidden fields."""
        for name, values in self.lists.items():
            for value in values:
                yield name, value
