"""Each night's counts, kept for some weeks: what the lead compares, and since when it changed."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from brokerage.evaluation.quality.counting import Count, Counts, count_all
from brokerage.evaluation.quality.models import QualityCount

COMPARED_AFTER = timedelta(days=7)
KEPT = timedelta(days=91)


def keep_counts(session: Session, today: date) -> int:
    """Count every centre and keep it under this day; again on the same day, the newer holds."""
    counts = count_all(session, today)
    gone = (QualityCount.counted_on == today) | (QualityCount.counted_on < today - KEPT)
    session.execute(delete(QualityCount).where(gone))
    rows = [
        QualityCount(counted_on=today, centre_id=centre_id, check_id=name, **count._asdict())
        for centre_id, checks in counts.items()
        for name, count in checks.items()
    ]
    session.add_all(rows)
    session.flush()
    return sum(row.found for row in rows)


def last_counted(session: Session) -> date | None:
    """The newest day of which there are counts."""
    return session.scalar(select(func.max(QualityCount.counted_on)))


def compared_day(session: Session, today: date) -> date | None:
    """The day to compare with: the newest that is a week old, or else the oldest there is."""
    a_week_ago = select(func.max(QualityCount.counted_on)).where(
        QualityCount.counted_on <= today - COMPARED_AFTER
    )
    oldest = select(func.min(QualityCount.counted_on)).where(QualityCount.counted_on < today)
    return session.scalar(a_week_ago) or session.scalar(oldest)


def read_counts(session: Session, day: date | None) -> Counts:
    """What was kept of a day; nothing for none."""
    found: dict[int, dict[str, Count]] = {}
    if day is not None:
        for row in session.scalars(select(QualityCount).where(QualityCount.counted_on == day)):
            found.setdefault(row.centre_id, {})[row.check_id] = Count(row.found, row.among)
    return found
