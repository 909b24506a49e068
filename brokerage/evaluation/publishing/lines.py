"""The lines of the published tables, before anything is hidden: what each counts, and of whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from brokerage.evaluation.publishing.disclosure import Cell, Same
from brokerage.evaluation.publishing.stated import Stated


@dataclass(frozen=True)
class Line:
    """``people``: how many it rests on, of the groups ``parts``; ``amount``: what is told.

    The two differ where hours are told. ``told`` is false for those without a group, who are
    guarded as well: "12 people, 11 of them chose this" tells of one who did not.
    """

    table: str
    code: str
    label: str
    people: int
    amount: int
    parts: frozenset[str]
    is_total: bool = False
    told: bool = True

    @property
    def name(self) -> str:
        """Of the cell, among those of all tables."""
        return f"{self.table}/{self.code}"

    def cell(self) -> Cell:
        """As disclosure.protect takes it."""
        return Cell(self.name, self.people, self.parts, last=self.is_total, told=self.told)


@dataclass(frozen=True)
class Drawn:
    """One table. ``whole``: of the people of the county, the groups they are divided into here."""

    stated: Stated
    lines: tuple[Line, ...]
    whole: tuple[frozenset[str], ...]


def same_people(tables: Iterable[Drawn]) -> list[Same]:
    """What an attacker knows of tables of the same people: the county's are as many in each.

    Stated only where it is so: an attacker who believes something else learns nothing.
    """
    tables = list(tables)
    count = _atoms(tables)
    facts = []
    first: dict[str, frozenset[str]] = {}
    for table in tables:
        for whole in table.whole:
            known = first.setdefault(table.stated.people, whole)
            if known != whole and _sum(count, known) == _sum(count, whole):
                facts.append(Same(known, whole))
    return facts


def _atoms(tables: Sequence[Drawn]) -> dict[str, int]:
    """How many each smallest group has; a total's is not needed."""
    every = (line for table in tables for line in table.lines if len(line.parts) == 1)
    return {next(iter(line.parts)): line.people for line in every}


def _sum(count: dict[str, int], parts: Iterable[str]) -> int:
    return sum(count.get(part, 0) for part in parts)
