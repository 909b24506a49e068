"""What was asked of jobs, what came of it, and up to when each schedule has been seen to."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.db import Base, code_text, created, key


class RunState(StrEnum):
    """Where one run of a job stands."""

    ASKED = "asked"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class JobRun(Base):
    """One run. A run that found nothing to do leaves no row."""

    __tablename__ = "job_runs"
    __table_args__ = (Index(None, "state", "job"),)

    id: Mapped[key]
    job: Mapped[code_text] = mapped_column(index=True)
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    state: Mapped[RunState] = mapped_column(String(10), default=RunState.ASKED)
    attempt: Mapped[int] = mapped_column(default=0)  # starts; more than one after a crash
    asked_at: Mapped[created]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(String(400), default="")


class JobClock(Base):
    """The last due minute of a schedule that somebody took. Taking it is an update that only one
    of several processes succeeds in."""

    __tablename__ = "job_clocks"

    id: Mapped[key]
    job: Mapped[code_text] = mapped_column(unique=True)
    seen_to: Mapped[datetime]
