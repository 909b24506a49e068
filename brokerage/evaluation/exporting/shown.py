"""A table of a figure's page as files: what is on the screen, with its filters, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from brokerage.evaluation.packaging.about import About
from brokerage.evaluation.packaging.tables import Field, Table, Type, Value
from brokerage.evaluation.pages import Asked, Sheet
from brokerage.evaluation.telling import Told

ABOUT = ("Measure", "Version of its definition", "Place", "Figures of")


def file_name(asked: Asked, sheet: Sheet) -> str:
    """Of a file, without its ending."""
    return f"{asked.measure.id}-{sheet.name}-{asked.area.code.replace(':', '-')}-{asked.period}"


def heads_of(sheet: Sheet) -> tuple[str, ...]:
    """The headings of a file."""
    return (*ABOUT, sheet.first_head, *sheet.heads)


def rows_of(asked: Asked, sheet: Sheet) -> Iterator[tuple[Value, ...]]:
    """What it is of stands in every line, so that a line alone can be traced back."""
    about = (asked.measure.title, asked.measure.version, asked.area.name, str(asked.period))
    for line in sheet.lines:
        yield (*about, line.label, *map(_as_shown, line.cells))


def shown_package(asked: Asked, sheet: Sheet) -> tuple[About, list[Table]]:
    """The same for programs: columns of numbers, and beside them words that stand for one."""
    counted = asked.counted
    about = About(
        name=file_name(asked, sheet).lower(),
        title=f"{asked.measure.title}: {sheet.title}",
        description=asked.measure.definition,
        period=str(asked.period),
        definitions=counted.definitions if counted else "",
        made_from=f"Counted at {counted.counted_at:%Y-%m-%dT%H:%M:%SZ}" if counted else "",
        filters={"place": asked.area.name, "measure": asked.measure.id},
        more={"definition_version": asked.measure.version},
    )
    return about, [_table(sheet)]


def _table(sheet: Sheet) -> Table:
    words = {head: _column(head) for head in sheet.heads}
    rows = [
        (number, line.label, *map(_number, line.cells), _words(line.cells))
        for number, line in enumerate(sheet.lines, 1)
    ]
    return Table(
        sheet.name,
        sheet.title,
        sheet.note or f"The table “{sheet.title}” as the page shows it.",
        (
            Field("line", Type.INTEGER, "Line", "As on the page", {"required": True}),
            Field("of", Type.STRING, sheet.first_head, "What the line is of", {"required": True}),
            *(Field(name, Type.NUMBER, head, "Empty: see words") for head, name in words.items()),
            Field("words", Type.STRING, "Words", "What stands there instead of a number"),
        ),
        ("line",),
        lambda: rows,
    )


def _as_shown(told: Told) -> Value:
    return told.text if told.value is None else _number(told)


def _number(told: Told) -> Decimal | None:
    return None if told.value is None else Decimal(repr(told.value))


def _words(cells: tuple[Told, ...]) -> str | None:
    return next((told.text for told in cells if told.value is None and told.text), None)


def _column(head: str) -> str:
    return re.sub(r"[^a-z]+", "_", head.lower()).strip("_")
