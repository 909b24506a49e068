"""Invented people who offer time: profile, state and history."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from brokerage.demo.centres import CentreIds
from brokerage.demo.chance import happens, one_of, public_id
from brokerage.demo.contacts import landline, mailbox, mobile
from brokerage.demo.free_time import FreeTime, free_time
from brokerage.demo.interests import Interests
from brokerage.demo.ledger import Ledger, Row
from brokerage.demo.library import words
from brokerage.demo.people_history import history
from brokerage.demo.spots import Spot, Towns
from brokerage.volunteers.models import (
    Volunteer,
    VolunteerMove,
    VolunteerPause,
    VolunteerState,
    VolunteerTerm,
    VolunteerWindow,
)
from brokerage.volunteers.service import NAMELESS

STATES = {
    VolunteerState.ENQUIRY: 4,
    VolunteerState.REGISTERED: 12,
    VolunteerState.ACTIVE: 70,
    VolunteerState.PAUSED: 7,
    VolunteerState.LEFT: 6,
    VolunteerState.ANONYMISED: 1,
}
AGES = {"under-16": 1, "16-24": 12, "25-34": 12, "35-49": 18, "50-64": 23, "65-74": 20, "75+": 8}
TRAVEL = {"walk": (1.6, 3.2), "cycle": (5, 8), "bus": (8, 16), "car": (8, 16, 24, 40)}
REMOTE = {"welcome": 0.66, "no": 0.29, "only": 0.05}
HEARD = {
    "friend": 25, "search": 20, "social_media": 14, "library": 10, "poster": 8, "surgery": 7,
    "school": 6, "event": 6, "employer": 4,
}  # fmt: skip
SAME_HOUSEHOLD = 0.07  # lives with the person before, and shares an e-mail address


@dataclass(frozen=True, slots=True)
class Home:
    """What people of one household share."""

    last_name: str
    email: str | None
    spot: Spot | None
    centre_id: int


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
    return Home(last_name, email, spot, centres.serving(town.district_code))


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
    state = one_of(rng, STATES)
    moves = history(state, today, rng)
    free = free_time(today, rng) if state is not VolunteerState.ENQUIRY else FreeTime()
    row = {
        "public_id": public_id(rng),
        "centre_id": home.centre_id,
        "state": state.value,
        "created_at": moves[0]["moved_at"],
        **_reached(first_name, home, state, rng),
        **_lives(home.spot),
        **_profile(state, rng),
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


def _reached(first_name: str, home: Home, state: VolunteerState, rng: random.Random) -> Row:
    """Many have no e-mail; a few registered people have no telephone either."""
    nothing_else = not home.email and state is VolunteerState.ENQUIRY
    has_phone = nothing_else or happens(rng, 0.9 if not home.email else 0.75)
    phone = (mobile(rng) if happens(rng, 0.7) else landline(rng)) if has_phone else None
    return {
        "first_name": first_name,
        "last_name": home.last_name,
        "email": home.email,
        "phone": phone,
        "preferred_channel": _channel(home.email, phone, rng),
        "heard_through": one_of(rng, HEARD) if happens(rng, 0.7) else None,
    }


def _channel(email: str | None, phone: str | None, rng: random.Random) -> str:
    if email and not (phone and happens(rng, 0.3)):
        return "email"
    if not phone:
        return "letter"
    return "text" if phone.startswith("07") and happens(rng, 0.3) else "phone"


def _lives(spot: Spot | None) -> Row:
    """People are known by the first half of their postcode, so their point is approximate."""
    return {
        "postcode": spot.outward if spot else None,
        "latitude": spot.latitude if spot else None,
        "longitude": spot.longitude if spot else None,
        "approximate": spot is not None,
        "district_code": spot.district_code if spot else None,
    }


def _profile(state: VolunteerState, rng: random.Random) -> Row:
    if state is VolunteerState.ENQUIRY:  # a name and one contact; the rest may follow
        return {
            "within_km": None,
            "travel_mode": None,
            "remote": "welcome",
            "about": "",
            "age_band": None,
        }
    mode = rng.choice(list(TRAVEL))
    return {
        "within_km": rng.choice(TRAVEL[mode]) if happens(rng, 0.75) else None,
        "travel_mode": mode if happens(rng, 0.85) else None,
        "remote": one_of(rng, REMOTE),
        "about": rng.choice(words()["about_people"]) if happens(rng, 0.45) else "",
        "age_band": one_of(rng, AGES) if happens(rng, 0.8) else None,
    }


# What services leave when they take the person out of a record.
NOBODY: Row = FreeTime().columns | {
    "first_name": NAMELESS,
    "last_name": "",
    "email": None,
    "phone": None,
    "preferred_channel": "none",
    "postcode": None,
    "latitude": None,
    "longitude": None,
    "about": "",
}
