"""The records that a check finds at a centre, each with the page that mends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from brokerage.evaluation.periods import Period
from brokerage.evaluation.quality.check import Check, Mend, Subject
from brokerage.evaluation.quality.counting import looked_through, to_mend
from brokerage.schema import day_in_words
from brokerage.weeks import day_of


@dataclass(frozen=True)
class Line:
    """One record: what it is called, what stands there, and where it is mended."""

    name: str
    detail: str
    endpoint: str
    address: dict[str, str]


def records_to_mend(
    subject: Subject,
    check: Check,
    centre_id: int,
    today: date,
    period: Period | None = None,
) -> Select[*tuple[Any, ...]]:
    """The records of one centre, those that have waited longest first."""
    columns = [column.label(name) for name, column in subject.shown.items()]
    query = subject.records().add_columns(subject.key.label("key"), *columns)
    order: list[Any] = [subject.key]
    if check.detail is not None:
        query = query.add_columns(check.detail[1].label("detail"))
        order = [check.detail[1], subject.key]
    mine, inside = subject.centre == centre_id, looked_through(subject, check, today, period)
    return query.where(mine, inside, to_mend(check, today)).order_by(*order)


def count_lines(session: Session, query: Select[*tuple[Any, ...]]) -> int:
    """How many there are."""
    return session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0


def read_lines(
    session: Session,
    subject: Subject,
    check: Check,
    query: Select[*tuple[Any, ...]],
    centre_id: int,
) -> Sequence[Line]:
    """The rows of a query as lines."""
    return [_line(subject, check, row, centre_id) for row in session.execute(query)]


def _line(subject: Subject, check: Check, row: Row[*tuple[Any, ...]], centre_id: int) -> Line:
    mend = check.mend if _is_ours(check.mend, row, centre_id) else subject.otherwise
    address = {name: str(getattr(row, name)) for name in mend.args} | dict(mend.given or {})
    if mend.anchor:
        address["_anchor"] = mend.anchor
    detail = _in_words(row.detail) if check.detail is not None else ""
    return Line(subject.name(row), detail, mend.endpoint, address)


def _is_ours(mend: Mend, row: Row[*tuple[Any, ...]], centre_id: int) -> bool:
    """Whether the page that mends it is there, and open to whoever works at this centre."""
    elsewhere = "organisation_id" in mend.args and getattr(row, "run_by", None) not in (
        None,
        centre_id,
    )
    return not elsewhere and all(getattr(row, name) is not None for name in mend.args)


def _in_words(value: object) -> str:
    if isinstance(value, datetime):
        return day_in_words(day_of(value))
    if isinstance(value, date):
        return day_in_words(value)
    return "" if value is None else str(value)
