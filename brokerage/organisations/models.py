"""Bodies that need volunteers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.db import Base, code_text, created, key, long_text, name_text, public_id, uri_text
from brokerage.versions import Versioned


class Organisation(Versioned, Base):
    """A charity, community group, club, school or public body."""

    __tablename__ = "organisations"
    __table_args__ = (UniqueConstraint("source", "source_id"),)

    id: Mapped[key]
    public_id: Mapped[public_id]
    name: Mapped[name_text]
    description: Mapped[long_text]
    kind: Mapped[code_text]  # organisations/schemas.py lists the kinds
    org_id: Mapped[str | None] = mapped_column(String(80))  # such as GB-CHC-1090095
    income_band: Mapped[str | None] = mapped_column(String(20))
    website: Mapped[str | None] = mapped_column(String(500))
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(40))
    postcode: Mapped[str | None] = mapped_column(String(8))
    district_code: Mapped[str | None] = mapped_column(ForeignKey("districts.code"), index=True)
    centre_id: Mapped[int | None] = mapped_column(ForeignKey("centres.id"), index=True)
    # weekdays on which somebody answers, 0 is Monday; None: Monday to Friday
    opening_days: Mapped[list[int] | None] = mapped_column(JSON)
    runs_a_centre: Mapped[bool] = mapped_column(default=False)  # ranking ignores it
    verified_at: Mapped[datetime | None]
    source: Mapped[code_text]
    source_id: Mapped[uri_text]
    created_at: Mapped[created]
