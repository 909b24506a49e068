"""Pages and files whose reading is written down."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from brokerage.accounts.current import current_actor
from brokerage.actors import Actor
from brokerage.db import done_reading, unit_of_work


@contextmanager
def reading() -> Iterator[tuple[Session, Actor]]:
    """A unit of work to read and to note it in; what was looked up on the way is let go first."""
    actor = current_actor()
    done_reading()
    with unit_of_work() as unit:
        yield unit, actor
