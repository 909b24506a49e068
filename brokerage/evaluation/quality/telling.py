"""The counts in words: how many, of how many, and how much it has changed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from brokerage.evaluation.quality.check import Check, Subject
from brokerage.evaluation.quality.checks import SUBJECTS
from brokerage.evaluation.quality.counting import Count

NOTHING = Count()


@dataclass(frozen=True)
class Told:
    """One check at one place. ``before``: what was counted then, if it was."""

    check: Check
    count: Count
    before: Count | None

    @property
    def share(self) -> int | None:
        """In whole per cent; something is never told as nothing, nor as all while some are well.

        None where there is nothing to take a share of.
        """
        found, among = self.count
        if not among or not self.check.share:
            return None
        if found in (0, among):
            return 100 * found // among
        return min(99, max(1, round(100 * found / among)))

    @property
    def change(self) -> int | None:
        """How many more or, below nought, fewer there are."""
        return None if self.before is None else self.count.found - self.before.found


@dataclass(frozen=True)
class Group:
    """The checks of one kind of record."""

    subject: Subject
    told: Sequence[Told]

    @property
    def found(self) -> int:
        """How many things are to be mended in all."""
        return sum(one.count.found for one in self.told)


def tell(
    counts: Mapping[str, Count], before: Mapping[str, Count] | None = None, *, dated: bool = False
) -> list[Group]:
    """Every check in the order of the list. ``dated``: only those that change a month's figures."""
    return [
        Group(subject, told)
        for subject in SUBJECTS
        if (
            told := [
                Told(
                    check,
                    counts.get(check.id, NOTHING),
                    None if before is None else before.get(check.id),
                )
                for check in subject.checks
                if not dated or check.day is not None
            ]
        )
    ]


def add_up(places: Iterable[Mapping[str, Count]]) -> dict[str, Count]:
    """Several centres as one."""
    total: dict[str, Count] = {}
    for counts in places:
        for name, count in counts.items():
            so_far = total.get(name, NOTHING)
            total[name] = Count(so_far.found + count.found, so_far.among + count.among)
    return total
