"""The desks' work, put together: what is under way, what it came from, and what it left behind."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import bindparam, null, update
from sqlalchemy.orm import Session

from brokerage.demo.chance import stream
from brokerage.demo.desk import (
    alerts,
    apart,
    askings,
    guidance,
    log,
    mail,
    papers,
    rights,
    standing,
)
from brokerage.demo.desk.cast import Cast, read_cast
from brokerage.demo.desk.introductions import Written, write
from brokerage.demo.desk.pairs import TRIES, Pairs
from brokerage.demo.desk.stories import Step, tell
from brokerage.demo.desk.wishes import Wish, wishes
from brokerage.demo.ledger import DESK_TABLES, Ledger
from brokerage.demo.scale import Scale
from brokerage.demo.service import Advance
from brokerage.introductions.models import Introduction
from brokerage.introductions.states import HOLDS_A_PLACE, HOLDS_A_TURN, State
from brokerage.opportunities.models import Opportunity


def add_desk(
    session: Session, scale: Scale, today: date, seed: int, advance: Advance
) -> dict[str, int]:
    """Add what happens at the desks; gives the number of rows by table."""
    cast, ledger = read_cast(session, today), Ledger(session, DESK_TABLES)
    chance = partial(stream, seed)
    written = _introductions(ledger, cast, scale.introductions, advance, chance("introductions"))
    ledger.write()
    _count_places(session, cast, written)
    if written:
        log.add_log(ledger, cast, written, chance("log"))
        papers.add_papers(ledger, cast, chance("papers"))
        standing.add_standing(ledger, cast, chance("standing"))
        rights.add_rights(ledger, cast, [one.person.id for one in written], chance("rights"))
        ledger.write()
        apart.add_apart(ledger, cast, chance("apart"))
        ledger.write()
        mail.add_mail(ledger, cast, written, chance("mail"))
        alerts.add_alerts(ledger, cast, chance("alerts"))
    guidance.add_guidance(ledger, cast, chance("guidance"))
    ledger.finish()
    if written:
        for table, count in askings.add_askings(session, cast, chance("askings")).items():
            ledger.written[table] = ledger.written.get(table, 0) + count
    return ledger.written


def _introductions(
    ledger: Ledger, cast: Cast, count: int, advance: Advance, rng: random.Random
) -> list[Written]:
    pairs, written = Pairs(cast, rng), []
    for wish in wishes(cast, count, rng):
        made = _granted(ledger, cast, pairs, wish, rng)
        if made is not None:
            written.append(made)
            if made.state is State.RE_REFERRED:
                written += _went_on(ledger, cast, pairs, made, rng)
        advance(1)
        ledger.write_when_full()
    return written


def _granted(
    ledger: Ledger, cast: Cast, pairs: Pairs, wish: Wish, rng: random.Random
) -> Written | None:
    """A small county cannot grant every wish."""
    offers = [
        one
        for one in pairs.offers_at(wish.centre_id, wish.state)
        if wish.organisation_id in (None, one.organisation_id)
    ]
    desk = cast.desks[wish.centre_id]
    for offer in rng.choices(offers, k=TRIES) if offers else ():
        answers = desk.manner.answers
        steps = tell(wish.state, offer.needs, desk.broker, rng, wish.since, answers)
        person = pairs.person_for(offer, steps, wish.person)
        if person is not None:
            return write(ledger, cast, person, offer, steps, rng)
    return None


def _went_on(
    ledger: Ledger, cast: Cast, pairs: Pairs, first: Written, rng: random.Random
) -> Iterable[Written]:
    """Another role, on the day on which the first was given up."""
    broker = cast.desks[first.person.centre_id].broker
    left = (cast.today - first.row["closed_at"].date()).days
    for offer in pairs.offers_at(first.person.centre_id, State.REFERRED):
        published = offer.published < first.row["closed_at"].date()
        if published and not pairs.has_met(first.person, offer):
            told = tell(State.REFERRED, offer.needs, broker, rng)
            steps = [Step(one.state, left, one.actor) for one in told]
            pairs.note(first.person, offer, State.REFERRED)
            yield write(ledger, cast, first.person, offer, steps, rng, after=first.id)
            return


def _count_places(session: Session, cast: Cast, written: Iterable[Written]) -> None:
    """Roles hold what their introductions say; of some, more places are taken than we know of."""
    turns: Counter[int] = Counter()
    places: Counter[int] = Counter()
    for one in written:
        turns[one.offer.id] += one.state in HOLDS_A_TURN
        places[one.offer.id] += one.state in HOLDS_A_PLACE
    rows = [
        {"role": offer.id, "turns": turns[offer.id], "places": max(offer.taken, places[offer.id])}
        for offer in cast.offers
        if turns[offer.id] or places[offer.id]
    ]
    told = update(Introduction).where(Introduction.shared_agreed_at.is_(None))
    session.execute(told.values(shared=null()))  # nothing, not the word null
    if rows:
        table = Opportunity.__table__
        counted: dict[str, Any] = {
            "in_flight": bindparam("turns"),
            "places_taken": bindparam("places"),
        }
        session.execute(update(table).where(table.c.id == bindparam("role")).values(counted), rows)  # type: ignore[arg-type]
