"""What somebody answered, understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from brokerage.geography.located import Located
from brokerage.taxonomies.models import Kind
from brokerage.volunteers.contacts import Contact
from brokerage.weeks import Week


@dataclass
class Details:
    """What was understood, and by field what was not."""

    record: dict[str, Any] = field(default_factory=dict)
    home: Located | None = None
    uris: dict[Kind, tuple[str, ...]] = field(default_factory=dict)
    week: Week = field(default_factory=Week)
    holiday_week: Week = field(default_factory=Week)
    minutes_per_week: int | None = None
    available_from: date | None = None
    away: tuple[date, date] | None = None
    carer: Contact | None = None
    guardian: Contact | None = None
    guardian_way: str = ""
    born_on: date | None = None
    support: str = ""
    consents: dict[str, bool] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    nearby: list[str] = field(default_factory=list)  # places that may have been meant
