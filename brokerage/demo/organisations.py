"""Invented bodies that need volunteers. Their names are whimsical, so that none is a real one's."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from brokerage.demo.centres import CentreIds
from brokerage.demo.chance import dealt, happens, one_of, public_id
from brokerage.demo.contacts import landline, mailbox, mobile, website
from brokerage.demo.histories import at
from brokerage.demo.history.seasons import LONGEST, days_ago
from brokerage.demo.ledger import Ledger, Row
from brokerage.demo.library import Theme, themes, words
from brokerage.demo.spots import Spot, Town, Towns
from brokerage.demo.statements import statements_of
from brokerage.organisations.models import Organisation, Standing

SOURCE = "demonstration"
VERIFIED = 0.8
FOUNDING = 0.2  # were with us from the first day
NEWEST = 130  # days: every role of today is younger than its organisation
INCOMES = {"micro": 0.35, "small": 0.35, "medium": 0.2, "large": 0.1}


@dataclass(frozen=True, slots=True)
class Body:
    """What a role needs to know of who offers it."""

    id: int
    name: str
    theme: Theme
    town: Town
    joined: int  # days ago


def add_organisations(
    ledger: Ledger, count: int, towns: Towns, centres: CentreIds, today: date, rng: random.Random
) -> Iterator[Body]:
    """Add so many, of every theme."""
    one_for_each_role = [theme for theme in themes() for _role in theme.roles]
    kinds = dealt(rng, one_for_each_role)
    beginnings, taken = _beginnings(rng), set[str]()
    for number in range(1, count + 1):
        theme, town = next(kinds), towns.anywhere(rng)
        name = _name(theme, town, beginnings, taken, rng)
        joined = _joined(today, rng)
        row = _organisation(name, theme, town.spot(rng), at(today, joined, rng), rng)
        row["source_id"] = f"organisation-{number:05d}"
        row["centre_id"] = centres.serving(town.district_code)
        row |= statements_of(number, row["verified_at"] is not None, today)
        yield Body(ledger.add(Organisation, row), name, theme, town, joined)


def _name(
    theme: Theme, town: Town, beginnings: Iterator[str], taken: set[str], rng: random.Random
) -> str:
    """One that nobody has yet."""
    while True:
        name = f"{next(beginnings)} {rng.choice(theme.names).format(town=town.name)}"
        if name not in taken:
            taken.add(name)
            return name


def _beginnings(rng: random.Random) -> Iterator[str]:
    """Each pair of a colour and a creature once before any comes again."""
    pairs = [(c, a) for c in words()["colours"] for a in words()["creatures"]]
    return (f"{colour} {creature}" for colour, creature in dealt(rng, pairs))


def _joined(today: date, rng: random.Random) -> int:
    """Some were there from the beginning; the others came as people did."""
    if happens(rng, FOUNDING):
        return rng.randint(LONGEST + 15, LONGEST + 45)
    return days_ago(today, rng, LONGEST, NEWEST)


def _organisation(
    name: str, theme: Theme, spot: Spot, created_at: datetime, rng: random.Random
) -> Row:
    has_email, has_website = happens(rng, 0.85), happens(rng, 0.6)
    return {
        "public_id": public_id(rng),
        "name": name,
        "description": theme.about.format(organisation=name, town=spot.town),
        "kind": rng.choice(theme.kinds),
        "org_id": None,  # a made-up register number would be somebody's
        "income_band": one_of(rng, INCOMES) if happens(rng, 0.8) else None,
        "website": website(name) if has_website else None,
        "email": mailbox(name) if has_email else None,
        "phone": _phone(rng) if happens(rng, 0.75) or not has_email else None,
        "postcode": spot.outward,
        "district_code": spot.district_code,
        "runs_a_centre": False,
        **_standing(created_at if happens(rng, VERIFIED) else None),
        "source": SOURCE,
        "created_at": created_at,
    }


def _standing(verified_at: datetime | None) -> Row:
    return {
        "state": Standing.VERIFIED if verified_at else Standing.LISTED,
        "trusted": False,
        "verified_at": verified_at,
    }


def _phone(rng: random.Random) -> str:
    return landline(rng) if happens(rng, 0.6) else mobile(rng)
