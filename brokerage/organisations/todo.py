"""What waits for an organisation. Each slice says what of its own does; the home page lists all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from brokerage.organisations.models import Organisation


@dataclass(frozen=True)
class ToDo:
    """One thing to do: in words, where it is done, and by when if there is a day.

    ``tap``: an answer that can be sent there at once, and the words on its button.
    """

    text: str
    href: str
    due_on: date | None = None
    tap: tuple[str, str] | None = None


Source = Callable[[Session, Organisation], Iterable[ToDo]]


def waiting(session: Session, organisation: Organisation, sources: Iterable[Source]) -> list[ToDo]:
    """All that waits, what has a day first and in the order of the days."""
    found = [todo for source in sources for todo in source(session, organisation)]
    return sorted(found, key=lambda todo: (todo.due_on is None, todo.due_on or date.max))
