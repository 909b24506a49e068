"""The people and roles that introductions are made of, read once from what was just loaded."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from brokerage.accounts.models import Account, Hat
from brokerage.actors import Role
from brokerage.centres.models import Centre
from brokerage.centres.opening import open_weekdays
from brokerage.demo.history.manners import ORDINARY, Manner, manner_of
from brokerage.introductions.moving import needs_of
from brokerage.introductions.pipeline import Needs
from brokerage.opportunities.models import Attendance, Opportunity, OpportunityPlace
from brokerage.opportunities.models import State as RoleState
from brokerage.volunteers.models import Volunteer, VolunteerMove, VolunteerState

Point = tuple[float, float]
WITH_US = (VolunteerState.REGISTERED, VolunteerState.ACTIVE, VolunteerState.PAUSED)
OFFERS = (RoleState.LIVE, RoleState.FILLED, RoleState.CLOSED, RoleState.EXPIRED)


@dataclass(frozen=True, slots=True)
class Person:
    """What an introduction needs to know of somebody."""

    id: int
    public_id: str
    first_name: str
    centre_id: int
    state: VolunteerState
    channel: str
    email: str | None
    phone: str | None
    point: Point | None
    remote: str
    age_band: str | None
    since: date  # the first day on the books


@dataclass(frozen=True, slots=True)
class Offer:
    """What an introduction needs to know of a role."""

    id: int
    public_id: str
    title: str
    state: RoleState
    organisation_id: int
    centre_id: int
    needs: Needs
    offered: int | None
    taken: int
    youngest: int | None
    oldest: int | None
    remote: bool
    published: date
    ended: date | None
    point: Point | None
    free: bool = False  # no fixed times


@dataclass(frozen=True)
class Desk:
    """A centre, who works there, and when it is open."""

    id: int
    name: str
    is_lead: bool
    broker: str  # as histories name an actor
    opening: frozenset[int]
    manner: Manner = ORDINARY


@dataclass(frozen=True)
class Cast:
    """Everybody, on the day of loading."""

    today: date
    desks: Mapping[int, Desk]
    people: Sequence[Person]
    offers: Sequence[Offer]
    volunteer_id: int | None  # who signs in as "volunteer"
    organisation_id: int | None  # for whom "organisation" signs in

    @property
    def lead(self) -> Desk:
        """The desk that the demonstration shows first."""
        return next(desk for desk in self.desks.values() if desk.is_lead)


def read_cast(session: Session, today: date) -> Cast:
    """Everybody who was with us, and every role that was ever published."""
    volunteer_id = session.scalar(_whose(Hat.volunteer_id))
    organisation_id = session.scalar(_whose(Hat.organisation_id))
    return Cast(
        today,
        {desk.id: desk for desk in _desks(session)},
        list(read_people(session, WITH_US)),
        list(read_offers(session)),
        volunteer_id,
        organisation_id,
    )


def _whose(column: InstrumentedAttribute[int | None]) -> Select[Any]:
    """The record of the only account that has one of this kind."""
    return select(column).where(column.is_not(None)).order_by(Hat.id).limit(1)


def _desks(session: Session) -> Iterator[Desk]:
    brokers = {
        centre_id: f"account:{public_id}"
        for centre_id, public_id in session.execute(
            select(Hat.centre_id, Account.public_id)
            .join(Account, Account.id == Hat.account_id)
            .where(Hat.role == Role.BROKER)
        )
    }
    for centre in session.scalars(select(Centre).order_by(Centre.id)):
        opening = open_weekdays(centre.opening_times)
        manner = manner_of(centre.slug)
        yield Desk(centre.id, centre.name, centre.is_lead, brokers[centre.id], opening, manner)


def read_people(session: Session, states: Collection[VolunteerState]) -> Iterator[Person]:
    """Those who were on the books and stand in one of the states, in the order of their ids."""
    return (_person(row) for row in session.execute(_people(states)))


def _people(states: Collection[VolunteerState]) -> Select[Any]:
    first = func.min(VolunteerMove.moved_at).label("since")
    books = VolunteerMove.to_state == VolunteerState.REGISTERED
    on_the_books = (
        select(VolunteerMove.volunteer_id, first).where(books).group_by(VolunteerMove.volunteer_id)
    ).subquery()
    columns = (
        Volunteer.id, Volunteer.public_id, Volunteer.first_name, Volunteer.centre_id,
        Volunteer.state, Volunteer.preferred_channel, Volunteer.email, Volunteer.phone_e164,
        Volunteer.latitude, Volunteer.longitude, Volunteer.remote, Volunteer.age_band,
        on_the_books.c.since,
    )  # fmt: skip
    query = select(*columns).join(on_the_books, on_the_books.c.volunteer_id == Volunteer.id)
    return query.where(Volunteer.state.in_(states)).order_by(Volunteer.id)


def _person(row: Row[Any]) -> Person:
    point = (row.latitude, row.longitude) if row.latitude is not None else None
    return Person(
        id=row.id,
        public_id=row.public_id,
        first_name=row.first_name,
        centre_id=row.centre_id,
        state=VolunteerState(row.state),
        channel=row.preferred_channel,
        email=row.email,
        phone=row.phone_e164,
        point=point,
        remote=row.remote,
        age_band=row.age_band,
        since=row.since.date(),
    )


def read_offers(session: Session) -> Iterator[Offer]:
    """Every role that was published; one that several places serve stands where the first is."""
    points: dict[int, Point] = {}
    places = select(
        OpportunityPlace.opportunity_id, OpportunityPlace.latitude, OpportunityPlace.longitude
    ).order_by(OpportunityPlace.id.desc())
    for role_id, latitude, longitude in session.execute(places):
        if latitude is not None and longitude is not None:
            points[role_id] = (latitude, longitude)
    offered = Opportunity.state.in_(OFFERS), Opportunity.published_at.is_not(None)
    query = select(Opportunity).where(*offered).order_by(Opportunity.id)
    for role in session.scalars(query):
        yield _offer(role, points.get(role.id))
    session.expunge_all()


def _offer(role: Opportunity, point: Point | None) -> Offer:
    over = role.state in (RoleState.CLOSED, RoleState.EXPIRED)
    assert role.published_at  # noqa: S101 - as the query asks
    assert role.centre_id  # noqa: S101 - every invented role has one
    return Offer(
        id=role.id,
        public_id=role.public_id,
        title=role.title,
        state=RoleState(role.state),
        organisation_id=role.organisation_id,
        centre_id=role.centre_id,
        needs=needs_of(role),
        offered=role.places_offered,
        taken=role.places_taken,
        youngest=role.minimum_age,
        oldest=role.maximum_age,
        remote=role.attendance == Attendance.REMOTE,
        published=role.published_at.date(),
        ended=role.expires_on if over else None,
        point=point,
        free=role.flexible or role.hours_minutes is not None,
    )
