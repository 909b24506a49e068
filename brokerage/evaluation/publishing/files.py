"""A publication as files: the same tables and the same numbers as its page."""

from __future__ import annotations

from brokerage.evaluation.packaging.about import OPEN_LICENCE, About
from brokerage.evaluation.packaging.tables import Field, Table, Type
from brokerage.evaluation.periods import Period
from brokerage.evaluation.publishing.disclosure import ROUNDED_TO
from brokerage.evaluation.publishing.models import Publication, PublishedLine, PublishedTable

HIDDEN = "not told"
_NEEDED = {"required": True}


def heads(table: PublishedTable) -> tuple[str, ...]:
    """The headings of a table, on the page and in files."""
    return ("Of", table.unit.capitalize(), *(("Per cent of all",) if _has_shares(table) else ()))


def rows(table: PublishedTable) -> list[tuple[str | int | None, ...]]:
    """Its lines; words stand for what is hidden, so that nobody takes it for nought."""
    with_share = _has_shares(table)
    return [
        (line.label, _told(line), *((line.share,) if with_share else ())) for line in table.lines
    ]


def package_of(publication: Publication) -> tuple[About, list[Table]]:
    """Everything of it for programs: here a hidden number is empty."""
    period = Period.read(publication.period)
    return About(
        name=f"published-figures-{publication.period.lower()}-{publication.edition}",
        title=f"Published figures, {period.in_words()}",
        description=how_to_read(publication),
        period=publication.period,
        definitions=publication.definitions,
        made_from=f"Published tables, edition {publication.edition}",
        release=publication.edition,
        licence=OPEN_LICENCE,
        more={"threshold": publication.threshold, "rounded_to": ROUNDED_TO},
    ), [_table(table) for table in publication.tables]


def how_to_read(publication: Publication) -> str:
    """What has to be known of rounding and hiding."""
    return (
        f"Every number is rounded to the nearest {ROUNDED_TO}, so lines may not add up to their "
        f"total. A number of fewer than {publication.threshold} is not told, nought included, and "
        "others are not told where they would give one away."
    )


def _table(table: PublishedTable) -> Table:
    lines = [
        (number, line.label, line.is_total, line.amount, line.share)
        for number, line in enumerate(table.lines, 1)
    ]
    whole = {"minimum": 0}
    return Table(
        table.name,
        table.title,
        f"{table.about} {table.definition}",
        (
            Field("line", Type.INTEGER, "Line", "As on the page", _NEEDED),
            Field("of", Type.STRING, "Of", "Which place or group", _NEEDED),
            Field("is_total", Type.BOOLEAN, "Total", "Whether it is of all, or of a county"),
            Field("amount", Type.INTEGER, table.unit.capitalize(), "Empty: not told", whole),
            Field("per_cent", Type.INTEGER, "Per cent", "Of all, from the rounded numbers", whole),
        ),
        ("line",),
        lambda: lines,
    )


def _told(line: PublishedLine) -> str | int:
    return HIDDEN if line.amount is None else line.amount


def _has_shares(table: PublishedTable) -> bool:
    return any(line.share is not None for line in table.lines)
