"""A long list, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of how many is shown. A page past the end shows the last."""

    total: int
    asked: int = 1
    size: int = 25

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.total // self.size))

    @property
    def page(self) -> int:
        """The page that is shown."""
        return min(self.asked, self.pages)

    @property
    def offset(self) -> int:
        """How many come before it."""
        return (self.page - 1) * self.size


def page_of(arguments: Mapping[str, str]) -> int:
    """The page an address names; the first where it names none."""
    said = arguments.get("page", "")
    return max(1, int(said)) if said.isascii() and said.isdecimal() and len(said) < 7 else 1
