"""The list as a file: each line says what it is of, so that it can be traced back alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from brokerage.evaluation.behind.asked import Asked, called
from brokerage.evaluation.behind.listing import Line
from brokerage.evaluation.behind.parts import part

HEAD = (
    *("Measure", "Version of its definition", "Place", "Period", "Group"),
    *("Record", "Reference", "Name", "About", "Centre", "District"),
    *("Adds", "Numerator", "Denominator", "Not known"),
)


def lines_of_file(
    asked: Asked,
    lines: Sequence[Line],
    centres: Mapping[int, str],
    districts: Mapping[str, str],
) -> Iterator[tuple[object, ...]]:
    """In the order of HEAD."""
    about = asked.measure.title, asked.measure.version, asked.area.name, str(asked.period)
    for line in lines:
        row = line.piece.row
        yield (
            *about,
            called(asked.groups, row),
            line.piece.record.value,
            line.about.reference,
            line.about.label,
            line.about.more,
            centres.get(row.centre_id or 0, ""),
            districts.get(row.district_code or "", ""),
            part(asked.measure, row),
            *row[4:7],
        )
