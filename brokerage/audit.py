"""Who did, read or exported what, when and on whose behalf. Rows are added and nothing else.

Ids and names of fields, never a value of somebody's record: what does not look like a name is
refused. The database itself refuses changes and deletions (a trigger, see the migrations).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import JSON, Index, String, event, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from brokerage.actors import Actor
from brokerage.db import Base, code_text, created, key
from brokerage.errors import Conflict

_NAME = re.compile(r"[a-z][a-z0-9_.]{0,39}")
_REFERENCE = re.compile(r"[A-Za-z0-9_-]{0,22}")


class AuditEntry(Base):
    """One act. ``version`` is the record's after a change, so that a second editor can be told."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index(None, "kind", "public_id", "id"),)

    id: Mapped[key]
    done_at: Mapped[created] = mapped_column(index=True)
    actor: Mapped[code_text] = mapped_column(index=True)
    on_behalf_of: Mapped[str | None] = mapped_column(String(40))
    through: Mapped[code_text]
    action: Mapped[code_text]
    kind: Mapped[code_text]
    public_id: Mapped[str] = mapped_column(String(22))
    fields: Mapped[list[str]] = mapped_column(JSON, default=list)
    version: Mapped[int | None]


def record(
    session: Session,
    actor: Actor,
    action: str,
    kind: str,
    public_id: str,
    fields: Iterable[str] = (),
    version: int | None = None,
) -> AuditEntry:
    """Write an act down, in the caller's transaction."""
    names = sorted(fields)
    _check(public_id, (action, kind, *names))
    entry = AuditEntry(
        actor=actor.name,
        on_behalf_of=actor.on_behalf_of,
        through=actor.through,
        action=action,
        kind=kind,
        public_id=public_id,
        fields=names,
        version=version,
    )
    session.add(entry)
    session.flush()
    return entry


def list_entries(session: Session, kind: str, public_id: str) -> Sequence[AuditEntry]:
    """The trail of one record, newest first."""
    query = select(AuditEntry).where(AuditEntry.kind == kind, AuditEntry.public_id == public_id)
    return session.scalars(query.order_by(AuditEntry.id.desc())).all()


def changed_since(session: Session, kind: str, public_id: str, version: int) -> set[str]:
    """The fields that were changed after a record had this version."""
    query = select(AuditEntry.fields).where(
        AuditEntry.kind == kind, AuditEntry.public_id == public_id, AuditEntry.version > version
    )
    return {name for names in session.scalars(query) for name in names}


def _check(public_id: str, names: tuple[str, ...]) -> None:
    # A programming error, and not for the screen: the value itself may be personal.
    if not _REFERENCE.fullmatch(public_id) or not all(map(_NAME.fullmatch, names)):
        raise ValueError("the audit trail holds names and references only")


@event.listens_for(AuditEntry, "before_update")
@event.listens_for(AuditEntry, "before_delete")
def _refuse(*_args: Any) -> None:
    raise Conflict("The audit trail is never changed.")
