"""Days that pass in a test: the service's own clock goes on, the machine's does not."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from brokerage import db, weeks


class Days:
    """The calendar of one test."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.ahead = timedelta()
        outer = self

        class Shifted(datetime):
            @classmethod
            def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
                return datetime.now(tz) + outer.ahead

        monkeypatch.setattr(weeks, "datetime", Shifted)
        monkeypatch.setattr(db, "datetime", Shifted)

    @property
    def today(self) -> date:
        return weeks.local_today()

    def go_on(self, days: int = 1) -> date:
        """So many days later."""
        self.ahead += timedelta(days)
        return self.today
