"""Somebody who reads all published tables of several quarters and subtracts and solves.

Written from what is printed and what everybody knows (districts make up a county, age bands make
up everybody), and from nothing of the code that protects: it shares no line with bounds.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog

WITHIN = 2  # a number that was rounded to 5 is known to within so many


@dataclass(frozen=True)
class Print:
    """A line as it is printed: ``of``: quarter and table; ``amount``: None where hidden."""

    of: tuple[str, str]
    code: str
    amount: int | None
    total_of: frozenset[str] | None = None  # the codes it is the sum of; None for a single line


@dataclass
class Attacker:
    """Everything printed, as limits on what the single lines can be.

    ``same``: tables that divide the same people, each with the codes that make up the county.
    ``inside``: single lines, each of which is part of the county of another table.
    """

    prints: Collection[Print]
    same: Collection[Mapping[tuple[str, str], frozenset[str]]] = ()
    inside: Collection[tuple[tuple[str, str], tuple[str, str], frozenset[str]]] = ()
    within: int = WITHIN
    _column: dict[tuple[tuple[str, str], str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.prints:
            if one.total_of is None:
                self._column[one.of, one.code] = len(self._column)
        self._above: list[tuple[np.ndarray, float]] = []
        self._equal: list[np.ndarray] = []
        for one in self.prints:
            if one.amount is not None:
                row = self.row(one.of, one.total_of or {one.code})
                self._above.append((row, one.amount + self.within))
                self._above.append((-row, self.within - one.amount))
        for tables in self.same:
            (first, codes), *others = tables.items()
            for table, whole in others:
                self._equal.append(self.row(first, codes) - self.row(table, whole))
        for part, table, whole in self.inside:
            for of, code in self._column:
                if of == part:
                    self._above.append((self.row(of, {code}) - self.row(table, whole), 0.0))

    def row(self, of: tuple[str, str], codes: Collection[str]) -> np.ndarray:
        found = np.zeros(len(self._column))
        found[[self._column[of, code] for code in codes]] = 1.0
        return found

    def most(self, wanted: np.ndarray) -> float:
        """The most that a sum of lines can be."""
        answer = linprog(
            -wanted,
            A_ub=np.array([row for row, _ in self._above]) if self._above else None,
            b_ub=np.array([limit for _, limit in self._above]) if self._above else None,
            A_eq=np.array(self._equal) if self._equal else None,
            b_eq=np.zeros(len(self._equal)) if self._equal else None,
            method="highs",
        )
        if answer.status == 3:
            return float("inf")
        assert answer.status == 0, answer.message
        return -float(answer.fun)

    def finds(self, truth: Mapping[tuple[tuple[str, str], str], int], threshold: int) -> list[str]:
        """Every group of fewer than the threshold that is known to be so small.

        Groups: each line, and what is left of a total when one line, or the lines of another total
        inside it, are taken away.
        """
        wholes = defaultdict(list)
        for one in self.prints:
            wholes[one.of].append(one.total_of or frozenset({one.code}))
        found = []
        for of, groups in wholes.items():
            left = {outer - inner for outer in groups for inner in groups if inner < outer}
            for codes in sorted({*groups, *left}, key=sorted):
                count = sum(truth[of, code] for code in codes)
                if count < threshold and self.most(self.row(of, codes)) < threshold:
                    found.append(f"{' '.join(of)}: {', '.join(sorted(codes))} ({count})")
        for part, table, whole in self.inside:
            for of, code in self._column:
                wanted = self.row(table, whole) - self.row(of, {code})
                rest = sum(truth[table, one] for one in whole) - truth[of, code]
                if of == part and rest < threshold and self.most(wanted) < threshold:
                    found.append(f"{' '.join(of)}: not {code} ({rest})")
        return found
