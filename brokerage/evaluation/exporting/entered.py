"""What people entered for the figures to be read by: rates of pay, targets and baselines."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from brokerage.evaluation.areas import ALL, Areas
from brokerage.evaluation.exporting.columns import MEASURE, table, text
from brokerage.evaluation.models import Target
from brokerage.evaluation.packaging.tables import Field, Table, Type, Value
from brokerage.evaluation.periods import Period
from brokerage.evaluation.rates import Rate, in_force


def wage_rates(session: Session, period: Period) -> Table:
    """The rates of the period's last day, lowest first: hours are valued by the first and last."""
    found = in_force(session, period.until - timedelta(days=1))
    rows = [
        (number, *_stated(one), number in (1, len(found))) for number, one in enumerate(found, 1)
    ]
    return table(
        "wage_rates",
        "Rates of pay",
        "What an hour of paid work would have cost on the period's last day, lowest first.",
        (
            Field("number", Type.INTEGER, "Number", "1 is the lowest", {"required": True}),
            text("name", "Name", "What the rate is called", needed=True),
            text("area", "Area", "Where it holds"),
            text("occupation", "Occupation", "For what work"),
            Field("pence", Type.INTEGER, "Pence an hour", "In pence", {"minimum": 1}),
            Field("valid_from", Type.DATE, "From", "The first day on which it holds"),
            Field("valid_to", Type.DATE, "To", "The last day; empty while it holds"),
            text("source", "Source", "Who announced it, and when", needed=True),
            Field("used", Type.BOOLEAN, "Used", "Whether the value of hours was made with it"),
        ),
        ("number",),
        rows,
    )


def targets(session: Session, areas: Areas, period: Period) -> Table:
    """Targets of the period's quarter, and every baseline."""
    quarter = Period.around(period.first_on, "quarter")
    wanted = or_(Target.period == str(quarter), Target.kind == "baseline")
    rows = [
        (one.measure, _area(areas, one.centre_id), one.kind, *_aim(one))
        for one in session.scalars(select(Target).where(wanted, Target.ended_at.is_(None)))
    ]
    return table(
        "targets",
        "Targets and baselines",
        "What is aimed at in the period, and what it began from, each with its source.",
        (
            MEASURE,
            text("area", "Area", "As in areas", needed=True),
            text("kind", "Kind", "target or baseline", needed=True),
            text("of_period", "Period", "It is for, or was measured in", needed=True),
            text("target", "Target", "Its own reference", needed=True),
            Field("amount", Type.NUMBER, "Amount", "In the unit of the measure"),
            text("source", "Source", "Where the number comes from"),
        ),
        ("measure", "area", "kind", "of_period", "target"),
        rows,
    )


def _stated(one: Rate) -> tuple[Value, ...]:
    where = one.name, one.area or None, one.occupation or None
    return *where, one.pence, one.valid_from, one.valid_to, one.source


def _aim(one: Target) -> tuple[Value, ...]:
    return one.period, one.public_id, Decimal(repr(one.amount)), one.source


def _area(areas: Areas, centre_id: int | None) -> str:
    return areas.of_centre[centre_id] if centre_id is not None else ALL
