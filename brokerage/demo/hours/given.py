"""Hours for every invented placement: some confirmed, some only said, some estimated."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.demo.chance import happens, one_of, public_id
from brokerage.demo.desk.cast import Cast
from brokerage.demo.ledger import Ledger, Row
from brokerage.hours.models import HourEntry, Kind, Source
from brokerage.hours.models.entries import month_number
from brokerage.introductions.models import Introduction
from brokerage.opportunities.models import Opportunity, OpportunitySession

WEEK = timedelta(days=7)
AMOUNTS = (60, 90, 120, 120, 150, 180)
WAYS = {"confirmed": 50, "said": 28, "silent": 22}
FRESH = timedelta(days=24)  # not confirmed yet


def add_given(session: Session, ledger: Ledger, cast: Cast, rng: random.Random) -> None:
    """Week after week for each placement, in its own way."""
    starts = _starts(session)
    query = (
        select(Introduction, Opportunity.organisation_id)
        .join(Opportunity, Opportunity.id == Introduction.opportunity_id)
        .where(Introduction.started_on.is_not(None))
        .order_by(Introduction.id)
    )
    for placement, organisation_id in session.execute(query).all():
        facts = _facts(placement, organisation_id)
        shown = (
            organisation_id == cast.organisation_id or placement.volunteer_id == cast.volunteer_id
        )
        way = "confirmed" if shown else one_of(rng, WAYS)
        usual = (None, rng.choice(AMOUNTS), None)
        start, length, weekday = starts.get(placement.opportunity_id, usual)
        for day in _days(placement, cast.today, weekday, rng):
            for row in _week(way, day, cast.today, rng):
                minutes = length if happens(rng, 0.8) else rng.choice(AMOUNTS)
                ledger.add(HourEntry, _entry(facts, day, start, minutes, row, rng))
        ledger.write_when_full()


def _starts(session: Session) -> dict[int, tuple[int | None, int, int | None]]:
    """When the first session of each role begins, how long it is, and on which weekday."""
    rows = session.execute(
        select(
            OpportunitySession.opportunity_id,
            OpportunitySession.start_minute,
            OpportunitySession.length_minutes,
            OpportunitySession.weekdays,
        ).order_by(OpportunitySession.id.desc())
    )
    return {
        role: (start, min(length, 480), days[0] if days else None)
        for role, start, length, days in rows
    }


def _days(
    placement: Introduction, today: date, weekday: int | None, rng: random.Random
) -> Iterator[date]:
    """Once a week within the placement, now and then missed."""
    assert placement.started_on is not None  # noqa: S101 - asked for by the query
    last = placement.closed_at.date() if placement.closed_at else today - timedelta(days=1)
    day = placement.started_on
    if weekday is not None:
        day += timedelta(days=(weekday - day.weekday()) % 7)
    while day <= last:
        if happens(rng, 0.85):
            yield day
        day += WEEK


def _week(way: str, day: date, today: date, rng: random.Random) -> list[tuple[Kind, Source]]:
    """Which entries there are of one day."""
    said = (Kind.RECORDED, Source.PAPER if happens(rng, 0.2) else Source.PAGE)
    if way == "silent":
        silent_month = day < today.replace(day=1)
        return [(Kind.ESTIMATED, Source.PATTERN)] if silent_month else []
    if way == "said" or day > today - FRESH:
        return [said]
    if happens(rng, 0.4):
        return [(Kind.VERIFIED, Source.ATTENDANCE)]
    return [said, (Kind.VERIFIED, Source.CONFIRMATION)]


def _facts(placement: Introduction, organisation_id: int) -> Row:
    return {
        "volunteer_id": placement.volunteer_id,
        "introduction_id": placement.id,
        "opportunity_id": placement.opportunity_id,
        "organisation_id": organisation_id,
        "centre_id": placement.home_centre_id,
    }


def _entry(
    facts: Row,
    day: date,
    start: int | None,
    minutes: int,
    told: tuple[Kind, Source],
    rng: random.Random,
) -> dict[str, Any]:
    kind, source = told
    actor = "job:hours.estimate" if kind == Kind.ESTIMATED else "public"
    return facts | {
        "public_id": public_id(rng),
        "given_on": day,
        "month": month_number(day),
        "start_minute": start,
        "minutes": minutes,
        "kind": kind.value,
        "source": source.value,
        "source_id": None,
        "actor": actor,
        "on_behalf_of": None,
        "through": "job" if kind == Kind.ESTIMATED else "web",
        "created_at": datetime.combine(day, time(20), UTC),
        "superseded_at": None,
        "superseded_by_id": None,
        "version": 1,
    }
