"""Where an invented role is done."""

from __future__ import annotations

import random

from brokerage.demo.chance import happens, one_of
from brokerage.demo.histories import Row
from brokerage.demo.library import Role, words
from brokerage.demo.organisations import Body
from brokerage.demo.spots import Spot, Town, Towns
from brokerage.opportunities.places import Precision

NEXT_TOWN = 0.35  # how often an activity is in another town of the organisation's district
EXACTNESS = {Precision.EXACT: 0.82, Precision.AREA: 0.14, Precision.UNKNOWN: 0.04}


def towns_of(role: Role, body: Body, towns: Towns, rng: random.Random) -> list[Town]:
    """The organisation's own, the next one, or several of the district."""
    count = rng.randint(2, 4) if role.several_places else 1
    here = [body.town] + [towns.in_district(rng, body.town.district_code) for _ in range(count)]
    if count == 1 and happens(rng, NEXT_TOWN) and role.attendance != "remote":
        here = here[1:]
    return list({town.name: town for town in here}.values())[:count]


def place(role: Role, town: Town, rng: random.Random) -> Row:
    """One place where a role is done."""
    if role.private_home:
        return _row(town.spot(rng), Precision.AREA) | {"is_private_home": True}
    precision = one_of(rng, EXACTNESS)
    if precision is Precision.UNKNOWN:
        return _unknown()
    spot = town.spot(rng)
    name = f"The {rng.choice(words()['streets'])} {rng.choice(role.venues).title()}"
    return _row(spot, precision) | {
        "name": name,
        "address": f"{name}, {street(rng)}, {spot.town}"
        if precision is Precision.EXACT
        else spot.town,
    }


def street(rng: random.Random) -> str:
    """Such as "14 Gingerbread Lane"; no such lane is known."""
    return f"{rng.randint(1, 80)} {rng.choice(words()['streets'])} {rng.choice(words()['ways'])}"


def _row(spot: Spot, precision: Precision) -> Row:
    return {
        "name": "",
        "address": "",
        "postcode": spot.outward,
        "latitude": spot.latitude,
        "longitude": spot.longitude,
        "precision": precision.value,
        "district_code": spot.district_code,
        "is_private_home": False,
    }


def _unknown() -> Row:
    """Nobody has said where: never ranked by distance."""
    return {
        "name": "",
        "address": "",
        "postcode": None,
        "latitude": None,
        "longitude": None,
        "precision": Precision.UNKNOWN.value,
        "district_code": None,
        "is_private_home": False,
    }
