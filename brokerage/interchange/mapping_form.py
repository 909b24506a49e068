"""The page on which somebody says which column is what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from brokerage.errors import Invalid
from brokerage.forms import Control
from brokerage.interchange.people.mapping import TARGETS, check, sensitive_kind
from brokerage.interchange.uploads import column_mapping

NOTHING = "Do not bring it in"
CHOICES = (("", NOTHING), *TARGETS.items())


@dataclass(frozen=True)
class Columns:
    """``never``: columns that cannot be chosen, and what they seem to hold."""

    table: Control
    columns: list[Control]
    never: list[tuple[str, str]]


def draw_columns(
    heading: Sequence[str], chosen: Mapping[str, Any], errors: Mapping[str, list[str]]
) -> Columns:
    """A select for each column; the control's id is the column's number."""
    table = Control(
        "table",
        "text",
        "A short name for this table",
        "Use the same name each time you bring it in, so that we know people again",
        required=True,
        values=(str(chosen.get("table", "")),),
        errors=tuple(errors.get("table", ())),
    )
    found = [
        Control(
            f"column-{number}",
            "select",
            name,
            choices=CHOICES,
            values=(str(chosen["columns"].get(name, "")),),
            errors=tuple(errors.get(f"column-{number}", ())),
        )
        for number, name in enumerate(heading)
        if not sensitive_kind(name)
    ]
    never = [(name, kind) for name in heading if (kind := sensitive_kind(name))]
    return Columns(table, found, never)


def read_columns(
    heading: Sequence[str], form: Mapping[str, str], centre_id: int
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """(what was chosen, what is wrong with it by control)."""
    chosen = {
        name: target
        for number, name in enumerate(heading)
        if (target := form.get(f"column-{number}", ""))
    }
    words = re.sub(r"[^a-z0-9]+", "-", form.get("table", "").lower()).strip("-")[:24]
    mapping = {"heading": list(heading), "table": words, "columns": chosen}
    if not words:
        return mapping, {"table": ["Enter a short name for this table"]}
    try:
        check(column_mapping(mapping, centre_id), list(heading))
    except Invalid as problem:
        return mapping, {_control_of(heading, problem.field): [problem.message]}
    return mapping, {}


def _control_of(heading: Sequence[str], field: str | None) -> str:
    """The column that is wrong; the first one where a field of ours is missing."""
    return f"column-{heading.index(field) if field in heading else _first(heading)}"


def _first(heading: Sequence[str]) -> int:
    return next((n for n, name in enumerate(heading) if not sensitive_kind(name)), 0)
