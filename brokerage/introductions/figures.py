"""Counts of introductions and placements. Credit is two columns of one row: counted once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from brokerage.introductions.models import Introduction


@dataclass(frozen=True)
class Credit:
    """Placements of one centre: of its own people, and by its own brokers.

    ``both`` are in either of the two; ``all`` has each row once.
    """

    at_home: int
    by_brokers: int
    both: int

    @property
    def all(self) -> int:
        """Every placement the centre had a part in, once."""
        return self.at_home + self.by_brokers - self.both


def introductions_so_far(
    session: Session, opportunity_ids: Collection[int] | None = None
) -> dict[int, tuple[int, int]]:
    """For each role id: introductions made, open or ended, and placements among them."""
    placed = func.sum(case((Introduction.started_on.is_not(None), 1), else_=0))
    query = select(Introduction.opportunity_id, func.count(), placed)
    if opportunity_ids is not None:
        query = query.where(Introduction.opportunity_id.in_(opportunity_ids))
    rows = session.execute(query.group_by(Introduction.opportunity_id))
    return {role: (made, started) for role, made, started in rows}


def count_placements(session: Session) -> int:
    """Introductions that started, whoever has the credit."""
    return session.scalar(select(func.count()).where(Introduction.started_on.is_not(None))) or 0


def credit_of(session: Session, centre_id: int) -> Credit:
    """The placements a centre may count as its own, and how."""
    home = Introduction.home_centre_id == centre_id
    placing = Introduction.placing_centre_id == centre_id

    def count(*conditions: ColumnElement[bool]) -> int:
        query = select(func.count()).where(Introduction.started_on.is_not(None), *conditions)
        return session.scalar(query) or 0

    return Credit(count(home), count(placing), count(home, placing))
