"""An import on pages: what was sent, what it would do, and what it did."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.db import Base, code_text, created, key, moment, name_text, public_id


class RunState(StrEnum):
    """Where an import stands."""

    COLUMNS = "columns"  # somebody has to say which column is what
    READING = "reading"  # for the preview
    READY = "ready"  # somebody has to confirm
    IMPORTING = "importing"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"  # by somebody, or because nobody went on with it


class ImportRun(Base):
    """One import of one centre. The report names people only until it is confirmed or stopped."""

    __tablename__ = "import_runs"

    id: Mapped[key]
    public_id: Mapped[public_id]
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), index=True)
    form: Mapped[code_text]  # teamkinetic or mapped
    state: Mapped[RunState] = mapped_column(String(20), index=True)
    files: Mapped[list[str]] = mapped_column(JSON, default=list)  # what their owner calls them
    mapping: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    rows_read: Mapped[int] = mapped_column(default=0)
    report: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON)  # parts.Part.as_json
    problem: Mapped[str] = mapped_column(String(400), default="")
    asked_by: Mapped[code_text]
    asked_at: Mapped[created]
    changed_at: Mapped[moment]


class ImportFile(Base):
    """A file while it is needed, sealed: one that was sent, or refused rows to take away."""

    __tablename__ = "import_files"

    id: Mapped[key]
    run_id: Mapped[int] = mapped_column(ForeignKey("import_runs.id"), index=True)
    kind: Mapped[code_text]  # sent or rejects
    name: Mapped[name_text]
    content: Mapped[bytes] = mapped_column(LargeBinary)
