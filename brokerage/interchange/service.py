"""Bringing drafts in. One unit of work, opened by the command, holds a whole file: interrupted at
any moment it leaves the old state or the new one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice

from sqlalchemy.orm import Session

from brokerage.db import one_at_a_time
from brokerage.interchange.drafts import Item
from brokerage.interchange.held import BATCH
from brokerage.interchange.importing import Importing
from brokerage.interchange.report import Report

Progress = Callable[[int], None]


def import_roles(
    session: Session,
    items: Iterable[Item],
    *,
    today: date,
    shift_days: int = 0,
    seen_on: date | None = None,
    progress: Progress = lambda line: None,
    centre_id: int | None = None,
    by_row: bool = False,
) -> Report:
    """Bring every item in: adds, updates what changed, and reports what it could not use.

    ``seen_on``, with ``shift_days``, moves all dates (shifting.py). ``progress`` is told the line
    that was reached. ``centre_id`` takes the roles that lie in no centre's district; ``by_row``
    tells what became of each row.
    """
    one_at_a_time(session)  # two would both create the same organisation, and one would fail
    importing = Importing(session, today, shift_days, seen_on, centre_id=centre_id, by_row=by_row)
    for batch in _batches(items):
        importing.take(batch)
        progress(max(item.line for item in batch))
    return importing.finish()


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    source = iter(items)
    while batch := list(islice(source, BATCH)):
        yield batch
