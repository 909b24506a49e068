"""Reading our own packages back: what a description says, and rows as they were before writing."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from brokerage.evaluation.packaging.about import About
from brokerage.evaluation.packaging.describing import OF_EVERY_PACKAGE
from brokerage.evaluation.packaging.tables import Field, Table, Type, Value
from brokerage.evaluation.packaging.texts import YES
from brokerage.tables import unguarded

_VALUES: dict[Type, Callable[[str], Value]] = {
    Type.STRING: unguarded,
    Type.YEARMONTH: str,
    Type.INTEGER: int,
    Type.NUMBER: Decimal,
    Type.BOOLEAN: lambda text: text == YES,
    Type.DATE: date.fromisoformat,
}


def read_about(description: Mapping[str, Any]) -> About:
    """What a package says of itself."""
    same = ("name", "title", "description", "period", "definitions", "made_from", "release")
    return About(
        **{name: description[name] for name in same},
        filters=description["filters"],
        sources=tuple(description["sources"]),
        licence=next(iter(description.get("licenses", [])), None),
        more={name: it for name, it in description.items() if name not in OF_EVERY_PACKAGE},
    )


def read_tables(description: Mapping[str, Any], folder: Path) -> list[Table]:
    """Its tables; their rows are read from the files in the folder each time they are asked for."""
    return [_table(one, folder / one["path"]) for one in description["resources"]]


def _table(said: Mapping[str, Any], path: Path) -> Table:
    schema = said["schema"]
    fields = tuple(_field(one) for one in schema["fields"])
    links = {
        one["fields"][0]: one["reference"]["resource"] for one in schema.get("foreignKeys", [])
    }
    texts = (said["name"], said["title"], said["description"])
    return Table(*texts, fields, tuple(schema["primaryKey"]), lambda: _rows(path, fields), links)


def _field(said: Mapping[str, Any]) -> Field:
    texts = (said.get("title", ""), said.get("description", ""))
    return Field(said["name"], Type(said["type"]), *texts, said.get("constraints", {}))


def _rows(path: Path, fields: Sequence[Field]) -> Iterator[tuple[Value, ...]]:
    ways = [_VALUES[one.type] for one in fields]
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file)
        next(lines)  # the heading
        for cells in lines:
            yield tuple(way(text) if text else None for way, text in zip(ways, cells, strict=True))
