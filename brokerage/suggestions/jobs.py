"""What ranking needs done by the clock: the nightly statistics, and once a minute, while there is
anything, and at exit, writing down how often roles were shown."""

from __future__ import annotations

import atexit
import os
import threading
import weakref
from collections.abc import Sequence
from datetime import date

from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from brokerage.db import db, unit_of_work
from brokerage.jobs import scheduled
from brokerage.logging import log
from brokerage.suggestions.index import refresh_statistics
from brokerage.suggestions.showings import Tally, prune_showings, record_showings
from brokerage.templating import plural


class Showings:
    """The tally of one application in one process.

    A timer is set when something was shown and none is waiting, so an idle process has no thread,
    and a worker made by forking begins with an empty tally of its own.
    """

    def __init__(self, app: Flask, seconds: float) -> None:
        self.seconds = seconds
        self._app = weakref.ref(app)
        self.begin_again()
        me = weakref.ref(self)
        os.register_at_fork(after_in_child=lambda: _of_child(me()))
        atexit.register(lambda: _at_exit(me()))

    def begin_again(self) -> None:
        """Nothing was shown, nothing is waiting."""
        self.tally = Tally()
        self._timer: threading.Timer | None = None
        self._lock = threading.Lock()

    def note(self, roles: Sequence[int], on: date) -> None:
        """A page with these roles was shown, from the top."""
        self.tally.add(roles, on)
        self._wait()

    def _wait(self) -> None:
        with self._lock:
            if self._timer is None:
                self._timer = threading.Timer(self.seconds, self._due)
                self._timer.daemon = True  # at exit the rest is written down anyway
                self._timer.start()

    def _due(self) -> None:
        with self._lock:
            self._timer = None
        self.write_down()

    def write_down(self) -> int:
        """Everything so far; what the database does not take now is tried again later."""
        app, taken = self._app(), self.tally.take()
        if app is None or not taken:
            return 0
        try:
            with app.app_context():
                try:
                    with unit_of_work() as session:
                        return record_showings(session, taken)
                finally:
                    db.session.remove()
        except SQLAlchemyError as problem:
            self.tally.put_back(taken)
            self._wait()
            log.warning("showings wait", roles=len(taken), reason=type(problem).__name__)
            return 0


def _of_child(held: Showings | None) -> None:
    if held is not None:
        held.begin_again()


def _at_exit(held: Showings | None) -> None:
    if held is not None:
        held.write_down()


_making = threading.Lock()


def note_showings(app: Flask, roles: Sequence[int], on: date) -> None:
    """Count a page of results, unless the setting says that nothing is counted."""
    seconds = app.config["SHOWINGS_SECONDS"]
    if not (roles and seconds):
        return
    with _making:
        if "showings" not in app.extensions:
            app.extensions["showings"] = Showings(app, seconds)
    app.extensions["showings"].note(roles, on)


def prune(today: date) -> int:
    """Delete showings that no fair turn looks at any more; how many rows."""
    with unit_of_work() as session:
        return prune_showings(session, today)


@scheduled("suggestions.refit", "40 2 * * *")
def refit_statistics() -> str:
    """Counts anew what is common and rare among roles; every worker then compiles them afresh."""
    count = refresh_statistics(current_app._get_current_object())  # type: ignore[attr-defined]
    return f"The statistics come from {plural(count, 'live role')}."
