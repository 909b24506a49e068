"""Two people with one record: the second sees what changed and chooses.

A form carries the version it was drawn from. ``check_version`` locks the row, so that two forms
sent at once come one after the other, and refuses the one that is out of date.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Mapped, Session, declared_attr, mapped_column

from brokerage.errors import Conflict


class Versioned:
    """A record with a version. It counts what people change; counters and jobs leave it alone."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy hands over the class
        # Each UPDATE also asks for the version that was read, so nothing is overwritten silently.
        return {"version_id_col": cls.version, "version_id_generator": False}


class ChangedMeanwhile(Conflict):
    """Somebody else changed the record after it was shown.

    ``differences``: field -> (what stands there now, what was sent), for the ones that differ.
    ``version``: what to send to overrule it knowingly.
    """

    def __init__(self, differences: Mapping[str, tuple[object, object]], version: int) -> None:
        super().__init__("Somebody else changed this since you opened it. Look at both and choose.")
        self.differences = dict(differences)
        self.version = version


def check_version(
    session: Session,
    record: Versioned,
    seen: int | None,
    wanted: Mapping[str, object] | None = None,
) -> None:
    """Lock a record and refuse a stale form; None, from a job or an import, is never stale.

    ``wanted``: what the form sends, by attribute. A stale form that would change nothing passes.
    Raises ChangedMeanwhile.
    """
    session.flush()
    columns = [column.key for column in inspect(type(record)).column_attrs]
    session.refresh(record, columns, with_for_update=True)
    if seen is None or seen == record.version:
        return
    differences = {
        name: (getattr(record, name), value)
        for name, value in (wanted or {}).items()
        if getattr(record, name) != value
    }
    if differences or not wanted:
        raise ChangedMeanwhile(differences, record.version)


def note_change(record: Versioned) -> None:
    """Count a change that others should see before they change it too."""
    record.version += 1
