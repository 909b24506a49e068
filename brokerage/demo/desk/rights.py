"""What is hard to tell, and what people ask of their data: concerns, complaints, requests."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from sqlalchemy import select

from brokerage.accounts.models import Account, Hat
from brokerage.concerns.models import Concern, ConcernNote, Hold
from brokerage.demo.chance import public_id, some_of
from brokerage.demo.contacts import mailbox
from brokerage.demo.desk.cast import Cast, Desk, Offer, Person
from brokerage.demo.desk.log import task_row
from brokerage.demo.ledger import Ledger, Row
from brokerage.demo.library import rights_words, words
from brokerage.introductions.models import Task
from brokerage.privacy.complaints import DAYS
from brokerage.privacy.models import Complaint, DataRequest
from brokerage.privacy.requests import TASKS
from brokerage.volunteers.models import VolunteerState

Told = Mapping[str, str]
NEWEST, OLDEST = 2, 26  # days ago
CLOSED_AFTER = 3


def add_rights(ledger: Ledger, cast: Cast, met: Iterable[int], rng: random.Random) -> None:
    """All of it at the lead's desk, one of each kind elsewhere. ``met``: who is introduced."""
    designated, busy = _designated(ledger), set(met)
    for desk in cast.desks.values():
        people = [p for p in cast.people if p.centre_id == desk.id and p.id != cast.volunteer_id]
        told = rights_words()
        for what in _share(told["requests"], desk, rng) if people else ():
            _request(ledger, cast, desk, rng.choice(people), what, rng)
        for what in _share(told["complaints"], desk, rng):
            _complaint(ledger, cast, desk, what, rng)
        if desk.id in designated:
            for what in told["concerns"]:
                _concern(ledger, cast, desk, what, designated[desk.id], rng)
            alone = [p for p in people if p.id not in busy and _is_active(p)]
            for person in alone[:1]:
                _hold(ledger, cast, desk, person, designated[desk.id], rng)


def _designated(ledger: Ledger) -> dict[int, str]:
    """Who looks after safeguarding, by centre: nobody else reads the log."""
    query = select(Hat.centre_id, Account.public_id).join(Account, Account.id == Hat.account_id)
    found = ledger.session.execute(query.where(Hat.safeguarding))
    return {centre_id: f"account:{public_id}" for centre_id, public_id in found if centre_id}


def _share(told: Sequence[Told], desk: Desk, rng: random.Random) -> Sequence[Told]:
    return told if desk.is_lead else some_of(rng, told, 1, 1)


def _is_active(person: Person) -> bool:
    return person.state is VolunteerState.ACTIVE


def _moment(cast: Cast, rng: random.Random, newest: int = NEWEST) -> datetime:
    day = cast.today - timedelta(days=rng.randint(newest, OLDEST))
    return datetime.combine(day, time(rng.randint(9, 16), rng.randrange(60)), UTC)


def _request(
    ledger: Ledger, cast: Cast, desk: Desk, person: Person, told: Told, rng: random.Random
) -> None:
    ended, asked = "outcome" in told, _moment(cast, rng, CLOSED_AFTER + 1)
    row: Row = {
        "public_id": public_id(rng),
        "volunteer_id": person.id,
        "centre_id": desk.id,
        "kind": told["kind"],
        "what": told["what"],
        "asked_at": asked,
        "due_on": asked.date() + relativedelta(months=1),
        "actor": desk.broker,
        "on_behalf_of": "volunteer",
        "through": "desk",
        "ended_at": asked + timedelta(days=CLOSED_AFTER) if ended else None,
        "ended_by": desk.broker if ended else None,
        "outcome": told.get("outcome"),
        "answer": told.get("answer", ""),
    }
    ledger.add(DataRequest, row)
    if not ended:
        words_ = {"what": TASKS[told["kind"]], "volunteer_id": person.id}
        _task(ledger, desk, f"data_request:{row['public_id']}", asked, words_, rng)


def _complaint(ledger: Ledger, cast: Cast, desk: Desk, told: Told, rng: random.Random) -> None:
    ended, received = "outcome" in told, _moment(cast, rng, CLOSED_AFTER + 1)
    closed = received + timedelta(days=CLOSED_AFTER) if ended else None
    name = rng.choice(words()["first_names"])
    row: Row = {
        "public_id": public_id(rng),
        "centre_id": desk.id,
        "kind": told["kind"],
        "what": told["what"],
        "opportunity_id": None,
        "volunteer_id": None,
        "name": name,
        "contact": mailbox(name, "complains"),
        "received_at": received,
        "acknowledge_by": received.date() + timedelta(DAYS - 1),
        "actor": "public",
        "on_behalf_of": None,
        "through": "web",
        "acknowledged_at": received + timedelta(days=1) if ended else None,
        "acknowledged_by": desk.broker if ended else None,
        "closed_at": closed,
        "closed_by": desk.broker if ended else None,
        "outcome": told.get("outcome"),
        "answer": told.get("answer", ""),
    }
    ledger.add(Complaint, row)
    if not ended:
        words_ = {"what": "Acknowledge a complaint"}
        _task(ledger, desk, f"complaint:{row['public_id']}", received, words_, rng)


def _task(
    ledger: Ledger, desk: Desk, occasion: str, since: datetime, said: Row, rng: random.Random
) -> None:
    due_on = since.date() + timedelta(days=7)
    made = task_row(desk.id, "other", due_on, rng) | said
    ledger.add(Task, made | {"made_for": occasion, "added_by": "public", "created_at": since})


def _concern(
    ledger: Ledger,
    cast: Cast,
    desk: Desk,
    told: Mapping[str, object],
    designated: str,
    rng: random.Random,
) -> None:
    notes, reported = list(told["notes"]), _moment(cast, rng, CLOSED_AFTER + 1)  # type: ignore[call-overload]
    offer = _somewhere(cast, desk, rng)
    closed = "outcome" in told
    made = ledger.add(
        Concern,
        {
            "public_id": public_id(rng),
            "centre_id": desk.id,
            "what": told["what"],
            "opportunity_id": offer.id if offer else None,
            "organisation_id": offer.organisation_id if offer else None,
            "reporter": rng.choice(words()["first_names"]),
            "reporter_contact": "",
            "reporter_volunteer_id": None,
            "reported_at": reported,
            "actor": "public",
            "on_behalf_of": None,
            "through": "web",
            "closed_at": reported + timedelta(days=CLOSED_AFTER) if closed else None,
            "closed_by": designated if closed else None,
            "outcome": told.get("outcome"),
        },
    )
    for days, text in enumerate(notes, 1):
        row = {"concern_id": made, "text": text, "actor": designated}
        ledger.add(ConcernNote, row | {"noted_at": reported + timedelta(days=days)})


def _somewhere(cast: Cast, desk: Desk, rng: random.Random) -> Offer | None:
    offers = [one for one in cast.offers if one.centre_id == desk.id]
    return rng.choice(offers) if offers else None


def _hold(
    ledger: Ledger, cast: Cast, desk: Desk, person: Person, by: str, rng: random.Random
) -> None:
    """A quiet pause of somebody who is introduced to nobody, so that nothing else stands still."""
    row: Row = {
        "public_id": public_id(rng),
        "centre_id": desk.id,
        "volunteer_id": person.id,
        "organisation_id": None,
        "who": person.first_name,
        "why": "Until we have met. Nothing is known against them.",
        "set_at": _moment(cast, rng),
        "set_by": by,
        "lifted_at": None,
        "lifted_by": None,
    }
    ledger.add(Hold, row)
