"""A fair turn: what open roles have had lately, as the index carries it.

Only the days before today count. So a list keeps its order through the day: its pages fit
together, and whichever worker, command or program asks gets the same order.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Integer, column, func, or_, select, table
from sqlalchemy.orm import Session

from brokerage.db import Moment
from brokerage.opportunities.models import Opportunity, State
from brokerage.organisations.models import Organisation
from brokerage.suggestions.models import RoleShowing
from brokerage.weeks import LOCAL_TIME
from matching.exposure import Exposure

# By name: that slice stands above this one, and its models import ours.
INTRODUCTIONS = table(
    "introductions", column("opportunity_id", Integer), column("referred_at", Moment)
)
RECENT = timedelta(days=28)  # as in the simulation of docs/fairness.md


@dataclass(frozen=True)
class Turn:
    """What one open role has had in the last four weeks."""

    public_id: str
    places_open: int | None  # None: it does not say
    introductions: int
    shown: int
    attention: float  # showings, those at the top of a page counting most


def list_turns(session: Session, today: date) -> list[Turn]:
    """Every open role, also those that have had nothing. Never who hosts, pays or posts."""
    had, sent = _shown_since(today), _introduced_since(today)
    ends = (Opportunity.ends_on, Opportunity.expires_on)
    query = (
        select(
            Opportunity.public_id,
            Opportunity.places_offered - Opportunity.places_taken,
            func.coalesce(sent.c.introductions, 0),
            func.coalesce(had.c.shown, 0),
            func.coalesce(had.c.attention, 0.0),
        )
        .outerjoin(had, had.c.opportunity_id == Opportunity.id)
        .outerjoin(sent, sent.c.opportunity_id == Opportunity.id)
        .where(Opportunity.state == State.LIVE)
        .where(*(or_(day.is_(None), day >= today) for day in ends))
        .order_by(Opportunity.id)
    )
    return [
        Turn(name, None if left is None else max(0, left), *counts)
        for name, left, *counts in session.execute(query)
    ]


@dataclass(frozen=True)
class OfCentres:
    """What roles of organisations that also run a volunteer centre had, beside all others."""

    roles: float  # shares, of 1
    showings: float
    introductions: float


def of_centres(session: Session, turns: Sequence[Turn]) -> OfCentres:
    """For the report only: whether bodies that run a centre get more than their part."""
    runs = (
        select(Opportunity.public_id)
        .join(Organisation, Organisation.id == Opportunity.organisation_id)
        .where(Organisation.runs_a_centre, Opportunity.state == State.LIVE)
    )
    theirs = set(session.scalars(runs))
    mine = [turn for turn in turns if turn.public_id in theirs]
    return OfCentres(
        _share(len(mine), len(turns)),
        _share(sum(t.shown for t in mine), sum(t.shown for t in turns)),
        _share(sum(t.introductions for t in mine), sum(t.introductions for t in turns)),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _shown_since(today: date) -> Any:
    """Showings by role, from four weeks ago until yesterday."""
    return (
        select(
            RoleShowing.opportunity_id,
            func.sum(RoleShowing.shown).label("shown"),
            func.sum(RoleShowing.attention).label("attention"),
        )
        .where(RoleShowing.shown_on < today, RoleShowing.shown_on >= today - RECENT)
        .group_by(RoleShowing.opportunity_id)
        .subquery()
    )


def _introduced_since(today: date) -> Any:
    """People sent to each role, from four weeks ago until yesterday."""
    midnight = datetime.combine(today, time(), LOCAL_TIME)
    return (
        select(INTRODUCTIONS.c.opportunity_id, func.count().label("introductions"))
        .where(INTRODUCTIONS.c.referred_at < midnight)
        .where(INTRODUCTIONS.c.referred_at >= midnight - RECENT)
        .group_by(INTRODUCTIONS.c.opportunity_id)
        .subquery()
    )


def exposure_of(
    turns: Sequence[Turn], weight: float, unconfirmed: Collection[str] = ()
) -> Exposure | None:
    """As the ranker takes it; None where the setting turns a fair turn off and all is confirmed."""
    if not weight:
        none: dict[str, float] = {}
        return Exposure.of(none, none, {}, 0.0, unconfirmed) if unconfirmed else None
    return Exposure.of(
        introductions={turn.public_id: turn.introductions for turn in turns},
        showings={turn.public_id: turn.attention for turn in turns},
        places_open={turn.public_id: turn.places_open for turn in turns},
        weight=weight,
        unconfirmed=unconfirmed,
    )


@dataclass(frozen=True)
class Shares:
    """How showings were shared among open roles."""

    roles: int
    shown: int  # of these roles: those shown at all
    showings: int
    top_tenth: float  # share of the showings that went to the most shown tenth of roles


def shares_of(turns: Sequence[Turn]) -> Shares:
    """The figures that say how evenly roles are shown."""
    counts = sorted((turn.shown for turn in turns), reverse=True)
    whole = sum(counts)
    top = sum(counts[: -(-len(counts) // 10)])
    return Shares(len(counts), sum(map(bool, counts)), whole, top / whole if whole else 0.0)
