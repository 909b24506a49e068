"""What may be told of counts of people, so that nobody can be recognised in what is published.

A published count is rounded to ``ROUNDED_TO``, or hidden. Hidden are those under the threshold,
noughts too (none is also news of somebody), and beside them as many others as it takes until
nobody who puts all published figures together can conclude that any count, or the difference
between two of which one lies inside the other, is under the threshold: not even somebody who
knows the published ones exactly, as a centre knows its own. A hidden count does not say for which
of the two reasons. Method: cell suppression with the attacker's bounds computed by linear
programming (Fischetti and Salazar 2001, Management Science 47:1008, describe the audit).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from brokerage.evaluation.publishing.bounds import Figures

THRESHOLD = 10
ROUNDED_TO = 5


@dataclass(frozen=True)
class Cell:
    """A count to publish. ``parts`` name the groups that it is the sum of; two cells with parts
    in common count the same people. ``last`` is hidden only when nothing else helps (totals). One
    that is not ``told`` is in no table, and guarded all the same."""

    name: str
    count: int
    parts: frozenset[str]
    last: bool = False
    told: bool = True


@dataclass(frozen=True)
class Same:
    """The same people divided in two ways (by district, by age): known to whoever attacks."""

    one: frozenset[str]
    other: frozenset[str]


@dataclass(frozen=True)
class Told:
    """What is published: the rounded count, or None for a hidden one."""

    shown: Mapping[str, int | None]
    hidden_for_others: frozenset[str]  # never published as such


@dataclass
class _Release:
    cells: Sequence[Cell]
    threshold: int
    figures: Figures
    hidden: set[str] = field(default_factory=set)

    def hide(self, name: str) -> None:
        self.hidden.add(name)
        self.figures.hide(name)


def protect(
    cells: Sequence[Cell],
    same: Iterable[Same] = (),
    *,
    threshold: int = THRESHOLD,
    hidden: Collection[str] = (),
) -> Told:
    """Round, hide, and hide more until no count under the threshold can be concluded.

    ``hidden``: cells that have to be hidden anyhow, as an earlier edition did not tell them.
    """
    figures = Figures(
        {cell.name: (cell.count, cell.parts) for cell in cells},
        [(fact.one, fact.other) for fact in same],
        known_within=0,
    )
    release = _Release(cells, threshold, figures)
    small = {cell.name for cell in cells if cell.count < threshold}
    for name in small | set(hidden) | {cell.name for cell in cells if not cell.told}:
        release.hide(name)
    for plus, minus in _to_guard(release):
        _guard(release, plus, minus)
    shown = {c.name: None if c.name in release.hidden else rounded(c.count) for c in cells}
    return Told(shown, frozenset(release.hidden - small))


def rounded(count: int) -> int:
    """To the nearest multiple of five; half of it does not occur in whole numbers."""
    return (count + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO


def exposed(
    cells: Sequence[Cell],
    shown: Mapping[str, int | None],
    same: Iterable[Same] = (),
    *,
    threshold: int = THRESHOLD,
) -> list[str]:
    """The audit: what could be concluded to be under the threshold. Empty is as it must be.

    It starts anew from what is published, each figure known to within half of its rounding.
    """
    figures = Figures(
        {c.name: (shown[c.name] or 0, c.parts) for c in cells},
        [(fact.one, fact.other) for fact in same],
        known_within=ROUNDED_TO // 2,
    )
    release = _Release(cells, threshold, figures)
    for name, count in shown.items():
        if count is None:
            release.hide(name)
    return [
        plus if minus is None else f"{plus} without {minus}"
        for plus, minus in _to_guard(release)
        if figures.most(plus, minus) < threshold
    ]


def _to_guard(release: _Release) -> list[tuple[str, str | None]]:
    """Small counts; and differences that are small, of a count and another inside it."""
    cells, threshold = release.cells, release.threshold
    small: list[tuple[str, str | None]] = [(c.name, None) for c in cells if c.count < threshold]
    for outer in cells:
        for inner in cells:
            if inner.parts < outer.parts and 0 < outer.count - inner.count < threshold:
                small.append((outer.name, inner.name))
    return small


def _guard(release: _Release, plus: str, minus: str | None) -> None:
    """Hide what gives it away, one at a time, the smallest first and totals last."""
    by_name = {cell.name: cell for cell in release.cells}
    while release.figures.most(plus, minus) < release.threshold:
        telling = release.figures.telling(plus, minus) - release.hidden
        if not telling:
            raise AssertionError(f"{plus} is known although nothing tells it")
        release.hide(min(telling, key=lambda n: (by_name[n].last, by_name[n].count, n)))
