"""Help that the desks gave in earlier years: lines of the log, training, and people at the door."""

from __future__ import annotations

import random
from datetime import UTC, datetime, time, timedelta

from brokerage.demo.chance import one_of, some_of
from brokerage.demo.desk.cast import Cast, Desk
from brokerage.demo.desk.guidance import add_event, entry
from brokerage.demo.history.seasons import LONGEST, days_ago
from brokerage.demo.ledger import Ledger, Row
from brokerage.demo.library import guidance_words
from brokerage.guidance.models import SupportEntry
from brokerage.volunteers.models import NamelessEnquiry

LINES, MORE_AT_THE_LEAD = 40, 3  # of one desk, and how many times as many
EVENTS = 7
EARLIER = 205  # days: training since then stands on the desks
PEOPLE_PER_NAMELESS = 9  # on the books, for one who asked and left no name
NOTED = 15  # days: later ones stand on the desks
THROUGH = {"desk": 3, "phone": 2}


def add_past_support(ledger: Ledger, cast: Cast, rng: random.Random) -> None:
    """For every desk, as long as it has been open."""
    for desk in cast.desks.values():
        times, longest = MORE_AT_THE_LEAD if desk.is_lead else 1, desk.manner.began
        for _ in range(LINES * times):
            ago = days_ago(cast.today, rng, longest, 4)
            ledger.add(SupportEntry, entry(cast, desk, _known(cast, desk, ago), ago, rng))
        for subject in some_of(rng, guidance_words()["trainings"], EVENTS, EVENTS):
            ago = rng.randint(EARLIER, min(longest, LONGEST - 40))
            add_event(ledger, cast, desk, subject, -ago, _known(cast, desk, ago), rng)
        people = sum(person.centre_id == desk.id for person in cast.people)
        for _ in range(people // PEOPLE_PER_NAMELESS):
            ledger.add(NamelessEnquiry, _nameless(cast, desk, rng))


def _known(cast: Cast, desk: Desk, ago: int) -> list[int]:
    """Organisations that had offered a role by then."""
    day = cast.today - timedelta(days=ago)
    here = (one for one in cast.offers if one.centre_id == desk.id and one.published <= day)
    return sorted({one.organisation_id for one in here})


def _nameless(cast: Cast, desk: Desk, rng: random.Random) -> Row:
    day = cast.today - timedelta(days=days_ago(cast.today, rng, desk.manner.began, NOTED))
    return {
        "centre_id": desk.id,
        "through": one_of(rng, THROUGH),
        "asked_at": datetime.combine(day, time(rng.randint(9, 16), rng.randrange(60)), UTC),
        "recorded_by": desk.broker,
    }
