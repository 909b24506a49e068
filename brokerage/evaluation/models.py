"""What was counted, kept as it was: a closed period gives the same answer for ever."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from brokerage.db import Base, Moment, code_text, created, key, long_text, name_text, public_id


class CountedPeriod(Base):
    """A month or quarter, when it was counted last, and who closed it.

    An open one is counted anew every night; a closed one never.
    """

    __tablename__ = "counted_periods"

    id: Mapped[key]
    period: Mapped[str] = mapped_column(String(7), unique=True)  # 2026-09 or 2026-Q3
    first_on: Mapped[date] = mapped_column(index=True)
    definitions: Mapped[code_text]  # definitions.definitions_version
    counted_at: Mapped[created]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None] = mapped_column(String(40))

    figures: Mapped[list[Figure]] = relationship(cascade="all, delete-orphan")
    spreads: Mapped[list[FigureSpread]] = relationship(cascade="all, delete-orphan")
    confirmations: Mapped[list[PeriodConfirmation]] = relationship(cascade="all, delete-orphan")


class Figure(Base):
    """One number of one centre and district; the numbers of larger places are sums of these."""

    __tablename__ = "figures"
    __table_args__ = (Index("ix_figures_measure", "counted_period_id", "measure"),)

    id: Mapped[key]
    counted_period_id: Mapped[int] = mapped_column(ForeignKey("counted_periods.id"))
    measure: Mapped[code_text]
    version: Mapped[int]
    centre_id: Mapped[int | None] = mapped_column(ForeignKey("centres.id"), index=True)
    district_code: Mapped[str | None] = mapped_column(ForeignKey("districts.code"))
    grouping: Mapped[str] = mapped_column(String(255), default="")  # cells.TOTAL: of all groups
    numerator: Mapped[int]
    denominator: Mapped[int] = mapped_column(default=0)
    unknown: Mapped[int] = mapped_column(default=0)


class FigureSpread(Base):
    """The days of one area, of whichever kind: days of several do not add up."""

    __tablename__ = "figure_spreads"
    __table_args__ = (
        UniqueConstraint("counted_period_id", "measure", "area", "grouping", name="cell"),
    )

    id: Mapped[key]
    counted_period_id: Mapped[int] = mapped_column(ForeignKey("counted_periods.id"))
    measure: Mapped[code_text]
    version: Mapped[int]
    area: Mapped[str] = mapped_column(String(90))  # areas.Area.code
    grouping: Mapped[str] = mapped_column(String(255), default="")
    stays: Mapped[int]
    median: Mapped[float]
    ninth: Mapped[float]


class PeriodConfirmation(Base):
    """A centre says that what it has recorded of a period is complete, as far as it knows."""

    __tablename__ = "period_confirmations"
    __table_args__ = (UniqueConstraint("counted_period_id", "centre_id"),)

    id: Mapped[key]
    counted_period_id: Mapped[int] = mapped_column(ForeignKey("counted_periods.id"))
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), index=True)
    confirmed_at: Mapped[created]
    confirmed_by: Mapped[code_text]
    note: Mapped[long_text]


class Adjustment(Base):
    """A number of a closed period that would be another today, listed in a later one."""

    __tablename__ = "figure_adjustments"
    __table_args__ = (
        Index("ix_figure_adjustments_listed", "listed_in_id"),
        Index("ix_figure_adjustments_of", "closed_period_id"),
    )

    id: Mapped[key]
    closed_period_id: Mapped[int] = mapped_column(ForeignKey("counted_periods.id"))
    listed_in_id: Mapped[int] = mapped_column(ForeignKey("counted_periods.id"))
    measure: Mapped[code_text]
    centre_id: Mapped[int | None] = mapped_column(ForeignKey("centres.id"))
    district_code: Mapped[str | None] = mapped_column(ForeignKey("districts.code"))
    grouping: Mapped[str] = mapped_column(String(255), default="")
    numerator: Mapped[int]  # what has to be added to the closed one
    denominator: Mapped[int] = mapped_column(default=0)
    unknown: Mapped[int] = mapped_column(default=0)
    noted_at: Mapped[created]


class Entered:
    """What people enter is never changed in place: another row takes its place, or none does."""

    id: Mapped[key]
    public_id: Mapped[public_id]
    entered_by: Mapped[code_text]
    entered_at: Mapped[created]
    ended_by: Mapped[str | None] = mapped_column(String(40))  # who corrected it or took it out
    ended_at: Mapped[datetime | None] = mapped_column(Moment)  # from then on it counts no more

    @declared_attr
    def replaces_id(cls) -> Mapped[int | None]:  # noqa: N805 - SQLAlchemy hands over the class
        """The row of the same table that this one corrects."""
        return mapped_column(ForeignKey(f"{cls.__tablename__}.id"))  # type: ignore[attr-defined]


class Target(Entered, Base):
    """What a centre, or the county, aims at or began from, and where that number comes from."""

    __tablename__ = "targets"

    measure: Mapped[code_text]
    centre_id: Mapped[int | None] = mapped_column(ForeignKey("centres.id"), index=True)
    kind: Mapped[code_text]  # target or baseline
    period: Mapped[str] = mapped_column(String(7))  # the quarter it is for, or was measured in
    amount: Mapped[float]  # in the unit of the measure: people, per cent, days, hours, pounds
    source: Mapped[name_text]


class WageRate(Entered, Base):
    """What an hour of paid work would cost: dated, sourced, entered by people."""

    __tablename__ = "wage_rates"

    name: Mapped[name_text]  # National Living Wage, Real Living Wage, ASHE median
    area: Mapped[name_text] = mapped_column(default="")
    occupation: Mapped[name_text] = mapped_column(default="")
    pence: Mapped[int]
    valid_from: Mapped[date] = mapped_column(index=True)
    valid_to: Mapped[date | None]
    source: Mapped[name_text]


class Funding(Entered, Base):
    """Money that came to volunteering through the service, as entered, with its source."""

    __tablename__ = "funding"

    centre_id: Mapped[int | None] = mapped_column(ForeignKey("centres.id"), index=True)
    received_on: Mapped[date] = mapped_column(index=True)
    pence: Mapped[int]
    came_from: Mapped[name_text]
    kind: Mapped[code_text]  # entered.funding.KINDS
    note: Mapped[long_text]
