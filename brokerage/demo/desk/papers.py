"""What people agreed to and have shown: consents, checks, references, training, support."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta

from brokerage.consents import PURPOSES, Consent
from brokerage.demo.chance import happens, one_of, public_id
from brokerage.demo.contacts import mailbox
from brokerage.demo.desk.cast import Cast, Person
from brokerage.demo.ledger import Ledger, Row
from brokerage.demo.library import desk_words, words
from brokerage.volunteers.checks import KEPT_FULLY_FOR
from brokerage.volunteers.guardians import WORDINGS
from brokerage.volunteers.models import (
    GuardianAnswer,
    GuardianConsent,
    SupportDetail,
    VolunteerCheck,
    VolunteerReference,
    VolunteerTraining,
)
from brokerage.volunteers.references import MOST_REMINDERS, REMIND_AFTER

ASKED: Mapping[str, tuple[float, float]] = {  # how often asked, and how often the answer is yes
    "share_any_centre": (0.7, 0.75),
    "news": (0.35, 0.5),
    "digests": (0.35, 0.7),
    "evaluation_contact": (0.2, 0.6),
}
WITHDRAWN = 0.03
LEVELS = {"basic": 5, "standard": 1, "enhanced": 7, "enhanced_barred": 3}
DECIDED = {"suitable": 20, "suitable_with_conditions": 2, "not_suitable": 1}
UNDER_GUARDIAN = "under-16"


def add_papers(ledger: Ledger, cast: Cast, rng: random.Random) -> None:
    """For everybody who is with us."""
    for person in cast.people:
        broker = cast.desks[person.centre_id].broker
        ledger.add_all(Consent, _consents(person, broker, cast.today, rng))
        if person.age_band == UNDER_GUARDIAN:
            ledger.add(GuardianConsent, _guardian(person, broker, rng))
        if happens(rng, 0.07):
            ledger.add(VolunteerCheck, _check(person, broker, cast.today, rng))
        if happens(rng, 0.03):
            ledger.add(VolunteerReference, _reference(person, broker, cast.today, rng))
        if happens(rng, 0.05):
            ledger.add(VolunteerTraining, _training(person, broker, cast.today, rng))
        if happens(rng, 0.01):
            text = rng.choice(desk_words()["support"])
            row = {"volunteer_id": person.id, "text": text, "recorded_by": broker}
            ledger.add(SupportDetail, row | {"recorded_at": _moment(person.since, rng)})
        ledger.write_when_full()


def _moment(day: date, rng: random.Random) -> datetime:
    return datetime.combine(day, time(rng.randint(9, 16), rng.randrange(60)), UTC)


def _consents(person: Person, broker: str, today: date, rng: random.Random) -> Iterator[Row]:
    for purpose, (asked, agrees) in ASKED.items():
        if not happens(rng, asked):
            continue
        given = happens(rng, agrees)
        answer = {
            "volunteer_id": person.id,
            "purpose": purpose,
            "given": given,
            "wording_version": PURPOSES[purpose].wording.version,
            "recorded_at": _moment(person.since, rng),
            "actor": broker,
            "on_behalf_of": "volunteer",
            "through": "desk",
        }
        yield answer
        days = (today - person.since).days
        if given and days > 10 and happens(rng, WITHDRAWN):
            later = _moment(today - timedelta(days=rng.randint(1, days - 1)), rng)
            yield answer | {"given": False, "recorded_at": later, "through": "phone"}


def _guardian(person: Person, broker: str, rng: random.Random) -> Row:
    agreed = happens(rng, 0.8)
    moment = _moment(person.since, rng)
    return {
        "public_id": public_id(rng),
        "volunteer_id": person.id,
        "opportunity_public_id": None,
        "guardian_name": rng.choice(words()["first_names"]),
        "relation": "Parent",
        "email": mailbox("guardian", str(person.id)),
        "phone": None,
        "wording_version": WORDINGS[-1].version,
        "answer": GuardianAnswer.AGREED if agreed else GuardianAnswer.ASKED,
        "how": "paper" if agreed else None,
        "asked_at": moment,
        "asked_by": broker,
        "answered_at": moment if agreed else None,
        "recorded_by": broker if agreed else None,
    }


def _check(person: Person, broker: str, today: date, rng: random.Random) -> Row:
    """Older than six months, it has the upper five columns and no more."""
    issued = today - timedelta(days=rng.randint(5, 1250))
    kept = issued > today - KEPT_FULLY_FOR
    return {
        "public_id": public_id(rng),
        "volunteer_id": person.id,
        "level": one_of(rng, LEVELS),
        "issued_on": issued,
        "seen_by": broker,
        "decision": one_of(rng, DECIDED),
        "decided_on": issued + timedelta(days=3) if kept else None,
        "opportunity_public_id": None,
        "update_service": happens(rng, 0.4) if kept else None,
    }


def _reference(person: Person, broker: str, today: date, rng: random.Random) -> Row:
    """Answered, or asked lately and reminded as the job would have done."""
    ago = rng.randint(1, 40)
    answered = happens(rng, 0.6)
    asked = _moment(today - timedelta(days=ago), rng)
    reminders = 0 if answered else min(MOST_REMINDERS, ago // (REMIND_AFTER.days + 1))
    said = desk_words()
    return {
        "public_id": public_id(rng),
        "volunteer_id": person.id,
        "referee_name": rng.choice(words()["first_names"]),
        "referee_email": mailbox("referee", str(person.id)),
        "referee_phone": None,
        "relation": rng.choice(said["relations"]),
        "asked_by": broker,
        "asked_at": asked,
        "reminders": reminders,
        "reminded_at": asked + (REMIND_AFTER + timedelta(1)) * reminders if reminders else None,
        "answered_at": asked + timedelta(hours=5) if answered else None,
        "recommends": one_of(rng, {"yes": 9, "with_reservations": 1}) if answered else None,
        "known_for": rng.choice(said["known_for"]) if answered else "",
        "said": rng.choice(said["references"]) if answered else "",
        "cancelled_at": None,
    }


def _training(person: Person, broker: str, today: date, rng: random.Random) -> Row:
    induction = happens(rng, 0.4)
    done = today - timedelta(days=rng.randint(3, 1000))
    title = "Welcome morning" if induction else rng.choice(desk_words()["trainings"])
    return {
        "public_id": public_id(rng),
        "volunteer_id": person.id,
        "kind": "induction" if induction else "training",
        "title": title,
        "done_on": done,
        "expires_on": None if induction else done + timedelta(days=3 * 365),
        "recorded_by": broker,
        "recorded_at": _moment(done, rng),
    }
