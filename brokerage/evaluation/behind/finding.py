"""The records behind one number: those of its place and group that somebody may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, false, or_, select, true
from sqlalchemy.orm import Session

from brokerage.evaluation.areas import ALL, Area, Areas
from brokerage.evaluation.behind.allowing import Scope
from brokerage.evaluation.cells import TOTAL, Sum
from brokerage.evaluation.measures import COUNTED, TIMED
from brokerage.evaluation.measures.asking import NOT_STATED
from brokerage.evaluation.measures.rows import Groups, Record, Row, Selected, each
from brokerage.evaluation.periods import Period


@dataclass(frozen=True, slots=True)
class Piece:
    """One record, of whichever kind, and its part in the number."""

    record: Record
    row: Row


@dataclass(frozen=True)
class Within:
    """The centres and districts whose rows count in a place; ``everywhere``: all do."""

    centre_ids: frozenset[int]
    districts: frozenset[str]
    everywhere: bool

    @classmethod
    def of(cls, areas: Areas, area: Area) -> Within:
        """Of one place."""
        return cls(
            frozenset(one for one, code in areas.of_centre.items() if code == area.code),
            frozenset(code for code, names in areas.of_district.items() if area.code in names),
            area.code == ALL,
        )


def find_pieces(
    session: Session, measure_id: str, period: Period, group: str, within: Within, scope: Scope
) -> list[Piece]:
    """All of them, the newest first."""
    timed = measure_id in TIMED
    groups = Groups.OWN if timed else COUNTED[measure_id].groups
    sources = TIMED[measure_id].sources if timed else COUNTED[measure_id].sources
    found: list[Piece] = []
    for source in sources(session, period):
        rows = _asked_for(session, source.rows, within, scope)
        kept = [Piece(source.record, row) for row in rows if _of_group(groups, row, group)]
        found += _newest_first(kept)
    return found


def sum_of(pieces: Iterable[Piece]) -> Sum:
    """What they add up to."""
    parts = [piece.row for piece in pieces]
    return Sum(
        sum(row.numerator for row in parts),
        sum(row.denominator for row in parts),
        sum(row.unknown for row in parts),
    )


def _newest_first(pieces: list[Piece]) -> list[Piece]:
    """Texts stand for rows that come in their order."""
    if any(isinstance(piece.row.record, str) for piece in pieces):
        return pieces
    return sorted(pieces, key=lambda piece: int(piece.row.record), reverse=True)


def _asked_for(
    session: Session, rows: Selected | Iterable[Row], within: Within, scope: Scope
) -> Iterator[Row]:
    if isinstance(rows, Select):
        yield from each(session, _narrowed(rows, within, scope))
        return
    fits = _fitting(within, scope)
    yield from (row for row in rows if fits(row))


def _narrowed(rows: Selected, within: Within, scope: Scope) -> Selected:
    found = rows.subquery()
    here = true() if within.everywhere else _any_of(found.c.centre, found.c.district, within)
    mine = true() if scope.centre_ids is None else found.c.centre.in_(scope.centre_ids)
    return select(*found.c).where(here, mine)


def _any_of(
    centre: ColumnElement[int], district: ColumnElement[str], within: Within
) -> ColumnElement[bool]:
    return or_(false(), centre.in_(within.centre_ids), district.in_(within.districts))


def _fitting(within: Within, scope: Scope) -> Callable[[Row], bool]:
    def fits(row: Row) -> bool:
        here = row.centre_id in within.centre_ids or row.district_code in within.districts
        mine = scope.centre_ids is None or row.centre_id in scope.centre_ids
        return mine and (here or within.everywhere)

    return fits


def _of_group(groups: Groups, row: Row, group: str) -> bool:
    if groups is Groups.NONE:
        return group == TOTAL
    if groups is Groups.PARTS and group == TOTAL:
        return True
    return (NOT_STATED if row.group is None else row.group) == group
