"""Support: advice, guidance and training that centres gave to organisations and groups."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, select

from brokerage.evaluation.packaging.tables import Table, Value
from brokerage.evaluation.releases.records.fields import (
    CENTRE,
    code,
    number,
    own_name,
    pseudonym,
)
from brokerage.evaluation.releases.records.source import Source
from brokerage.guidance.models import SupportEntry

GIVEN_TO = pseudonym(
    "organisation",
    "Organisation",
    "Whom it was given to; see organisations. Empty: a group that is not registered.",
    always=False,
)


def table(source: Source) -> Table:
    """What was given in the period, without notes and names."""
    fields = (
        own_name("entry", "Entry", "this entry"),
        CENTRE,
        GIVEN_TO,
        source.day_field("given", "Given", "When it was given.", always=True),
        number("minutes", "Minutes", "How long it took.", always=True),
        code("kind", "Kind", "Advice, guidance or training.", always=True),
        code("function", "Function", "Which core function of a volunteer centre.", always=True),
        code("topic", "Topic", "What it was about.", always=True),
    )
    about = "Support given to organisations and groups in the period."
    return Table("support", "Support given", about, fields, ("entry",), lambda: _rows(source))


def given(source: Source) -> ColumnElement[bool]:
    """Whether an entry is of the period."""
    day = SupportEntry.given_on
    return (day >= source.period.first_on) & (day < source.period.until)


def _rows(source: Source) -> Iterator[tuple[Value, ...]]:
    one = SupportEntry
    query = select(
        *(one.public_id, one.centre_id, one.organisation_id, one.given_on, one.minutes),
        *(one.kind, one.function, one.topic),
    ).where(given(source))
    for row in source.rows(query):
        yield (
            source.pseudonyms.of("support", row.public_id),
            source.centres.get(row.centre_id),
            source.organisations.get(row.organisation_id),
            source.day(row.given_on),
            row.minutes,
            row.kind,
            row.function,
            row.topic,
        )
