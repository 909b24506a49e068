"""Introductions of earlier months: as many as the season and the size of the pilot would bring,
less what the desks have told of already."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from brokerage.demo.desk.cast import Cast, Offer, Person
from brokerage.demo.desk.introductions import Written, write
from brokerage.demo.desk.stories import Step
from brokerage.demo.history.known import (
    able_to_meet,
    have_met,
    left_on,
    places_held,
    told_by_month,
)
from brokerage.demo.history.meeting import Meeting
from brokerage.demo.history.seasons import LONGEST, rate
from brokerage.demo.history.stories import tell_forward
from brokerage.demo.ledger import Ledger
from brokerage.introductions.states import State

SETTLED = 14  # days: what began later stands on the desks
TRIES = 4  # for each that is wanted
ORDINARY_MONTH = 30.4  # days


def add_past_introductions(
    ledger: Ledger, cast: Cast, monthly: int, rng: random.Random
) -> Iterator[Written]:
    """Add them, the oldest first; ``monthly``: how many an ordinary month of today has."""
    session = ledger.session
    meeting = Meeting(
        able_to_meet(session),
        cast.offers,
        left_on(session),
        have_met(session),
        cast.today,
        rng,
    )
    placed = places_held(session)
    for day in _days(session, cast.today, monthly, rng):
        for _ in range(TRIES):
            made = _introduce(ledger, cast, meeting, day, placed, rng)
            if made:
                yield made
                break


def _introduce(
    ledger: Ledger,
    cast: Cast,
    meeting: Meeting,
    day: date,
    placed: Counter[int],
    rng: random.Random,
) -> Written | None:
    pair = meeting.on(day)
    if pair is None:
        return None
    person, offer = pair
    desk, ago = cast.desks[person.centre_id], (cast.today - day).days
    steps = tell_forward(ago, offer, desk, cast.today, rng)
    if not steps or not _possible(steps, person, offer, meeting, cast.today):
        return None
    stays = steps[-1].state is State.STARTED
    if stays and offer.offered is not None and placed[offer.id] >= offer.offered:
        return None
    meeting.note(person, offer)
    placed[offer.id] += stays
    return write(ledger, cast, person, offer, steps, rng)


def _possible(
    steps: Sequence[Step], person: Person, offer: Offer, meeting: Meeting, today: date
) -> bool:
    """The person had not left before the last step, nor the role ended before the first day."""
    days = {step.state: today - timedelta(days=step.days_ago) for step in steps}
    last = today if steps[-1].state is State.STARTED else days[steps[-1].state]
    days.pop(State.ENDED, None)
    in_time = offer.ended is None or max(days.values()) < offer.ended
    return in_time and meeting.still_here(person, last)


def _days(session: Session, today: date, monthly: int, rng: random.Random) -> Iterator[date]:
    """Of every introduction that is missing, month by month."""
    told = told_by_month(session)
    months: dict[tuple[int, int], list[date]] = {}
    for ago in range(LONGEST - SETTLED, SETTLED, -1):
        day = today - timedelta(days=ago)
        months.setdefault((day.year, day.month), []).append(day)
    for month, days in months.items():
        wanted = sum(rate(day, today) for day in days) * monthly / ORDINARY_MONTH
        yield from sorted(rng.choices(days, k=max(0, round(wanted) - told[month])))
