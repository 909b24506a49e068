"""One role with twelve people who come every week, at the organisation that signs in."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.concerns.models import Hold
from brokerage.demo.chance import happens, public_id
from brokerage.demo.desk.cast import Cast, Offer, Person
from brokerage.demo.desk.introductions import Written, write
from brokerage.demo.desk.pairs import km
from brokerage.demo.desk.stories import tell
from brokerage.demo.ledger import Ledger
from brokerage.hours.models import Booking, Occurrence, StandingBooking
from brokerage.introductions.models import Introduction
from brokerage.introductions.states import State
from brokerage.opportunities.models import Opportunity, OpportunitySession
from brokerage.organisations.models import Organisation
from brokerage.suggestions.occurring import Planned, occurrences_between
from brokerage.volunteers.models import VolunteerState

PEOPLE = 12
WANTED = 14  # so that the rota shows a gap
STARTED = (30, 300)  # days ago
ON_THE_WAY = 90  # days that an introduction may take before the start
EARLIEST = timedelta(days=420)
BACK, AHEAD = timedelta(weeks=3), timedelta(weeks=8)
THURSDAY, TEN, LENGTH = 3, 600, 180


def add_rota(session: Session, ledger: Ledger, cast: Cast, rng: random.Random) -> None:
    """Twelve people in one role, put down for eight weeks, one of them not coming next time."""
    offer = _role(session, cast)
    if offer is None:
        return
    role = session.get_one(Opportunity, offer.id)
    offer = replace(offer, published=_published_long_ago(role, cast.today))
    _weekly(role, cast.today)
    session.get_one(Organisation, offer.organisation_id).verified_at = _at(cast.today - EARLIEST)
    people = _people(session, cast, offer)
    broker = cast.desks[offer.centre_id].broker
    written = []
    for person in people:
        steps = tell(State.STARTED, offer.needs, broker, rng, _since(person, offer, cast.today))
        written.append(write(ledger, cast, person, offer, steps, rng))
    role.places_taken += len(written)
    role.places_offered = max(role.places_offered or 0, role.places_taken + WANTED - PEOPLE)
    session.flush()
    _put_down(session, ledger, role, written, cast.today, rng)


def _role(session: Session, cast: Cast) -> Offer | None:
    """A live role of that organisation's, of those with sessions if there is one."""
    with_times = set(session.scalars(select(OpportunitySession.opportunity_id)))
    theirs = [
        one
        for one in cast.offers
        if one.organisation_id == cast.organisation_id and one.state == "live" and one.point
    ]
    return min(theirs, key=lambda one: (one.id not in with_times, one.published), default=None)


def _published_long_ago(role: Opportunity, today: date) -> date:
    """Soon after the organisation came; people have been there for a while."""
    wanted = max(role.organisation.created_at + timedelta(days=5), _at(today - EARLIEST))
    published = role.published_at or wanted
    earlier = max(timedelta(), published - wanted)
    role.published_at, role.created_at = published - earlier, role.created_at - earlier
    for move in role.moves:
        move.moved_at -= earlier
    return role.published_at.date()


def _weekly(role: Opportunity, today: date) -> None:
    """Every Thursday, for longer than anybody has been there."""
    role.sessions = [
        OpportunitySession(
            starts_on=today - EARLIEST,
            start_minute=TEN,
            length_minutes=LENGTH,
            frequency="weekly",
            weekdays=[THURSDAY],
            places=WANTED,
        )
    ]
    role.starts_on = role.ends_on = None


def _people(session: Session, cast: Cast, offer: Offer) -> list[Person]:
    """Who signs in as a volunteer, and others of the same centre who have been with us long."""
    met = select(Introduction.volunteer_id).where(Introduction.opportunity_id == offer.id)
    known = {*session.scalars(met), *session.scalars(select(Hold.volunteer_id))}
    long_ago = cast.today - timedelta(days=STARTED[0] + ON_THE_WAY)
    likely = [
        one
        for one in cast.people
        if one.centre_id == offer.centre_id
        and one.id not in known
        and one.state is VolunteerState.ACTIVE
        and one.since <= long_ago
        and one.age_band != "under-16"
        and one.point is not None
    ]
    likely.sort(key=lambda one: (one.id != cast.volunteer_id, km(one, offer), one.id))
    return likely[:PEOPLE]


def _since(person: Person, offer: Offer, today: date) -> tuple[int, int]:
    """They started after they came to us and the role was there."""
    known = (today - max(person.since, offer.published)).days
    longest = min(STARTED[1], known - ON_THE_WAY)
    return min(STARTED[0], longest), longest


def _put_down(
    session: Session,
    ledger: Ledger,
    role: Opportunity,
    people: Sequence[Written],
    today: date,
    rng: random.Random,
) -> None:
    for one in people:
        ledger.add(StandingBooking, _standing(one, role, today))
    missed = False
    for planned in occurrences_between(session, role, today - BACK, today + AHEAD):
        began = [p for p in people if p.row["started_on"] <= planned.held_on]
        absent = (
            {rng.choice(began).id} if began and planned.held_on >= today and not missed else set()
        )
        missed = missed or bool(absent)
        occurrence = ledger.add(
            Occurrence, _occurrence(role, planned, len(began) - len(absent), today, rng)
        )
        for one in began:
            ledger.add(Booking, _booking(one, occurrence, one.id in absent, today, rng))


def _standing(one: Written, role: Opportunity, today: date) -> dict[str, object]:
    return {
        "introduction_id": one.id,
        "opportunity_id": role.id,
        "weekday": THURSDAY,
        "start_minute": TEN,
        "starts_on": one.row["started_on"],
        "ended_on": None,
        "actor": "public",
        "through": "web",
        "made_at": _at(today - BACK),
    }


def _occurrence(
    role: Opportunity, planned: Planned, taken: int, today: date, rng: random.Random
) -> dict[str, object]:
    over = planned.held_on < today - timedelta(days=7)
    return {
        "public_id": public_id(rng),
        "opportunity_id": role.id,
        "held_on": planned.held_on,
        "start_minute": planned.start_minute,
        "length_minutes": planned.length_minutes,
        "places": planned.places,
        "places_taken": taken,
        "attended_at": _at(planned.held_on) if over else None,
    }


def _booking(
    one: Written, occurrence: int, absent: bool, today: date, rng: random.Random
) -> dict[str, object]:
    by_phone = happens(rng, 0.5)
    return {
        "public_id": public_id(rng),
        "occurrence_id": occurrence,
        "introduction_id": one.id,
        "volunteer_id": one.person.id,
        "state": "cancelled" if absent else "booked",
        "booked_at": _at(today - BACK),
        "cancelled_at": _at(today - timedelta(days=1)) if absent else None,
        "reason": "cannot_come" if absent else None,
        "reminded_at": None,
        "actor": "public",
        "on_behalf_of": "volunteer" if absent else None,
        "through": "phone" if absent and by_phone else "web",
        "version": 1 + absent,
    }


def _at(day: date) -> datetime:
    return datetime.combine(day, time(13), UTC)
