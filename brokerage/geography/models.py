"""Districts, postcodes and places: what a text is looked up in."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.db import Base, code_text, key, name_text


class District(Base):
    """An area with an ONS code. Codes change with boundaries, so each has its dates."""

    __tablename__ = "districts"

    code: Mapped[str] = mapped_column(String(9), primary_key=True)
    name: Mapped[name_text]
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    latitude: Mapped[float]
    longitude: Mapped[float]
    counted_with: Mapped[str] = mapped_column(String(40))  # figures: Kent's twelve; Medway apart
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    source: Mapped[name_text]


class Postcode(Base):
    """One unit postcode, as the strict parser writes it: ``TN23 1AA``."""

    __tablename__ = "postcodes"

    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    latitude: Mapped[float]
    longitude: Mapped[float]
    district_code: Mapped[str | None] = mapped_column(String(9), index=True)
    deprivation_decile: Mapped[int | None]  # 1 most deprived; Indices of Deprivation, by LSOA
    source: Mapped[code_text]


class PostcodeArea(Base):
    """A postcode sector (``TN23 1``) or outward code (``TN23``): a centre and how wide it is."""

    __tablename__ = "postcode_areas"

    code: Mapped[str] = mapped_column(String(6), primary_key=True)
    latitude: Mapped[float]
    longitude: Mapped[float]
    radius_km: Mapped[float]  # nine in ten of its postcodes lie within
    district_code: Mapped[str | None] = mapped_column(String(9))


class Place(Base):
    """A town or village by name."""

    __tablename__ = "places"

    id: Mapped[key]
    name: Mapped[name_text]
    folded: Mapped[str] = mapped_column(String(200), index=True)  # lower case, letters only
    latitude: Mapped[float]
    longitude: Mapped[float]
    population: Mapped[int]
    district_code: Mapped[str] = mapped_column(ForeignKey("districts.code"))


class SchoolHoliday(Base):
    """Schools are closed on these dates (both included); term-time roles rest."""

    __tablename__ = "school_holidays"

    id: Mapped[key]
    first_on: Mapped[date]
    last_on: Mapped[date]
    source: Mapped[name_text]
