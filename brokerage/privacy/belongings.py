"""Everything of one centre, as JSON and CSV: what a centre takes along when it leaves.

Tables are found by their keys: those that point at centres, at the centre's people, at what is
theirs, and at its organisations and roles. Safeguarding is handed over by hand, not in a file.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO

from sqlalchemy import RowMapping, Table, or_, select
from sqlalchemy.orm import Session

from brokerage.db import Base
from brokerage.privacy.tables import NEVER_SHOWN
from brokerage.tables import cell

LEFT_OUT = {
    "account_challenges": "ways in",
    "account_hats": "ways in",
    "calendar_addresses": "ways in",
    "concern_holds": "safeguarding is handed over by hand",
    "concern_notes": "safeguarding is handed over by hand",
    "concerns": "safeguarding is handed over by hand",
    "equality_answers": "never read back, also not in a file; figures are in evaluation",
    "volunteer_pairs": "found by comparing the records",
    "volunteer_merges": "a copy of what the records hold",
}
PARENTS = ("centres", "volunteers", "organisations", "opportunities", "introductions")
KEPT = frozenset({"id", "public_id"})


def belongings(session: Session, centre_id: int) -> Iterator[tuple[str, Sequence[RowMapping]]]:
    """(table, its rows of this centre), the centre itself first; tables without any are skipped."""
    ids = _parents(session, centre_id)
    for name in PARENTS:
        table = Base.metadata.tables[name]
        yield name, _rows(session, table, table.c.id.in_(ids[name]))
    for table in sorted(Base.metadata.tables.values(), key=lambda one: one.name):
        if table.name in PARENTS or table.name in LEFT_OUT:
            continue
        mine = [
            column.in_(ids[key.column.table.name])
            for column in table.columns
            for key in column.foreign_keys
            if key.column.table.name in PARENTS
        ]
        if mine and (rows := _rows(session, table, or_(*mine))):
            yield table.name, rows


def write_zip(session: Session, centre_id: int, file: BinaryIO) -> dict[str, int]:
    """One JSON and one CSV for each table; how many rows each has."""
    counts: dict[str, int] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, rows in belongings(session, centre_id):
            counts[name] = len(rows)
            kept = [_kept(row) for row in rows]
            stored = [{k: _plain(v) for k, v in row.items()} for row in kept]
            made.writestr(f"{name}.json", json.dumps(stored, indent=1, ensure_ascii=False) + "\n")
            made.writestr(f"{name}.csv", "\ufeff" + _as_csv(kept))
        made.writestr("README.txt", _readme(counts))
    return counts


def _parents(session: Session, centre_id: int) -> dict[str, Sequence[int]]:
    """The ids of what belongs to the centre, by table."""
    tables = Base.metadata.tables
    found: dict[str, Sequence[int]] = {"centres": [centre_id]}
    people, bodies = tables["volunteers"], tables["organisations"]
    roles, made = tables["opportunities"], tables["introductions"]
    found["volunteers"] = _ids(session, people, people.c.centre_id == centre_id)
    found["organisations"] = _ids(session, bodies, bodies.c.centre_id == centre_id)
    theirs = roles.c.organisation_id.in_(found["organisations"])
    found["opportunities"] = _ids(session, roles, or_(roles.c.centre_id == centre_id, theirs))
    found["introductions"] = _ids(session, made, made.c.home_centre_id == centre_id)
    return found


def _ids(session: Session, table: Table, where: Any) -> Sequence[int]:
    return session.scalars(select(table.c.id).where(where).order_by(table.c.id)).all()


def _rows(session: Session, table: Table, where: Any) -> Sequence[RowMapping]:
    return session.execute(select(table).where(where).order_by(*table.primary_key)).mappings().all()


def _kept(row: RowMapping) -> dict[str, Any]:
    """With the keys that join one file to another, without what lets anybody in."""
    hidden = NEVER_SHOWN - KEPT
    return {name: value for name, value in row.items() if name not in hidden}


def _as_csv(rows: Sequence[dict[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if rows:
        writer.writerow(rows[0])
    for row in rows:
        writer.writerow([cell(_in_a_cell(value)) for value in row.values()])
    return out.getvalue()


def _in_a_cell(value: Any) -> Any:
    nested = isinstance(value, dict) or (
        isinstance(value, list) and value and isinstance(value[0], dict)
    )
    return json.dumps(value, ensure_ascii=False) if nested else value


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else value


def _readme(counts: dict[str, int]) -> str:
    lines = [f"{name}: {count} rows" for name, count in counts.items()]
    out = [f"{name}: {why}" for name, why in LEFT_OUT.items()]
    return "\n".join(
        ["Everything of the centre, one JSON and one CSV file for each table.", "", *lines, "",
         "Not in it:", *out, ""]
    )  # fmt: skip
