"""Hours given in a period, added up by the database: the same rule as rules.best_evidence.

A test compares the two on random entries. Each hour counts once, whoever's centre shows it: the
credit is one column of the entry.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.elements import SQLCoreOperations

from brokerage.hours.models import HourEntry, Kind
from brokerage.hours.rules import HoursGiven

CURRENT = HourEntry.superseded_at.is_(None)


def hours_given(
    session: Session,
    since: date,
    until: date,
    centre_ids: Collection[int] | None = None,
    *also: ColumnElement[bool],
) -> HoursGiven:
    """Minutes from ``since`` to ``until``, both included; ``centre_ids`` None: of every centre.

    ``also``: further conditions on HourEntry, such as one person's or one organisation's.
    """
    query = select(*totals()).where(CURRENT, HourEntry.given_on.between(since, until), *also)
    if centre_ids is not None:
        query = query.where(HourEntry.centre_id.in_(centre_ids))
    return HoursGiven(*(int(value or 0) for value in session.execute(query).one()))


def totals() -> list[ColumnElement[Any]]:
    """The columns of HoursGiven, for any query over current entries, grouped or not."""
    kinds = (Kind.VERIFIED, Kind.RECORDED, Kind.ESTIMATED)
    return [
        *(_sum(HourEntry.kind == kind) for kind in kinds),
        *(_sum(and_(HourEntry.kind == kind, counts())) for kind in kinds),
    ]


def counts() -> ColumnElement[bool]:
    """Whether a current entry is the best evidence of its time.

    One look into ix_hour_entries_current for each entry. Measured with 400,000 of them, that is
    a tenth of what window functions or joins with grouped entries take.
    """
    other = aliased(HourEntry)
    same = (
        other.superseded_at.is_(None),
        other.volunteer_id == HourEntry.volunteer_id,
        other.opportunity_id == HourEntry.opportunity_id,
        other.month == HourEntry.month,  # of one day too: it comes before the day in the index
    )
    either_silent = or_(other.start_minute.is_(None), HourEntry.start_minute.is_(None))
    confirmed = exists().where(
        *same,
        other.given_on == HourEntry.given_on,
        other.kind == Kind.VERIFIED,
        or_(either_silent, other.start_minute == HourEntry.start_minute),
    )
    told = exists().where(*same, other.kind.in_((Kind.VERIFIED, Kind.RECORDED)))
    return case(
        (HourEntry.kind == Kind.VERIFIED, True),
        (HourEntry.kind == Kind.RECORDED, ~confirmed),
        else_=~told,
    )


def _sum(condition: SQLCoreOperations[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, HourEntry.minutes), else_=0))
