"""What is kept apart of people: carers, access needs, and answers to equality monitoring."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, time

from sqlalchemy import bindparam, update

from brokerage.demo.chance import happens, one_of, some_of
from brokerage.demo.contacts import mailbox, mobile
from brokerage.demo.desk.cast import Cast, Person
from brokerage.demo.ledger import Ledger
from brokerage.demo.library import words
from brokerage.equality.service import Answered, write_many
from brokerage.volunteers.models import Volunteer, VolunteerCarer

ANSWER = 0.6  # of people with us hand in the form
NO_NEED = 0.93
CARERS = 0.015
THROUGH_CARER = 0.5
RELATIONS = ("Daughter", "Son", "Husband", "Wife", "Support worker", "Sister")
NEEDS = {"step_free": 5, "accessible_toilet": 4, "on_a_bus_route": 5, "parking": 3}
WEIGHTS: dict[str, dict[str, float]] = {
    "sex": {"female": 62, "male": 36, "prefer_not_to_say": 2},
    "gender_identity": {"same": 95, "different": 1, "prefer_not_to_say": 4},
    "ethnic_group": {
        "white_british": 78, "white_other": 6, "asian_indian": 3, "asian_other": 4,
        "black_african": 3, "mixed_white_asian": 1, "white_roma": 1, "prefer_not_to_say": 4,
    },
    "disability": {
        "limited_a_lot": 6, "limited_a_little": 13, "not_limited": 9, "no_condition": 66,
        "prefer_not_to_say": 6,
    },
    "religion": {
        "none": 42, "christian": 43, "muslim": 3, "hindu": 2, "sikh": 1, "other": 2,
        "prefer_not_to_say": 7,
    },
    "sexual_orientation": {
        "straight": 85, "gay_or_lesbian": 3, "bisexual": 2, "prefer_not_to_say": 10,
    },
}  # fmt: skip


def add_apart(ledger: Ledger, cast: Cast, rng: random.Random) -> None:
    """Of people who are with us, in the shares that a county might have."""
    rows = [one for person in cast.people for one in _answers(person, rng)]
    write_many(ledger.session, rows)
    ledger.written["equality_answers"] = len(rows)
    needing: list[dict[str, object]] = []
    through: list[dict[str, object]] = []
    for person in cast.people:
        if happens(rng, CARERS):
            ledger.add(VolunteerCarer, _carer(person, rng))
            if person.channel == "phone" and happens(rng, THROUGH_CARER):
                through.append({"who": person.id, "value": "carer"})
        if not happens(rng, NO_NEED):
            needing.append({"who": person.id, "value": _needs(rng)})
    _put(ledger, "preferred_channel", through)
    _put(ledger, "access_needs", needing)


def _answers(person: Person, rng: random.Random) -> Iterator[Answered]:
    if not happens(rng, ANSWER):
        return
    moment = datetime.combine(person.since, time(10), UTC)
    for question, weights in WEIGHTS.items():
        if happens(rng, 0.92):
            yield Answered(person.id, question, one_of(rng, weights), moment)


def _carer(person: Person, rng: random.Random) -> dict[str, object]:
    name = rng.choice(words()["first_names"])
    return {
        "volunteer_id": person.id,
        "name": name,
        "relation": rng.choice(RELATIONS),
        "email": mailbox("carer", str(person.id)),
        "phone": mobile(rng),
        "address": "",
        "recorded_at": datetime.combine(person.since, time(10), UTC),
    }


def _needs(rng: random.Random) -> list[str]:
    return sorted({one_of(rng, NEEDS), *some_of(rng, list(NEEDS), 0, 1)})


def _put(ledger: Ledger, column: str, values: list[dict[str, object]]) -> None:
    """One column of some people."""
    table = Volunteer.__table__
    if values:
        change = update(table).where(table.c.id == bindparam("who"))  # type: ignore[arg-type]
        ledger.session.execute(change.values({column: bindparam("value")}), values)
