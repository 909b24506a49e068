"""What can be done with time given. Services never commit and never see the request."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.hours.models import ImportedSession

BATCH = 500


def find_imported_sessions(
    session: Session, source: str, ids: Collection[str]
) -> dict[str, ImportedSession]:
    """The sessions that were brought in before, by their id at the source."""
    wanted = list(ids)
    found: dict[str, ImportedSession] = {}
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        query = select(ImportedSession).where(
            ImportedSession.source == source, ImportedSession.source_id.in_(some)
        )
        found |= {one.source_id: one for one in session.scalars(query)}
    return found


def record_imported_session(
    session: Session, known: ImportedSession | None, facts: Mapping[str, Any]
) -> tuple[ImportedSession, str]:
    """Keep what another system says of a session: "created", "updated" or "unchanged"."""
    if known is None:
        made = ImportedSession(**facts)
        session.add(made)
        return made, "created"
    changed = {name: value for name, value in facts.items() if getattr(known, name) != value}
    for name, value in changed.items():
        setattr(known, name, value)
    return known, "updated" if changed else "unchanged"
