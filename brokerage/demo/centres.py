"""The invented centres: seven of them, with one district that only the lead looks after."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from brokerage.centres.models import Centre, CentreDistrict
from brokerage.demo.chance import public_id
from brokerage.demo.contacts import landline, mailbox, website
from brokerage.demo.history.manners import Manner, manner_of
from brokerage.demo.ledger import Ledger, Row
from brokerage.demo.library import centre_facts
from brokerage.demo.spots import Towns

SERVING_SINCE = date(2024, 4, 1)


@dataclass(frozen=True)
class CentreIds:
    """Which centre looks after a district."""

    lead: int
    by_district: Mapping[str, int]
    manners: Mapping[int, Manner]

    def serving(self, district_code: str | None) -> int:
        """The centre of a district; the lead's where it has none, or is not known."""
        return self.by_district.get(district_code or "", self.lead)


def add_centres(ledger: Ledger, towns: Towns, rng: random.Random) -> CentreIds:
    """Add the centres and the districts each serves."""
    read = centre_facts()
    by_district: dict[str, int] = {}
    manners: dict[int, Manner] = {}
    lead = 0
    for facts in read:
        centre_id = ledger.add(Centre, _centre(facts, towns, rng))
        manners[centre_id] = manner_of(facts["slug"])
        lead = centre_id if facts.get("lead") else lead
        for code in facts["districts"]:
            by_district[code] = centre_id
            served = {"district_code": code, "valid_from": SERVING_SINCE, "valid_to": None}
            ledger.add(CentreDistrict, served | {"centre_id": centre_id})
    return CentreIds(lead, by_district, manners)


def _centre(facts: Row, towns: Towns, rng: random.Random) -> Row:
    spot = towns.by_name[facts["town"]].spot(rng)
    return {
        "public_id": public_id(rng),
        "slug": facts["slug"],
        "name": facts["name"],
        "about": " ".join(facts["about"].split()),
        "address": facts["address"],
        "postcode": spot.outward,
        "latitude": spot.latitude,
        "longitude": spot.longitude,
        "phone": landline(rng),
        "email": mailbox(facts["slug"].split("-")[0], "centre"),
        "website": website(facts["slug"]),
        "opening_times": facts["opening"],
        "is_lead": bool(facts.get("lead")),
    }
