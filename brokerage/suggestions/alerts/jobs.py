"""The clock's part: telling everybody who is due, in one batch; forgetting who never confirmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import func, select

from brokerage.db import db, done_reading, now, unit_of_work
from brokerage.jobs import scheduled
from brokerage.jobs.consumer import is_stopping
from brokerage.logging import log
from brokerage.suggestions.alerts.asking import Places, answer, due_at
from brokerage.suggestions.alerts.models import Alert
from brokerage.suggestions.alerts.news import News, read_news
from brokerage.suggestions.alerts.service import forget_unconfirmed
from brokerage.suggestions.alerts.telling import tell
from brokerage.suggestions.index import live_index
from brokerage.templating import plural

BLOCK = 1000  # ranked together: bounds the memory
AT_ONCE = 100  # settled in one transaction, so that others get their turn at the database

Advance = Callable[[int], object]


@scheduled("suggestions.alerts", "*/10 7-20 * * *")
def send_alerts() -> str | None:
    """Tells people of new roles, by the searches they saved and by their records."""
    return in_words(work_through(now()))


@scheduled("suggestions.forget_alerts", "20 3 * * *")
def forget_alerts() -> str | None:
    """Forgets addresses that asked for an alert and did not confirm it within a week."""
    with unit_of_work() as session:
        gone = forget_unconfirmed(session)
    return f"{plural(gone, 'address was', 'addresses were')} forgotten." if gone else None


def in_words(tally: Counter[str]) -> str | None:
    """How many alerts came to what; None where none was due."""
    words = [f"{count:,} {what}" for what, count in sorted(tally.items())]
    return f"Alerts: {', '.join(words)}." if words else None


def work_through(moment: datetime, advance: Advance = lambda _count: None) -> Counter[str]:
    """Settle every alert that is due; how many came to what. ``advance`` is told of each lot.

    Each lot is one transaction that writes the message and moves the alert on: begun again after
    a crash, the run finds only what is left, and nobody is told twice.
    """
    news = _news(moment)
    tally: Counter[str] = Counter()
    places, last = Places(), 0
    while news is not None and not is_stopping():
        reading = db.session()
        due = reading.execute(due_at(moment).where(Alert.id > last).limit(BLOCK)).all()
        found = answer(reading, news, due, places)
        done_reading()
        if not due:
            break
        last = due[-1].id
        for first in range(0, len(due), AT_ONCE):
            ids = [one.id for one in due[first : first + AT_ONCE]]
            with unit_of_work() as session:
                tally += tell(session, news, ids, found, moment)
            advance(len(ids))
        log.info("alerts", done=sum(tally.values()))
    return tally


def count_due(moment: datetime) -> int:
    """How many a run would settle."""
    query = select(func.count()).select_from(due_at(moment).order_by(None).subquery())
    return db.session().scalar(query) or 0


def _news(moment: datetime) -> News | None:
    """Since the alert among those due that has been waiting longest; None where none is due."""
    session = db.session()
    due = due_at(moment).order_by(None).subquery()
    oldest = session.scalar(select(func.min(due.c.seen_to)))
    found = read_news(session, live_index().current(session), oldest) if oldest else None
    done_reading()
    return found
