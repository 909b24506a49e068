"""Training that was and will be, who booked, and the support that each desk has given."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from brokerage.demo.chance import happens, public_id, some_of
from brokerage.demo.contacts import mailbox, mobile
from brokerage.demo.desk.cast import Cast, Desk
from brokerage.demo.ledger import Ledger, Row
from brokerage.demo.library import guidance_words
from brokerage.guidance.models import BookingState, SupportEntry, TrainingBooking, TrainingEvent
from brokerage.guidance.words import KINDS
from brokerage.weeks import LOCAL_TIME
from brokerage.working_days import next_working_day

PAST, COMING = (2, 3), (1, 2)  # for a desk; the lead's has more of both
LOGGED, BY_THE_LEAD = 7, 20
MONTHS = 330  # days that the log goes back
FUNCTIONS = ("good_practice", "good_practice", "developing", "developing", "brokerage", "strategic")
PLACES = (8, 12, 16, 20)


def add_guidance(ledger: Ledger, cast: Cast, rng: random.Random) -> None:
    """For every desk: events over, events to come, and a year's log."""
    for desk in cast.desks.values():
        bodies = sorted({one.organisation_id for one in cast.offers if one.centre_id == desk.id})
        more = 2 if desk.is_lead else 0
        subjects = guidance_words()["trainings"]
        for subject in some_of(rng, subjects, PAST[0] + more, PAST[1] + more):
            add_event(ledger, cast, desk, subject, -rng.randint(5, 200), bodies, rng)
        for number, subject in enumerate(
            some_of(rng, subjects, COMING[0] + more, COMING[1] + more)
        ):
            full = desk.is_lead and number == 0
            add_event(ledger, cast, desk, subject, rng.randint(6, 60), bodies, rng, full)
        for _ in range(BY_THE_LEAD if desk.is_lead else LOGGED):
            ledger.add(SupportEntry, entry(cast, desk, bodies, rng.randint(4, MONTHS), rng))


def add_event(
    ledger: Ledger,
    cast: Cast,
    desk: Desk,
    subject: Row,
    days: int,
    bodies: Sequence[int],
    rng: random.Random,
    full: bool = False,
) -> None:
    """Training in so many days (before today: less than nought), and who booked."""
    day = next_working_day(cast.today + timedelta(days=days), desk.opening)
    place = rng.choice(guidance_words()["places"])
    places = 6 if full else rng.choice(PLACES)
    taken = places if full else rng.randint(2, places - 1)
    announced = datetime.combine(min(day, cast.today) - timedelta(days=30), time(11), UTC)
    event_id = ledger.add(
        TrainingEvent,
        {
            "public_id": public_id(rng),
            "centre_id": desk.id,
            **{name: subject[name] for name in ("title", "about", "for_whom", "topic", "minutes")},
            "function": "good_practice",
            "starts_at": datetime.combine(day, rng.choice((time(10), time(18, 30))), LOCAL_TIME),
            "place": place,
            "online_link": "" if place else "https://meet.example.org/training",
            "places": places,
            "places_taken": taken,
            "cancelled_at": None,
            "created_at": announced,
            "version": 1,
        },
    )
    for number in range(taken + (2 if full else 0)):
        state = BookingState.BOOKED if number < taken else BookingState.WAITING
        row = _booking(desk, bodies, number, rng)
        came = happens(rng, 0.85) if days < 0 else None
        moment = announced + timedelta(hours=5 * number + 1)
        row |= {"event_id": event_id, "state": state, "attended": came, "booked_at": moment}
        ledger.add(TrainingBooking, row)


def _booking(desk: Desk, bodies: Sequence[int], number: int, rng: random.Random) -> Row:
    words = guidance_words()
    name = words["guests"][number % len(words["guests"])]
    by_phone, body = happens(rng, 0.25), rng.choice(bodies) if bodies else None
    small = body is None or happens(rng, 0.3)
    return {
        "public_id": public_id(rng),
        "name": name,
        "email": "" if by_phone else mailbox(*name.split(), str(number)),
        "phone": mobile(rng) if by_phone else "",
        "volunteer_id": None,
        "organisation_id": None if small else body,
        "group_name": rng.choice(words["groups"]) if small else "",
        "actor": desk.broker if by_phone else "public",
        "on_behalf_of": None,
        "through": "phone" if by_phone else "web",
    }


def entry(cast: Cast, desk: Desk, bodies: Sequence[int], days_ago: int, rng: random.Random) -> Row:
    """A line of the log."""
    words = guidance_words()
    note = rng.choice(words["notes"])
    body = rng.choice(bodies) if bodies and happens(rng, 0.75) else None
    day: date = next_working_day(cast.today - timedelta(days=days_ago), desk.opening)
    return {
        "public_id": public_id(rng),
        "centre_id": desk.id,
        "organisation_id": body,
        "group_name": "" if body else rng.choice(words["groups"]),
        "given_on": min(day, cast.today),
        "minutes": rng.choice((10, 15, 20, 20, 30, 45, 60)),
        "kind": rng.choice(list(KINDS)[:2]),
        "function": rng.choice(FUNCTIONS),
        "topic": note["topic"],
        "note": note["text"],
        "actor": desk.broker,
        "logged_at": datetime.combine(min(day, cast.today), time(15), UTC),
        "version": 1,
    }
