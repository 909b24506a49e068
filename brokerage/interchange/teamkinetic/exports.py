"""Which of TeamKinetic's four exports a file is, told by its headings."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from brokerage.errors import Invalid
from brokerage.interchange.people.sheets import AnyTable, open_any

SOURCE = "teamkinetic"
UNKNOWN = (
    "{} is none of TeamKinetic's four exports: volunteers, providers, opportunities, sessions."
)


@dataclass(frozen=True)
class Export:
    """``signs``: headings that no other export has all of; ``required``: those a row needs."""

    kind: str
    title: str
    signs: tuple[str, ...]
    required: tuple[str, ...]


EXPORTS = (  # in the order in which they are brought in: each needs those before it
    Export("providers", "Organisations", ("PROVIDERPHONE",), ("PROVIDERID", "PROVIDERNAME")),
    Export(
        "volunteers",
        "People",
        ("FIRSTNAME", "DATEREGISTERED"),
        ("VOLID", "FIRSTNAME", "SURNAME", "EMAIL", "POSTCODE"),
    ),
    Export(
        "opportunities",
        "Roles",
        ("TAGS", "PLACEMENTID"),
        ("PLACEMENTID", "NAME", "DESCRIPTION", "AUTHORISED"),
    ),
    Export(
        "sessions",
        "Applications and sessions",
        ("SESSIONNAME",),
        ("PLACEMENTID", "VOLID", "STATUS", "SESSIONID", "SESSIONDATE", "HOURSLOGGED"),
    ),
)


@dataclass(frozen=True)
class OpenedExport:
    """A file that is one of them. ``name`` is what its owner calls it."""

    export: Export
    table: AnyTable
    name: str


def open_export(path: Path, name: str = "") -> OpenedExport:
    """Raises Invalid, with a sentence, for a file that is none of them or lacks columns."""
    name = name or path.name
    heading = open_any(path).heading
    for export in EXPORTS:
        if set(export.signs) <= set(heading):
            return OpenedExport(export, open_any(path, export.required), name)
    raise Invalid(UNKNOWN.format(name), "files")


def open_exports(paths: list[tuple[Path, str]]) -> list[OpenedExport]:
    """In the order in which they are brought in. Raises Invalid for two of one kind."""
    opened = [open_export(path, name) for path, name in paths]
    order = [export.kind for export in EXPORTS]
    found = sorted(opened, key=lambda one: order.index(one.export.kind))
    for one, other in pairwise(found):
        if one.export == other.export:
            raise Invalid(f"{one.name} and {other.name} are both {one.export.kind}.", "files")
    return found


def key_at(centre: str, number: str) -> str:
    """A reference of TeamKinetic's as we keep it, with the centre's own."""
    return f"{centre}:{number}"[:255]
