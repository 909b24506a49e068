"""Hours, put together: the demonstration's rota first, then everybody else."""

from __future__ import annotations

from datetime import date
from functools import partial

from sqlalchemy.orm import Session

from brokerage.demo.chance import stream
from brokerage.demo.desk.cast import read_cast
from brokerage.demo.hours.given import add_given
from brokerage.demo.hours.rota import add_rota
from brokerage.demo.ledger import DESK_TABLES, HOURS_TABLES, Ledger


def add_hours(session: Session, today: date, seed: int) -> dict[str, int]:
    """Add a rota and hours for what has started; gives the number of rows by table."""
    cast = read_cast(session, today)
    ledger = Ledger(session, (*DESK_TABLES, *HOURS_TABLES))
    chance = partial(stream, seed)
    add_rota(session, ledger, cast, chance("rota"))
    ledger.write()
    add_given(session, ledger, cast, chance("hours"))
    ledger.finish()
    return ledger.written
