"""All published tables of a quarter protected together, and the audit of what is left to see."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from brokerage.evaluation.publishing.disclosure import (
    Cell,
    Same,
    Told,
    exposed,
    protect,
    rounded,
)
from brokerage.evaluation.publishing.lines import Drawn, Line, same_people


@dataclass(frozen=True)
class Protected:
    """What is told of each line; None: hidden. ``for_others``: hidden although not small."""

    told: Mapping[str, int | None]
    for_others: frozenset[str]
    exposed: tuple[str, ...]


def protect_tables(
    tables: Sequence[Drawn], threshold: int, hidden_before: Collection[str] = ()
) -> Protected:
    """Decide what is told. ``hidden_before``: lines that an earlier edition of it had hidden.

    Tables that have nobody in common know nothing of each other, so each family of them is
    protected by itself; that is the same, and quicker.
    """
    lines = {line.name: line for table in tables for line in table.lines}
    facts = same_people(tables)
    told: dict[str, int | None] = {}
    for_others: set[str] = set()
    found: list[str] = []
    for cells, same in families([line.cell() for line in lines.values()], facts):
        before = [cell.name for cell in cells if cell.name in hidden_before]
        one = protect(cells, same, threshold=threshold, hidden=before)
        found += exposed(cells, one.shown, same, threshold=threshold)
        told |= {name: _amount(lines[name], one) for name in one.shown if lines[name].told}
        for_others |= one.hidden_for_others
    return Protected(told, frozenset(for_others & told.keys()), tuple(found))


def families(cells: Iterable[Cell], same: Sequence[Same]) -> list[tuple[list[Cell], list[Same]]]:
    """Cells that count some of the same people, directly or through others, with what is known."""
    root: dict[str, str] = {}

    def top(part: str) -> str:
        while root.setdefault(part, part) != part:
            part = root[part]
        return part

    cells = list(cells)
    for parts in [*(cell.parts for cell in cells), *(fact.one | fact.other for fact in same)]:
        first, *others = sorted(parts)
        for other in others:
            root[top(other)] = top(first)
    found: dict[str, tuple[list[Cell], list[Same]]] = {}
    for cell in cells:
        found.setdefault(top(min(cell.parts)), ([], []))[0].append(cell)
    for fact in same:
        found[top(min(fact.one))][1].append(fact)
    return list(found.values())


def _amount(line: Line, one: Told) -> int | None:
    return None if one.shown[line.name] is None else rounded(line.amount)
