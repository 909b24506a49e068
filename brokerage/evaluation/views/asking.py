"""Which place and period an address of the figures asks for."""

from __future__ import annotations

from collections.abc import Sequence

from flask import request
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.errors import Invalid, NotFound
from brokerage.evaluation.areas import Area
from brokerage.evaluation.models import CountedPeriod
from brokerage.evaluation.periods import Period
from brokerage.evaluation.readers import Reader
from brokerage.weeks import local_today


def asked_area(reader: Reader) -> Area:
    """The place of the address, or the reader's first. Raises NotFound."""
    return reader.get(request.args.get("area", ""))


def asked_period(counted: Sequence[CountedPeriod]) -> Period:
    """The period of the address; else the newest quarter that is counted and over.

    Raises NotFound for something that is no period.
    """
    said = request.args.get("period", "")
    if not said:
        return _newest_over(counted)
    try:
        return Period.read(said)
    except Invalid as problem:
        raise NotFound("We have no figures for that period.") from problem


def counted_periods(session: Session) -> Sequence[CountedPeriod]:
    """Every period that was counted, the newest first, quarters before their months."""
    query = select(CountedPeriod).order_by(
        CountedPeriod.first_on.desc(), CountedPeriod.period.desc()
    )
    return session.scalars(query).all()


def periods_to_choose(counted: Sequence[CountedPeriod], asked: Period) -> dict[str, dict[str, str]]:
    """By kind: how a period is written in addresses, and its words."""
    periods = {asked, *(Period.read(one.period) for one in counted)}
    found: dict[str, dict[str, str]] = {"quarter": {}, "month": {}}
    for period in sorted(periods, reverse=True):
        found[period.kind][str(period)] = period.in_words()
    return {kind: words for kind, words in found.items() if words}


def _newest_over(counted: Sequence[CountedPeriod]) -> Period:
    today = local_today()
    over = [period for one in counted if (period := Period.read(one.period)).until <= today]
    quarters = [period for period in over if period.kind == "quarter"]
    newest = max(quarters or over, default=None)
    return newest or Period.around(today, "quarter").before()
