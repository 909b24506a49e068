"""Follow-ups: how placements went, as asked 4, 12 and 26 weeks after the start."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from brokerage.evaluation.packaging.tables import Table, Value
from brokerage.evaluation.releases.records.fields import INTRODUCTION, PERSON, code, number
from brokerage.evaluation.releases.records.source import Source
from brokerage.introductions.followups import OUTCOMES
from brokerage.introductions.models import FollowUp, Introduction


def table(source: Source) -> Table:
    """Every follow-up so far of the introductions of the release, without its note."""
    fields = (
        INTRODUCTION,
        number("weeks", "Weeks after the start", "4, 12, 26, then half-yearly.", always=True),
        PERSON,
        code("outcome", "Outcome", f"One of: {', '.join(OUTCOMES)}.", always=True),
        source.day_field("asked", "Asked", "When it was asked.", always=True),
    )
    about = "How placements of these introductions went, up to the end of the period."
    key = ("introduction", "weeks")
    return Table("follow_ups", "Follow-ups", about, fields, key, lambda: _rows(source))


def _rows(source: Source) -> Iterator[tuple[Value, ...]]:
    one = FollowUp
    query = (
        select(one.introduction_id, Introduction.volunteer_id, one.weeks, one.outcome, one.done_at)
        .join(Introduction, Introduction.id == one.introduction_id)
        .where(one.done_at < source.period.moments[1], source.is_in)
    )
    for row in source.rows(query):
        if row.introduction_id in source.introductions:
            yield (
                source.introductions[row.introduction_id],
                row.weeks,
                source.people[row.volunteer_id],
                row.outcome,
                source.day(row.done_at),
            )
