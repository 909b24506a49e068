"""What the service counted beside what was counted again, and each difference in words."""

from __future__ import annotations

from sqlalchemy.orm import Session

from brokerage.evaluation.counting import count, count_each, time
from brokerage.evaluation.measures import TIMED
from brokerage.evaluation.periods import Period
from tests.brokerage.evaluation.independent.recount import recount
from tests.brokerage.evaluation.independent.rows import Rows
from tests.brokerage.evaluation.independent.tally import Span


def counted(session: Session, period: Period) -> dict[tuple, tuple]:
    """What the service counts, by the same keys as ours."""
    found = {}
    for name, numbers_by_place in count_each(session, period):
        assert numbers_by_place == count(session, name, period), f"{name} alone is another number"
        for place, numbers in numbers_by_place.items():
            found[(name, *place)] = tuple(numbers)
    for name in TIMED:
        for where, days in time(session, name, period).items():
            found[(name, *where)] = tuple(days)
    return found


def differences(session: Session, rows: Rows, period: Period) -> list[str]:
    """One sentence for each cell in which the two differ, or which only one of them has."""
    theirs = counted(session, period)
    ours = recount(rows, Span(period.first_on, period.until))
    return [
        f"{period} {key[0]}, place {key[1:-1]}, group {key[-1]!r}: "
        f"ours {ours.get(key)}, theirs {theirs.get(key)}"
        for key in sorted({*ours, *theirs}, key=str)
        if not same(ours.get(key), theirs.get(key))
    ]


def same(ours: tuple | None, theirs: tuple | None) -> bool:
    """Whole numbers exactly; days to a second, as databases differ below that."""
    if ours is None or theirs is None:
        return ours is theirs
    return all(abs(one - other) < 1 / 86_400 for one, other in zip(ours, theirs, strict=True))
