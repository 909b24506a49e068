"""Hours: each current entry of the period, and whether it is the best evidence of its time."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from brokerage.evaluation.packaging.tables import Table, Value
from brokerage.evaluation.releases.records.fields import (
    CENTRE,
    ORGANISATION,
    PERSON,
    ROLE,
    code,
    flag,
    number,
    own_name,
    pseudonym,
)
from brokerage.evaluation.releases.records.source import Source
from brokerage.hours.figures import counts
from brokerage.hours.models import HourEntry

BY = pseudonym(
    "introduction",
    "Introduction",
    "Where it is one of this release; see introductions.",
    always=False,
)


def table(source: Source) -> Table:
    """Recorded, verified and estimated apart: add up only the rows where ``counts`` is yes."""
    fields = (
        own_name("entry", "Entry", "this entry"),
        PERSON,
        BY,
        ROLE,
        ORGANISATION,
        CENTRE,
        source.day_field("given", "Given", "The day on which the time was given.", always=True),
        number("minutes", "Minutes", "0 in a verified entry: did not come.", always=True),
        code("kind", "Kind", "Whose word it is: recorded, verified or estimated.", always=True),
        code("source", "Source", "Where it came from, such as page, paper or pattern."),
        flag("counts", "Counts", "It is the best evidence of its time: each hour once."),
    )
    about = "Time given in the period. The same hour may stand here in two people’s words."
    return Table("hours", "Hours", about, fields, ("entry",), lambda: _rows(source))


def _rows(source: Source) -> Iterator[tuple[Value, ...]]:
    one = HourEntry
    query = select(
        *(one.public_id, one.volunteer_id, one.introduction_id, one.opportunity_id),
        *(one.organisation_id, one.centre_id, one.given_on, one.minutes, one.kind, one.source),
        counts().label("counts"),
    ).where(source.given)
    for row in source.rows(query):
        if row.volunteer_id in source.people:
            yield (
                source.pseudonyms.of("hours", row.public_id),
                source.people[row.volunteer_id],
                source.introductions.get(row.introduction_id),
                source.roles[row.opportunity_id],
                source.organisations[row.organisation_id],
                source.centres.get(row.centre_id),
                source.day(row.given_on),
                row.minutes,
                row.kind,
                row.source,
                bool(row.counts),
            )
