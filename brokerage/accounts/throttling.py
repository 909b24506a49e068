"""How often signing in may be tried: per name and per network, counted in the database.

The count of a process would be one count for each worker, and forgotten at a restart. Fixed
periods and one row for each, raised in one statement, so that two at once are both counted.
"""

from __future__ import annotations

import ipaddress
import time
from dataclasses import dataclass

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from brokerage.accounts.models import AttemptCount
from brokerage.accounts.sealing import sealed
from brokerage.errors import BrokerageError

PERIOD = 15 * 60


class TooManyTries(BrokerageError):
    """Wait for the next period, or ask the volunteer centre."""

    status = 429


@dataclass(frozen=True)
class Limit:
    """How many tries a quarter of an hour takes: for one name, and from one network."""

    per_name: int
    per_network: int


LIMITS = {
    "message": Limit(5, 40),  # each sends an e-mail
    "password": Limit(10, 100),
    "second_step": Limit(10, 100),
    "code": Limit(20, 100),  # five for each message
    "desk_code": Limit(10, 60),
    "set_up": Limit(10, 20),
    "telling_us": Limit(10, 10),  # that something is wrong
    "training": Limit(10, 60),  # booking a place
    "draft": Limit(10, 30),  # coming back to a registration
    "alert": Limit(5, 20),  # each sends an e-mail
    "kept_form": Limit(40, 40),  # typed while signed out
    "register": Limit(60, 60),  # new drafts and enquiries, for one network
}


def note_try(session: Session, act: str, name: str, address: str | None) -> None:
    """Count one try; raises TooManyTries above the limit.

    The name is counted as it was typed, whether or not anybody has it. Commit the count before
    what is tried, so that a failure cannot undo it.
    """
    limit, period = LIMITS[act], int(time.time() // PERIOD)
    by_network = _raised(session, f"{act} from {network_of(address)}", period)
    by_name = _raised(session, f"{act} by {name.strip().lower()}", period)
    if by_name > limit.per_name or by_network > limit.per_network:
        raise TooManyTries(
            "That has been tried too often. Wait 15 minutes, or ring your volunteer centre."
        )


def network_of(address: str | None) -> str:
    """Whole networks of version 6 belong to one household or office; of version 4, addresses."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, 64), strict=False))


def forget_tries(session: Session) -> None:
    """Delete the counts of periods that are over."""
    over = int(time.time() // PERIOD) - 1
    session.execute(delete(AttemptCount).where(AttemptCount.period < over))


def _raised(session: Session, what: str, period: int) -> int:
    on_postgres = session.get_bind().dialect.name == "postgresql"
    insert = postgres_insert if on_postgres else sqlite_insert
    counting = insert(AttemptCount).values(what_hash=sealed(what), period=period, count=1)
    counted = counting.on_conflict_do_update(
        index_elements=["what_hash", "period"], set_={"count": AttemptCount.count + 1}
    ).returning(AttemptCount.count)
    return int(session.execute(counted).scalar_one())
