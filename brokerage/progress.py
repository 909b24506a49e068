"""How far a long piece of work has come: an import that is brought in, a centre that leaves.

It is one transaction, and a number inside it would be seen by nobody before its end: so the number
stands in a small file beside the database. Where the jobs run on another machine there is none,
and the page says only that it goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from flask import Flask

T = TypeVar("T")
EVERY = 100  # rows between two notes


class Progressing:
    """Counts rows as they are decided; called once for each."""

    def __init__(
        self, note: Callable[[int], None] = lambda _rows: None, every: int = EVERY
    ) -> None:
        self.rows = 0
        self._note = note
        self._every = every

    def __call__(self) -> None:
        self.rows += 1
        if self.rows % self._every == 0:
            self._note(self.rows)

    def each(self, items: Iterable[T]) -> Iterator[T]:
        """The same items, each counted as it is taken."""
        for item in items:
            self()
            yield item


def noted_for(app: Flask, name: str, every: int = EVERY) -> Progressing:
    """A count that a page can read meanwhile. ``every``: fewer for steps that are slow and few."""
    path = _path(app, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    return Progressing(lambda rows: _write(path, rows), every)


def rows_done(app: Flask, name: str) -> int:
    """How many rows have been decided so far; 0 where nothing is known."""
    try:
        return int(_path(app, name).read_text("ascii"))
    except (OSError, ValueError):
        return 0


def forget(app: Flask, name: str) -> None:
    """It is over."""
    _path(app, name).unlink(missing_ok=True)


def _write(path: Path, rows: int) -> None:
    """Whole or not at all: somebody may be reading."""
    new = path.with_suffix(".new")
    new.write_text(str(rows), "ascii")
    new.replace(path)


def _path(app: Flask, name: str) -> Path:
    return Path(app.instance_path) / "progress" / f"{name}.rows"
