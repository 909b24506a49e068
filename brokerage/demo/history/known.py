"""What is known before the introductions of earlier months are told: who was here, who met what."""

from __future__ import annotations

from collections import Counter
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from brokerage.concerns.models import Hold
from brokerage.demo.desk.cast import WITH_US, Person, read_people
from brokerage.introductions.models import Introduction
from brokerage.introductions.states import CLOSED, HOLDS_A_PLACE, State
from brokerage.volunteers.models import VolunteerMove, VolunteerState

TWICE = 2


def able_to_meet(session: Session) -> list[Person]:
    """Everybody who was ever on the books, but for whoever stands still for now."""
    held = set(session.scalars(select(Hold.volunteer_id)))
    found = read_people(session, {*WITH_US, VolunteerState.LEFT})
    return [person for person in found if person.id not in held]


def told_by_month(session: Session) -> Counter[tuple[int, int]]:
    """What the desks have told of, by month; of what is under way they have twice their share."""
    found: Counter[tuple[int, int]] = Counter()
    for state, moment in session.execute(select(Introduction.state, Introduction.created_at)):
        settled = state in CLOSED or state == State.STARTED
        found[moment.year, moment.month] += TWICE if settled else 1
    return Counter({month: count // TWICE for month, count in found.items()})


def have_met(session: Session) -> set[tuple[int, int]]:
    """Who met which role, by id."""
    pairs = session.execute(select(Introduction.volunteer_id, Introduction.opportunity_id))
    return {(person, role) for person, role in pairs}


def places_held(session: Session) -> Counter[int]:
    """People in each role who are there now, or about to begin."""
    holding = select(Introduction.opportunity_id).where(Introduction.state.in_(HOLDS_A_PLACE))
    return Counter(session.scalars(holding))


def left_on(session: Session) -> dict[int, date]:
    """The day on which people left."""
    moved, at = VolunteerMove.volunteer_id, func.max(VolunteerMove.moved_at)
    left = select(moved, at).where(VolunteerMove.to_state == VolunteerState.LEFT).group_by(moved)
    return {person: moment.date() for person, moment in session.execute(left)}
