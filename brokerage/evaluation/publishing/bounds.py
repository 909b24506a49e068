"""What somebody who reads all published figures together could conclude of a hidden one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

TIGHT = 1e-7


class Figures:
    """Published sums over groups of people, as inequalities over the groups.

    ``sums``: name -> (count, names of its groups). ``same``: pairs of sets of groups with the same
    sum. A published sum is known to within ``known_within``; a hidden one is not known; no group is
    less than nought.
    """

    def __init__(
        self,
        sums: Mapping[str, tuple[int, Collection[str]]],
        same: Sequence[tuple[Collection[str], Collection[str]]],
        known_within: int,
    ) -> None:
        parts = sorted(
            {part for _, groups in sums.values() for part in groups}.union(*map(_both, same))
        )
        self._column = {part: number for number, part in enumerate(parts)}
        self._names = list(sums)
        self._row = {name: number for number, name in enumerate(self._names)}
        self._sums = np.array([self._vector(groups) for _, groups in sums.values()])
        self._equal = [self._vector(one) - self._vector(other) for one, other in same]
        counts = np.array([count for count, _ in sums.values()], dtype=float)
        self._least, self._most = counts - known_within, counts + known_within
        self._hidden = np.zeros(len(self._names), dtype=bool)

    def hide(self, name: str) -> None:
        """This sum is not published."""
        self._hidden[self._row[name]] = True

    def most(self, plus: str, minus: str | None = None) -> float:
        """The most that a sum, or the difference of two, could be; infinity if nothing says."""
        return self._solve(plus, minus)[0]

    def telling(self, plus: str, minus: str | None = None) -> set[str]:
        """The published sums that hold that most down."""
        return self._solve(plus, minus)[1]

    def _vector(self, groups: Collection[str]) -> NDArray[np.float64]:
        vector = np.zeros(len(self._column))
        vector[[self._column[group] for group in groups]] = 1.0
        return vector

    def _solve(self, plus: str, minus: str | None) -> tuple[float, set[str]]:
        from scipy.optimize import linprog  # heavy: only jobs and commands come here

        wanted = self._sums[self._row[plus]].copy()
        if minus is not None:
            wanted -= self._sums[self._row[minus]]
        told = np.flatnonzero(~self._hidden)
        found = linprog(
            -wanted,
            A_ub=np.vstack([self._sums[told], -self._sums[told]]) if told.size else None,
            b_ub=np.concatenate([self._most[told], -self._least[told]]) if told.size else None,
            A_eq=np.array(self._equal) if self._equal else None,
            b_eq=np.zeros(len(self._equal)) if self._equal else None,
            bounds=(0, None),
            method="highs",
        )
        if found.status == 3:
            return float("inf"), set()
        if found.status != 0:
            raise ArithmeticError(f"the published figures contradict each other: {found.message}")
        prices = np.abs(found.ineqlin.marginals) if told.size else np.zeros(0)
        binding = (prices[: told.size] + prices[told.size :]) > TIGHT
        return -float(found.fun or 0.0), {self._names[number] for number in told[binding]}


def _both(pair: tuple[Collection[str], Collection[str]]) -> set[str]:
    return {*pair[0], *pair[1]}
