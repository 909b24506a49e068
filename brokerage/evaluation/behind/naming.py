"""Records by their keys: what each is called, and which page it has."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.evaluation.periods import Period
from brokerage.schema import day_in_words
from brokerage.weeks import day_of

AT_ONCE = 500  # keys in one question: SQLite takes no more than a few thousand


@dataclass(frozen=True, slots=True)
class About:
    """One record. ``page``: the endpoint of its own page, where there is one for the reader."""

    label: str
    more: str = ""
    reference: str = ""
    page: str = ""
    arguments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asking:
    """Who wants to know, and of which period."""

    session: Session
    actor: Actor
    period: Period


Naming = Callable[[Asking, Sequence[int]], dict[int, About]]


def in_portions(keys: Collection[int]) -> Iterator[list[int]]:
    """The keys, so many at once."""
    ordered = sorted(set(keys))
    for start in range(0, len(ordered), AT_ONCE):
        yield ordered[start : start + AT_ONCE]


def on_day(moment: datetime | date | None) -> str:
    """The day of a moment, as people write it."""
    if moment is None:
        return "no day known"
    return day_in_words(day_of(moment) if isinstance(moment, datetime) else moment)


def joined(*said: str) -> str:
    """What there is to say, with commas."""
    text = ", ".join(one for one in said if one)
    return text[:1].upper() + text[1:]
