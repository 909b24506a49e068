"""Invented people who offer time: profile, state and history."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from functools import cache

from brokerage.demo.centres import CentreIds
from brokerage.demo.chance import happens, one_of, public_id
from brokerage.demo.contacts import mailbox
from brokerage.demo.free_time import FreeTime, free_time
from brokerage.demo.histories import signed
from brokerage.demo.interests import Interests
from brokerage.demo.ledger import Ledger
from brokerage.demo.library import words
from brokerage.demo.people_facts import NOBODY, Home, lives, profile, reached
from brokerage.demo.people_history import history
from brokerage.demo.spots import Towns
from brokerage.volunteers.models import (
    Volunteer,
    VolunteerMove,
    VolunteerPause,
    VolunteerState,
    VolunteerTerm,
    VolunteerWindow,
)

STATES: dict[VolunteerState, float] = {
    VolunteerState.ENQUIRY: 4,
    VolunteerState.REGISTERED: 12,
    VolunteerState.ACTIVE: 70,
    VolunteerState.PAUSED: 7,
    VolunteerState.LEFT: 6,
    VolunteerState.ANONYMISED: 1,
}
SAME_HOUSEHOLD = 0.07  # lives with the person before, and shares an e-mail address


@cache
def _often(leaves: float) -> dict[VolunteerState, float]:
    """The states where ``leaves`` times as many go as elsewhere."""
    return STATES | {VolunteerState.LEFT: STATES[VolunteerState.LEFT] * leaves}


def add_people(
    ledger: Ledger,
    count: int,
    towns: Towns,
    centres: CentreIds,
    interests: Interests,
    today: date,
    rng: random.Random,
) -> Iterator[int]:
    """Add so many."""
    home: Home | None = None
    for _ in range(count):
        first_name = rng.choice(words()["first_names"])
        if home is None or not home.email or not happens(rng, SAME_HOUSEHOLD):
            home = _home(first_name, towns, centres, rng)
        yield _add(ledger, first_name, home, interests, today, rng)


def _home(first_name: str, towns: Towns, centres: CentreIds, rng: random.Random) -> Home:
    last_name = _last_name(rng)
    email = None
    if happens(rng, 0.66):
        email = mailbox(first_name, f"{last_name}{rng.randint(1, 99)}")
    town = towns.anywhere(rng)
    spot = town.spot(rng) if happens(rng, 0.95) else None
    centre_id = centres.serving(town.district_code)
    return Home(last_name, email, spot, centre_id, centres.manners[centre_id])


def _last_name(rng: random.Random) -> str:
    return rng.choice(words()["surname_starts"]) + rng.choice(words()["surname_ends"])


def _add(
    ledger: Ledger,
    first_name: str,
    home: Home,
    interests: Interests,
    today: date,
    rng: random.Random,
) -> int:
    manner = home.manner
    state = one_of(rng, _often(manner.leaves))
    moves = signed(history(state, today, rng, manner.began), home.centre_id)
    free = free_time(today, rng) if state is not VolunteerState.ENQUIRY else FreeTime()
    row = {
        "public_id": public_id(rng),
        "centre_id": home.centre_id,
        "state": state.value,
        "created_at": moves[0]["moved_at"],
        **reached(first_name, home, state, rng),
        **lives(home.spot),
        **profile(state, rng),
        **free.columns,
    }
    terms = [] if state is VolunteerState.ENQUIRY else interests.drawn(rng)
    if state is VolunteerState.ANONYMISED:
        row, free, terms = row | NOBODY, FreeTime(), []
    key = ledger.add(Volunteer, row)
    ledger.add_all(VolunteerWindow, free.windows, volunteer_id=key)
    ledger.add_all(VolunteerPause, free.pauses, volunteer_id=key)
    ledger.add_all(VolunteerTerm, terms, volunteer_id=key)
    ledger.add_all(VolunteerMove, moves, volunteer_id=key)
    return key
