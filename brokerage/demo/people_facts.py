"""What is known of an invented person: how to reach them, where they live, what they say."""

from __future__ import annotations

import random
from dataclasses import dataclass

from brokerage.demo.chance import happens, one_of
from brokerage.demo.contacts import in_full, landline, mobile
from brokerage.demo.free_time import FreeTime
from brokerage.demo.histories import Row
from brokerage.demo.history.manners import Manner
from brokerage.demo.library import words
from brokerage.demo.spots import Spot
from brokerage.volunteers.forgetting import NAMELESS
from brokerage.volunteers.models import VolunteerState

AGES = {"under-16": 1, "16-24": 12, "25-34": 12, "35-49": 18, "50-64": 23, "65-74": 20, "75+": 8}
TRAVEL = {"walk": (1.6, 3.2), "cycle": (5, 8), "bus": (8, 16), "car": (8, 16, 24, 40)}
REMOTE = {"welcome": 0.66, "no": 0.29, "only": 0.05}
BEFORE = {"never": 4, "long_ago": 3, "lately": 3}
HEARD = {
    "friend": 25, "search": 20, "social_media": 14, "library": 10, "poster": 8, "surgery": 7,
    "school": 6, "event": 6, "employer": 4,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Home:
    """What people of one household share."""

    last_name: str
    email: str | None
    spot: Spot | None
    centre_id: int
    manner: Manner


def reached(first_name: str, home: Home, state: VolunteerState, rng: random.Random) -> Row:
    """Many have no e-mail; a few registered people have no telephone either."""
    nothing_else = not home.email and state is VolunteerState.ENQUIRY
    has_phone = nothing_else or happens(rng, 0.9 if not home.email else 0.75)
    phone = (mobile(rng) if happens(rng, 0.7) else landline(rng)) if has_phone else None
    channel = _channel(home.email, phone, rng)
    return {
        "first_name": first_name,
        "last_name": home.last_name,
        "email": home.email,
        "phone": phone,
        "phone_e164": phone and in_full(phone),
        "address": _address(home, rng) if channel == "letter" else "",
        "preferred_channel": channel,
        "heard_through": one_of(rng, HEARD) if happens(rng, 0.7) else None,
        "volunteered_before": one_of(rng, BEFORE) if happens(rng, 0.8) else None,
    }


def _channel(email: str | None, phone: str | None, rng: random.Random) -> str:
    if email and not (phone and happens(rng, 0.3)):
        return "email"
    if not phone:
        return "letter"
    return "text" if phone.startswith("07") and happens(rng, 0.3) else "phone"


def _address(home: Home, rng: random.Random) -> str:
    """A street of no town."""
    street = f"{rng.randint(1, 140)} {home.last_name} Walk"
    return f"{street}\n{home.spot.outward}" if home.spot else street


def lives(spot: Spot | None) -> Row:
    """People are known by the first half of their postcode, so their point is approximate."""
    return {
        "postcode": spot.outward if spot else None,
        "latitude": spot.latitude if spot else None,
        "longitude": spot.longitude if spot else None,
        "approximate": spot is not None,
        "district_code": spot.district_code if spot else None,
    }


def profile(state: VolunteerState, rng: random.Random) -> Row:
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
    "phone_e164": None,
    "address": "",
    "preferred_channel": "none",
    "postcode": None,
    "latitude": None,
    "longitude": None,
    "about": "",
}
