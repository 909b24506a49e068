"""datapackage.json: what each file holds, for programs (Frictionless Data Package)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from brokerage.evaluation.packaging.about import About
from brokerage.evaluation.packaging.tables import Field, Table, Type
from brokerage.evaluation.packaging.texts import DIALECT, GUARDING, NO, YES

OF_EVERY_PACKAGE = frozenset(
    {
        *("profile", "name", "title", "description", "version", "licenses", "sources", "period"),
        *("definitions", "filters", "release", "made_from", "formula_guard", "resources"),
    }
)
"""Properties that no further fact of a package may be called."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of a package. ``rows`` is None for what is no table."""

    path: str
    bytes: int
    sha256: str
    rows: int | None = None


def described(about: About, tables: Sequence[tuple[Table, File]]) -> dict[str, Any]:
    """The whole description. What the standard has no word for stands under our own names."""
    return {
        "profile": "tabular-data-package",
        "name": about.name,
        "title": about.title,
        "description": about.description,
        "version": f"{about.release}.0.0",
        **({"licenses": [dict(about.licence)]} if about.licence else {}),
        "sources": [dict(source) for source in about.sources],
        "period": about.period,
        "definitions": about.definitions,
        "filters": dict(about.filters),
        "release": about.release,
        "made_from": about.made_from,
        "formula_guard": GUARDING,
        **about.more,
        "resources": [_resource(table, file) for table, file in tables],
    }


def _resource(table: Table, file: File) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "path": file.path,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": DIALECT,
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "rows": file.rows,
        "schema": {
            "fields": [_field(one) for one in table.fields],
            "primaryKey": list(table.primary_key),
            **_links(table),
            "missingValues": [""],
        },
    }


def _links(table: Table) -> dict[str, Any]:
    keys = [
        {"fields": [column], "reference": {"resource": other, "fields": [column]}}
        for column, other in table.links.items()
    ]
    return {"foreignKeys": keys} if keys else {}


def _field(one: Field) -> dict[str, Any]:
    stated = asdict(one) | {"type": one.type.value, "constraints": dict(one.constraints)}
    if one.type is Type.BOOLEAN:
        stated |= {"trueValues": [YES], "falseValues": [NO]}
    return {name: value for name, value in stated.items() if value}
