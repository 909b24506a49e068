"""How many records of each centre have to be mended: one question for each kind of record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, true
from sqlalchemy.orm import Session

from brokerage.evaluation.periods import Period
from brokerage.evaluation.quality.check import Check, Subject, in_period
from brokerage.evaluation.quality.checks import SUBJECTS

A_YEAR = timedelta(days=365)


class Count(NamedTuple):
    """How many were found, among how many that were looked at."""

    found: int = 0
    among: int = 0


Counts = Mapping[int, Mapping[str, Count]]
"""By centre, then by check."""


def count_all(
    session: Session,
    today: date,
    centre_ids: Collection[int] | None = None,
    period: Period | None = None,
) -> Counts:
    """Every check, at some centres or at all (None).

    ``period``: only the checks that change a month's figures, and only its records.
    """
    counts: defaultdict[int, dict[str, Count]] = defaultdict(dict)
    for subject in SUBJECTS:
        checks = [one for one in subject.checks if period is None or one.day is not None]
        if checks:
            query = _query(subject, checks, today, centre_ids, period)
            for centre_id, *numbers in session.execute(query):
                pairs = zip(numbers[::2], numbers[1::2], strict=True)
                for check, pair in zip(checks, pairs, strict=True):
                    counts[centre_id][check.id] = Count(*pair)
    return counts


def to_mend(check: Check, today: date) -> ColumnElement[bool]:
    """Whether a record is one of those that a check finds."""
    return and_(check.asked(today), check.found(today))


def looked_through(
    subject: Subject, check: Check, today: date, period: Period | None
) -> ColumnElement[bool]:
    """Which records: of a month or quarter if one is named, and without it all of them.

    Of kinds of which there are ever more, those of the last year.
    """
    if period is not None and check.day is not None:
        return in_period(check.day, period)
    return true() if subject.day is None else subject.day >= today - A_YEAR


def _query(
    subject: Subject,
    checks: Sequence[Check],
    today: date,
    centre_ids: Collection[int] | None,
    period: Period | None,
) -> Select[*tuple[int, ...]]:
    centre = subject.centre
    here = centre.is_not(None) if centre_ids is None else centre.in_(centre_ids)
    numbers = []
    for check in checks:
        inside = looked_through(subject, check, today, period)
        numbers.append(func.count().filter(and_(inside, to_mend(check, today))))
        numbers.append(func.count().filter(and_(inside, check.asked(today))))
    query = subject.records().add_columns(centre.label("centre"), *numbers).where(here)
    if subject.day is not None:  # every check of it is about that day
        query = query.where(looked_through(subject, checks[0], today, period))
    return query.group_by("centre")
