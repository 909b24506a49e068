"""The list behind a number: filtered, sorted, a page of it or all of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from brokerage.centres.models import Centre
from brokerage.evaluation.behind import introductions, people, things
from brokerage.evaluation.behind.finding import Piece
from brokerage.evaluation.behind.naming import About, Asking, Naming, in_portions
from brokerage.evaluation.behind.parts import weight
from brokerage.evaluation.measures.rows import Record

ON_A_PAGE = 50
SORTS = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "name": "Name",
    "part": "What counts most first",
}
NAMED: Mapping[Record, Naming] = {
    Record.PERSON: people.people,
    Record.NAMELESS: people.nameless,
    Record.INTRODUCTION: introductions.introductions,
    Record.FEEDBACK: introductions.feedback,
    Record.HOURS: introductions.hours,
    Record.ROLE: things.roles,
    Record.ORGANISATION: things.organisations,
    Record.FUNDING: things.funding,
}
GONE = About("A record that is not there any more")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list."""

    piece: Piece
    about: About


def in_order(asking: Asking, pieces: Sequence[Piece], sort: str) -> list[Piece]:
    """All of them, in the order asked for."""
    if sort == "oldest":
        return list(reversed(pieces))
    if sort == "part":
        return sorted(pieces, key=lambda piece: weight(piece.row))
    if sort == "name":
        named = lines_of(asking, pieces)
        return [one.piece for one in sorted(named, key=lambda one: one.about.label.casefold())]
    return list(pieces)


def lines_of(asking: Asking, pieces: Sequence[Piece]) -> list[Line]:
    """The same rows, each with what it is called and where its page is."""
    found: dict[tuple[Record, int | str], About] = {}
    for record, naming in NAMED.items():
        keys = [int(one.row.record) for one in pieces if one.record is record]
        for portion in in_portions(keys):
            named = naming(asking, portion).items()
            found |= {(record, number): about for number, about in named}
    lines = [str(one.row.record) for one in pieces if one.record is Record.SUPPORT]
    if lines:
        centres = asking.session.scalars(select(Centre.id)).all()
        named_lines = things.support(asking, lines, centres).items()
        found |= {(Record.SUPPORT, line): about for line, about in named_lines}
    return [Line(one, found.get((one.record, one.row.record), GONE)) for one in pieces]
