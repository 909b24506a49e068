"""Saved searches: some of volunteers, some of addresses without a record; most are due today."""

from __future__ import annotations

import random
from datetime import UTC, datetime, time, timedelta

from brokerage.consents import PURPOSES, Consent
from brokerage.demo.chance import public_id, some_of
from brokerage.demo.desk.cast import Cast, Person
from brokerage.demo.ledger import Ledger, Row
from brokerage.suggestions.alerts.models import Alert, AlertState, HowOften, Kind
from brokerage.suggestions.alerts.saved import answers_in, search_in
from brokerage.suggestions.alerts.service import RECORD_WORDS
from brokerage.suggestions.alerts.wording import in_words
from brokerage.taxonomies.service import read_vocabulary
from brokerage.volunteers.models import VolunteerState
from brokerage.weeks import LOCAL_TIME

SEARCHES = (
    "near=Ashford&within=10&skills=gardening&when=sat-morning&when=sat-afternoon",
    "near=Dover&within=20&when=tue-evening&when=wed-evening",
    "near=Canterbury&within=5&q=garden",
    "near=Margate&within=10&interests=environment&remote=no",
    "near=Ashford&within=30min&travel_mode=bus&skills=driving",
    "remote=only&skills=computers",
    "kind=one_off&near=Maidstone&within=20",
)
MOST = 8  # volunteers who have one
EVERY = (HowOften.DAILY, HowOften.WEEKLY, HowOften.FITS)
DIGESTS = "digests"


def add_alerts(ledger: Ledger, cast: Cast, rng: random.Random) -> None:
    """Whoever signs in as the volunteer has two; a few more have one."""
    words = _words(ledger)
    likely = [one for one in cast.people if _hears(one) and one.id != cast.volunteer_id]
    me = [one for one in cast.people if one.id == cast.volunteer_id and one.email]
    for person in (*me, *some_of(rng, likely, MOST, MOST)):
        _agree(ledger, cast, person)
        theirs = {"volunteer_id": person.id, "kind": Kind.RECORD, "words": RECORD_WORDS}
        weekly = {"how_often": HowOften.WEEKLY}
        ledger.add(Alert, _row(cast, rng, theirs | weekly))
        if person in me:
            search = {"volunteer_id": person.id, "query": SEARCHES[0], "words": words[SEARCHES[0]]}
            ledger.add(Alert, _row(cast, rng, search | {"how_often": HowOften.DAILY}))
    for number, query in enumerate(SEARCHES):
        found = {"address": f"searcher{number + 1}@mail.example", "query": query}
        row = {**found, "words": words[query], "how_often": EVERY[number % len(EVERY)]}
        ledger.add(Alert, _row(cast, rng, row | _standing(cast, number)))


def _hears(person: Person) -> bool:
    return person.state == VolunteerState.ACTIVE and bool(person.email)


def _words(ledger: Ledger) -> dict[str, str]:
    vocabulary = read_vocabulary(ledger.session)
    return {
        query: in_words(search_in(query), answers_in(query).lists.get("when", ()), vocabulary)
        for query in SEARCHES
    }


def _moment(cast: Cast, days_ago: int, hour: int = 9) -> datetime:
    return datetime.combine(cast.today - timedelta(days=days_ago), time(hour), UTC)


def _agree(ledger: Ledger, cast: Cast, person: Person) -> None:
    row = {
        "volunteer_id": person.id,
        "purpose": DIGESTS,
        "given": True,
        "wording_version": PURPOSES[DIGESTS].wording.version,
        "recorded_at": _moment(cast, 9),
        "actor": "public",
        "on_behalf_of": None,
        "through": "web",
    }
    ledger.add(Consent, row)


def _standing(cast: Cast, number: int) -> Row:
    """The last but one is paused, and the last was never confirmed."""
    if number == len(SEARCHES) - 2:
        paused = {"state": AlertState.PAUSED, "next_due_at": None}
        return paused | {"paused_at": _moment(cast, 12)}
    if number == len(SEARCHES) - 1:
        asked = {"state": AlertState.ASKED, "confirmed_at": None, "wanted_at": None}
        never = {"seen_to": None, "told_at": None, "next_due_at": None}
        return asked | never | {"made_at": _moment(cast, 1)}
    return {}


def _row(cast: Cast, rng: random.Random, facts: Row) -> Row:
    made = _moment(cast, rng.randint(30, 60))
    begins = datetime.combine(cast.today, time(), LOCAL_TIME).astimezone(UTC)  # due all day long
    plain = {
        "public_id": public_id(rng),
        "version": 1,
        "volunteer_id": None,
        "address": "",
        "kind": Kind.SEARCH,
        "query": "",
        "weekday": cast.today.weekday(),
        "channel": "email",
        "state": AlertState.ACTIVE,
        "wording_version": PURPOSES[DIGESTS].wording.version,
        "actor": "public",
        "through": "web",
        "made_at": made,
        "confirmed_at": made,
        "seen_to": _moment(cast, 8),
        "announced": [],
        "next_due_at": begins,
        "told_at": _moment(cast, 8),
        "wanted_at": made,
        "asked_at": None,
        "paused_at": None,
    }
    return {**plain, **facts}
