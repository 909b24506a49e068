"""The desk's two lists: roles for a registered person, and people for a role."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.service import is_open, list_by_public_id
from brokerage.suggestions import adapter, people
from brokerage.suggestions.cards import card
from brokerage.suggestions.index import Snapshot, live_index
from brokerage.suggestions.live_people import live_people
from brokerage.suggestions.ordering import best, ranker
from brokerage.suggestions.queries import Search
from brokerage.suggestions.results import Card
from brokerage.suggestions.understanding import Understood
from brokerage.volunteers.models import Volunteer
from brokerage.volunteers.suggestible import list_suggestible_ids
from brokerage.weeks import LOCAL_TIME
from matching import types
from matching.cautions import warned
from matching.columns import Bools
from matching.timetable.recurrence import occurrences
from matching.types import Audience, Match, Reason

SPARE = 10  # ranked beyond what is asked for: some may have closed since


@dataclass(frozen=True)
class Person:
    """Somebody on the shortlist of a role, with the reasons a broker may read."""

    volunteer: Volunteer
    match: Match
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]


def roles_for(
    session: Session, volunteer: Volunteer, limit: int = 20, leaving_out: Collection[str] = ()
) -> list[Card]:
    """Open roles for a registered person, best first; ``leaving_out`` are public ids."""
    snapshot = live_index().current(session)
    person = people.volunteer(volunteer, snapshot.vocabulary)
    allowed = np.ones(len(snapshot.catalogue.ids), dtype=bool)
    for name in leaving_out:
        row = snapshot.catalogue.index_of(name)
        if row is not None:
            allowed[row] = False
    asked = _question(person, snapshot, allowed)
    found = best(asked, allowed, limit + SPARE).matches
    rows = list_by_public_id(session, [match.opportunity_id for match in found])
    live = [
        (rows[match.opportunity_id], match)
        for match in found
        if match.opportunity_id in rows and is_open(rows[match.opportunity_id], snapshot.today)
    ]
    return [card(rank, role, match, asked) for rank, (role, match) in enumerate(live[:limit], 1)]


def cards_of(session: Session, volunteer: Volunteer, public_ids: Sequence[str]) -> list[Card]:
    """These roles as they fit a registered person, in this order; what closed since is left out."""
    snapshot = live_index().current(session)
    person = people.volunteer(volunteer, snapshot.vocabulary)
    everything = np.ones(len(snapshot.catalogue.ids), dtype=bool)
    asked = _question(person, snapshot, everything)
    rows = list_by_public_id(session, public_ids)
    live = [rows[one] for one in public_ids if one in rows and is_open(rows[one], snapshot.today)]
    matches = ((role, match_of(session, volunteer, role)) for role in live)
    return [card(rank, role, match, asked) for rank, (role, match) in enumerate(matches, 1)]


def match_of(session: Session, volunteer: Volunteer, opportunity: Opportunity) -> Match | None:
    """How one role fits one person, also where a rule is against it; None for an unlisted role."""
    snapshot = live_index().current(session)
    if snapshot.catalogue.index_of(opportunity.public_id) is None:
        return None
    person = people.volunteer(volunteer, snapshot.vocabulary)
    found = ranker.explain(person, opportunity.public_id, snapshot.catalogue)
    return warned(found.match, snapshot.exposure)


def people_for(
    session: Session,
    opportunity: Opportunity,
    limit: int = 20,
    among: ColumnElement[bool] | None = None,
) -> list[Person]:
    """People whom a role may be suggested to, best first; ``among``: those the caller may see."""
    snapshot = live_index().current(session)
    role = adapter.opportunity(opportunity, snapshot.vocabulary, snapshot.today)
    ranked = ranker.shortlist(
        role,
        live_people().current(session, snapshot),
        limit,
        today=snapshot.today,
        calendar=snapshot.calendar,
        allowed=list_suggestible_ids(session, among),
    )
    ids = [match.volunteer_id for match in ranked.matches]
    rows = {
        row.public_id: row
        for row in session.scalars(select(Volunteer).where(Volunteer.public_id.in_(ids)))
    }
    return [_person(rows[match.volunteer_id], match) for match in ranked.matches]


def kept_reasons(match: Match | None) -> list[dict[str, Any]]:
    """The reasons as an introduction keeps them, for staff."""
    return [
        {
            "factor": reason.factor,
            "text": reason.text,
            "supports": reason.supports,
            "weight": reason.weight,
            "score": reason.score,
            "audiences": sorted(reason.audiences),
        }
        for reason in (match.reasons if match else ())
    ]


def reasons_to_send(match: Match | None) -> tuple[str, ...]:
    """The sentences for, that an organisation may read once the volunteer agrees."""
    return tuple(
        reason.text
        for reason in (match.reasons if match else ())
        if reason.supports and Audience.ORGANISATION in reason.audiences
    )


def sessions_between(
    session: Session, opportunity: Opportunity, first: date, last: date
) -> list[tuple[datetime, timedelta]]:
    """When a role's sessions begin and how long they last, in order; both days included."""
    calendar = adapter.calendar(session)
    role = adapter.opportunity(opportunity, live_index().current(session).vocabulary, first)
    return sorted(
        (_moment(day, one.start), timedelta(minutes=one.length))
        for one in role.sessions
        for day in occurrences(one, first, last, calendar)
    )


def _question(person: types.Volunteer, snapshot: Snapshot, allowed: Bools) -> Understood:
    """What a registered person would have asked: everything we know of them, and no filter."""
    return Understood(Search(), snapshot.today, snapshot, None, person, allowed, allowed)


def _moment(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(*divmod(minute, 60)), LOCAL_TIME)


def _person(row: Volunteer, match: Match) -> Person:
    told: Sequence[Reason] = [r for r in match.reasons if Audience.BROKER in r.audiences]
    return Person(
        row,
        match,
        tuple(reason for reason in told if reason.supports),
        tuple(reason for reason in told if not reason.supports),
    )
