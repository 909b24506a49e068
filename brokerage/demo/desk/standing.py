"""Between the centres, and between records: transfers, people taken on, likely duplicates."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import select, update

from brokerage.consents import Consent
from brokerage.demo.chance import public_id, some_of
from brokerage.demo.desk.cast import Cast, Desk, Person
from brokerage.demo.ledger import Ledger, Row
from brokerage.volunteers.models import (
    CentreNotice,
    NamelessEnquiry,
    TransferState,
    Volunteer,
    VolunteerState,
    VolunteerTaking,
    VolunteerTransfer,
)
from brokerage.volunteers.transfers import REASONS

NAMELESS = (3, 9)  # in the last fortnight
TAKEN_ON = 2
DUPLICATES = 3
STATES = (TransferState.ASKED, TransferState.DONE, TransferState.DECLINED)


def add_standing(ledger: Ledger, cast: Cast, rng: random.Random) -> None:
    """Something of each for every desk that has people."""
    desks, willing = list(cast.desks.values()), _willing(ledger, cast)
    for desk, other in zip(desks, [*desks[1:], desks[0]], strict=True):
        _nameless(ledger, cast, desk, rng)
        people = [p for p in cast.people if p.centre_id == desk.id and p.id != cast.volunteer_id]
        if desk.id == other.id:
            continue
        for state, person in zip(STATES, some_of(rng, people, 3, 3), strict=False):
            _transfer(ledger, cast, person, state, (desk, other), rng)
        theirs = [person for person in people if person.id in willing]
        _taken_on(ledger, cast, theirs, (desk, other), rng)
        _duplicates(ledger, desk, rng)


def _moment(cast: Cast, days_ago: int, rng: random.Random) -> datetime:
    day = cast.today - timedelta(days=days_ago)
    return datetime.combine(day, time(rng.randint(9, 16), rng.randrange(60)), UTC)


def _nameless(ledger: Ledger, cast: Cast, desk: Desk, rng: random.Random) -> None:
    for _ in range(rng.randint(*NAMELESS)):
        row = {"centre_id": desk.id, "through": rng.choice(("desk", "phone"))}
        moment = _moment(cast, rng.randint(1, 14), rng)
        ledger.add(NamelessEnquiry, row | {"asked_at": moment, "recorded_by": desk.broker})


def _transfer(
    ledger: Ledger,
    cast: Cast,
    person: Person,
    state: TransferState,
    between: tuple[Desk, Desk],
    rng: random.Random,
) -> None:
    """One waits for the desk's answer; the others were answered by the other centre."""
    desk, other = between
    waits = state is TransferState.ASKED
    ago = rng.randint(1, 4) if waits else rng.randint(20, 60)
    # who is with us now came from the other centre, was kept, or is asked for
    home, to = (other, desk) if state is TransferState.DONE else (desk, other)
    asks, answers = (other, desk) if waits else (desk, other)
    asked = _moment(cast, ago, rng)
    answered = None if waits else _moment(cast, ago - 3, rng)
    row = {
        "public_id": public_id(rng),
        "volunteer_id": person.id,
        "from_centre_id": home.id,
        "to_centre_id": to.id,
        "answering_centre_id": answers.id,
        "state": state,
        "reason": rng.choice(list(REASONS)[:3]),
        "asked_at": asked,
        "asked_by": asks.broker,
        "answered_at": answered,
        "answered_by": None if waits else answers.broker,
        "reversed_at": None,
        "reversed_by": None,
    }
    ledger.add(VolunteerTransfer, row)
    kind = "transfer_asked" if waits else f"transfer_{state.value}"
    told = asked if answered is None else answered
    ledger.add(CentreNotice, _notice(desk, person, kind, told, asks if waits else answers, rng))


def _notice(
    desk: Desk, person: Person, kind: str, noted_at: datetime, by: Desk, rng: random.Random
) -> Row:
    """Nobody at the desk has seen it yet, unless it is old."""
    return {
        "public_id": public_id(rng),
        "centre_id": desk.id,
        "volunteer_id": person.id,
        "kind": kind,
        "noted_at": noted_at,
        "noted_by": by.broker,
        "seen_at": None if kind in ("transfer_asked", "taken_on") else noted_at + timedelta(1),
        "seen_by": None if kind in ("transfer_asked", "taken_on") else desk.broker,
    }


def _willing(ledger: Ledger, cast: Cast) -> set[int]:
    """Active people who agreed to any centre, and have not changed their mind."""
    ledger.write()
    said = select(Consent.volunteer_id).where(Consent.purpose == "share_any_centre")
    yes = set(ledger.session.scalars(said.where(Consent.given)))
    no = set(ledger.session.scalars(said.where(~Consent.given)))
    active = {person.id for person in cast.people if person.state is VolunteerState.ACTIVE}
    return (yes - no) & active


def _taken_on(
    ledger: Ledger,
    cast: Cast,
    people: Sequence[Person],
    between: tuple[Desk, Desk],
    rng: random.Random,
) -> None:
    """The next centre helps some who agreed to that; their own centre was told."""
    desk, other = between
    for person in some_of(rng, people, TAKEN_ON, TAKEN_ON):
        moment = _moment(cast, rng.randint(1, 9), rng)
        row = {"volunteer_id": person.id, "centre_id": other.id, "taken_at": moment}
        ledger.add(VolunteerTaking, row | {"taken_by": other.broker, "ended_at": None})
        ledger.add(CentreNotice, _notice(desk, person, "taken_on", moment, other, rng))


def _duplicates(ledger: Ledger, desk: Desk, rng: random.Random) -> None:
    """People who enquired a second time, with their name spelt a little otherwise."""
    here = select(Volunteer.id).where(Volunteer.centre_id == desk.id).order_by(Volunteer.id)
    enquiries = ledger.session.scalars(here.where(Volunteer.state == VolunteerState.ENQUIRY))
    known = here.where(Volunteer.state == VolunteerState.ACTIVE, Volunteer.phone.is_not(None))
    again = list(enquiries.fetchmany(DUPLICATES))
    columns = (
        Volunteer.first_name, Volunteer.last_name, Volunteer.phone, Volunteer.phone_e164,
        Volunteer.postcode, Volunteer.latitude, Volunteer.longitude, Volunteer.approximate,
        Volunteer.district_code,
    )  # fmt: skip
    people = list(ledger.session.scalars(known))
    twice = rng.sample(people, k=min(len(again), len(people)))
    for enquiry, person in zip(again, twice, strict=False):
        row = ledger.session.execute(select(*columns).where(Volunteer.id == person)).one()
        same = {**row._mapping, "last_name": _misspelt(row.last_name), "preferred_channel": "phone"}
        ledger.session.execute(
            update(Volunteer.__table__).where(Volunteer.__table__.c.id == enquiry).values(same)  # type: ignore[arg-type]
        )


def _misspelt(name: str) -> str:
    """A doubled letter, as heard on the telephone."""
    middle = len(name) // 2
    return name[:middle] + name[middle : middle + 1] + name[middle:]
