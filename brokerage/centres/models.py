"""Locality volunteer centres and the districts each serves."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from brokerage.db import Base, key, long_text, name_text, public_id


class Centre(Base):
    """A volunteer centre. One of them is the lead, which also serves districts without a centre."""

    __tablename__ = "centres"

    id: Mapped[key]
    public_id: Mapped[public_id]
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[name_text]
    about: Mapped[long_text]
    address: Mapped[name_text]
    postcode: Mapped[str | None] = mapped_column(String(8))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    phone: Mapped[str] = mapped_column(String(40))
    email: Mapped[str | None] = mapped_column(String(254))
    website: Mapped[str | None] = mapped_column(String(500))
    # one mapping of days, opens and closes for each line of the notice on the door
    opening_times: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    is_lead: Mapped[bool] = mapped_column(default=False)
    left_on: Mapped[date | None]  # no longer takes part; what it did still counts

    districts: Mapped[list[CentreDistrict]] = relationship(
        back_populates="centre", cascade="all, delete-orphan", lazy="selectin"
    )


class CentreDistrict(Base):
    """A centre serves a district from a date, and perhaps until one."""

    __tablename__ = "centre_districts"

    id: Mapped[key]
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), index=True)
    district_code: Mapped[str] = mapped_column(ForeignKey("districts.code"), index=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    centre: Mapped[Centre] = relationship(back_populates="districts")
