"""How long closing a quarter takes, and its edition for the public: `python benchmarks/closing.py`.

On a database with a county (`flask demo load --scale county`), the last whole quarter. What is
written is taken back. Nothing here is a test.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

from brokerage import create_app
from brokerage.actors import Actor
from brokerage.db import unit_of_work
from brokerage.evaluation.closing import close
from brokerage.evaluation.periods import Period
from brokerage.evaluation.publishing.disclosure import THRESHOLD
from brokerage.evaluation.publishing.making import make
from brokerage.weeks import local_today

LEAD = Actor("account:benchmark", "web")


class TakenBack(Exception):
    """Ends the unit of work without keeping anything."""


def main() -> None:
    """Print the seconds of each, by the clock and of the processor."""
    quarter = Period.around(local_today(), "quarter").before()
    app = create_app()
    print(f"{quarter}, load {os.getloadavg()[0]:.0f}")
    try:
        with app.app_context(), unit_of_work() as session:
            today = local_today()
            _timed("closed", lambda: close(session, quarter, LEAD, today, without_all=True))
            edition = _timed("drawn up", lambda: make(session, quarter, LEAD, THRESHOLD))
            session.flush()
            cells = [line for table in edition.tables for line in table.lines]
            hidden = sum(line.amount is None for line in cells)
            print(f"{len(edition.tables)} tables, {len(cells)} cells, {hidden} not told")
            raise TakenBack
    except TakenBack:
        pass


def _timed(what: str, work: Callable[[], Any]) -> Any:
    clock, processor = time.perf_counter(), time.process_time()
    found = work()
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    print(f"{what} in {clock:.1f} s, {processor:.1f} s of the processor", flush=True)
    return found


if __name__ == "__main__":
    main()
