"""The years before today, put together: roles that are over, introductions, what was said of them
and the help that centres gave."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from brokerage.demo.chance import stream
from brokerage.demo.desk import log
from brokerage.demo.desk.cast import read_cast
from brokerage.demo.desk.introductions import Written
from brokerage.demo.history.introductions import add_past_introductions
from brokerage.demo.history.known import places_held
from brokerage.demo.history.roles import add_past_roles
from brokerage.demo.history.support import add_past_support
from brokerage.demo.ledger import DESK_TABLES, TABLES, Ledger
from brokerage.demo.scale import Scale
from brokerage.demo.service import Advance, County
from brokerage.introductions.states import State
from brokerage.opportunities.models import Opportunity


def add_history(
    session: Session, scale: Scale, county: County, today: date, seed: int, advance: Advance
) -> dict[str, int]:
    """Add it; gives the number of rows by table."""
    if not scale.monthly:
        return {}
    chance, ledger = partial(stream, seed), Ledger(session, (*TABLES, *DESK_TABLES))
    past = add_past_roles(
        ledger, county.bodies, scale.live, county.setting, chance("history/roles")
    )
    for _ in past:
        advance(1)
        ledger.write_when_full()
    ledger.write()
    cast = read_cast(session, today)
    rng = chance("history/introductions")
    written = []
    for one in add_past_introductions(ledger, cast, scale.monthly, rng):
        written.append(one)
        ledger.write_when_full()
    log.add_follow_ups_due(ledger, cast, written, chance("history/log"))
    add_past_support(ledger, cast, chance("history/support"))
    ledger.finish()
    _count_places(session, written)
    return ledger.written


def _count_places(session: Session, written: Iterable[Written]) -> None:
    """Roles hold those who are still there, beside others whom we do not know of."""
    stay = {one.offer.id: one.offer for one in written if one.state is State.STARTED}
    there = places_held(session)
    rows: list[dict[str, Any]] = [
        {"role": key, "places": max(offer.taken, there[key])} for key, offer in stay.items()
    ]
    if rows:
        table = Opportunity.__table__
        change = update(table).where(table.c.id == bindparam("role"))  # type: ignore[arg-type]
        session.execute(change.values(places_taken=bindparam("places")), rows)
