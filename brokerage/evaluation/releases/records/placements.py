"""Placements: introductions after which somebody started."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select

from brokerage.evaluation.packaging.tables import Table, Value
from brokerage.evaluation.releases.records.fields import PERSON, ROLE, code, number, own_name
from brokerage.evaluation.releases.records.source import Source
from brokerage.introductions.models import Introduction
from brokerage.weeks import day_of

WEEK = timedelta(weeks=1)


def table(source: Source) -> Table:
    """Introductions of the release that had started by the end of the period."""
    fields = (
        own_name("introduction", "Introduction", "the introduction"),
        PERSON,
        ROLE,
        source.day_field("started", "Started", "The first day.", always=True),
        source.day_field("ended", "Ended", "The last day. Empty: goes on."),
        code("reason", "Reason", "Why it ended."),
        number("weeks", "Weeks", "Whole weeks up to its end, or that of the period.", always=True),
    )
    about = "Introductions of this release after which somebody had started."
    key = ("introduction",)
    return Table("placements", "Placements", about, fields, key, lambda: _rows(source))


def _rows(source: Source) -> Iterator[tuple[Value, ...]]:
    one = Introduction
    query = select(
        *(one.id, one.volunteer_id, one.opportunity_id, one.started_on, one.closed_at, one.reason)
    ).where(one.started_on < source.period.until, source.is_in)
    for row in source.rows(query):
        if row.id not in source.introductions:
            continue
        over = source.before_end(row.closed_at)
        last = day_of(row.closed_at) if over else source.period.until
        yield (
            source.introductions[row.id],
            source.people[row.volunteer_id],
            source.roles[row.opportunity_id],
            source.day(row.started_on),
            source.day(row.closed_at) if over else None,
            row.reason if over else None,
            max(0, (last - row.started_on) // WEEK),
        )
