"""How long does the morning take? Saved searches against new roles, in one batch and one by one.

    python benchmarks/alerts.py --alerts 20000 --roles 3000

A demonstration county in a temporary folder, and that many saved searches of everyday kinds: a
place, a distance, skills, times, and words for one in six. Ranked twice: against what came in on
an ordinary day (three roles in a hundred), and as if every role were new, which is the worst
morning there can be. "One by one" understands and ranks each search by itself with the same mask
over the live index, a few hundred of them, multiplied up. The last lines are a whole run with its
messages. Processor time, so that other work on the machine counts little.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
from sqlalchemy import insert, update  # noqa: E402

from brokerage import create_app  # noqa: E402
from brokerage.db import db, done_reading, new_public_id, now, unit_of_work  # noqa: E402
from brokerage.demo.jobs import load  # noqa: E402
from brokerage.demo.scale import Scale  # noqa: E402
from brokerage.migrating import migrate  # noqa: E402
from brokerage.suggestions.alerts.asking import MOST, Places, answer, due_at  # noqa: E402
from brokerage.suggestions.alerts.jobs import BLOCK, work_through  # noqa: E402
from brokerage.suggestions.alerts.models import Alert, AlertState, Kind  # noqa: E402
from brokerage.suggestions.alerts.news import News, list_opened, read_news  # noqa: E402
from brokerage.suggestions.alerts.saved import search_in  # noqa: E402
from brokerage.suggestions.index import live_index  # noqa: E402
from brokerage.suggestions.ordering import best  # noqa: E402
from brokerage.suggestions.understanding import understand  # noqa: E402

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
NEAR = ("TN23", "CT1", "ME14", "DA1", "CT20", "TN1", "Dover", "Margate", "Maidstone", "Canterbury")
SKILLS = ("driving", "gardening", "cooking", "listening", "computers", "fundraising")
CAUSES = ("environment", "older-people", "health", "animals")
WORDS = ("garden", "lunch club", "shop", "drive", "befriend", "children")
TIMES = ("tue-evening", "sat-morning", "wed-afternoon", "sun-morning", "fri-evening")
ONE_BY_ONE = 300


def query(chance: random.Random) -> str:
    """One saved search."""
    pairs = [("near", chance.choice(NEAR)), ("within", chance.choice(("2", "5", "10", "20")))]
    pairs += [("skills", one) for one in chance.sample(SKILLS, chance.randint(0, 2))]
    pairs += [("when", one) for one in chance.sample(TIMES, chance.randint(0, 3))]
    if chance.random() < 1 / 6:
        pairs.append(("q", chance.choice(WORDS)))
    return urlencode(sorted(pairs))


def add_alerts(count: int, seen_to: datetime) -> None:
    """Daily ones, of as many addresses, all due."""
    chance = random.Random(20261121)
    rows = [
        {
            "public_id": new_public_id(),
            "address": f"person{number}@people.example",
            "kind": Kind.SEARCH,
            "query": query(chance),
            "words": "a search",
            "how_often": "daily",
            "weekday": 0,
            "channel": "email",
            "state": AlertState.ACTIVE,
            "wording_version": "2026-1",
            "actor": "public",
            "through": "web",
            "made_at": seen_to,
            "announced": [],
            "seen_to": seen_to,
            "wanted_at": now(),
            "next_due_at": seen_to,
            "version": 1,
        }
        for number in range(count)
    ]
    with unit_of_work() as session:
        session.execute(insert(Alert), rows)


def in_a_batch(news: News, moment: datetime) -> tuple[float, int]:
    """Processor seconds to rank everybody, as the job does; how many have something new."""
    last, found, began = 0, 0, time.process_time()
    places = Places()
    while due := db.session.execute(due_at(moment).where(Alert.id > last).limit(BLOCK)).all():
        found += len(answer(db.session(), news, due, places))
        last = due[-1].id
    return time.process_time() - began, found


def one_by_one(news: News, moment: datetime, count: int) -> float:
    """Processor seconds to understand and rank so many, each for itself over the live index."""
    live = live_index().current(db.session())
    new = set(news.snapshot.catalogue.ids)
    fresh = np.array([name in new for name in live.catalogue.ids])
    due = db.session.execute(due_at(moment).limit(count)).all()
    began = time.process_time()
    for one in due:
        asked = understand(db.session(), replace(search_in(one.query), limit=MOST), live.today)
        best(asked, asked.allowed & fresh, MOST)
    return time.process_time() - began


def measure(name: str, since: datetime, alerts: int, moment: datetime) -> None:
    """One table row for each way."""
    with unit_of_work() as session:
        session.execute(update(Alert).values(seen_to=since))
    news = read_news(db.session(), live_index().current(db.session()), since)
    batch, found = in_a_batch(news, moment)
    few = min(ONE_BY_ONE, alerts)
    singly = one_by_one(news, moment, few) * alerts / few
    done_reading()
    roles = len(news.numbers)
    print(f"{name}: {alerts:,} alerts, {roles:,} new roles, {found:,} with something to tell")
    print(f"  in one batch            {batch:8.1f} s of processor")
    print(f"  one by one (of {few})    {singly:8.1f} s")
    print(f"  ratio                   {singly / batch:8.1f}")


def whole_run(name: str, work: Callable[[], Any]) -> None:
    """Ranking, reading again, writing messages, moving alerts on."""
    began, clock = time.process_time(), time.monotonic()
    tally = work()
    said = ", ".join(f"{count:,} {what}" for what, count in sorted(tally.items()))
    taken, waited = time.process_time() - began, time.monotonic() - clock
    print(f"{name}: {taken:.1f} s of processor, {waited:.1f} s by the clock: {said}")


def ordinary_day(opened: Sequence[datetime]) -> datetime:
    """A moment after which three roles in a hundred opened."""
    return sorted(opened)[-max(1, len(opened) * 3 // 100) - 1]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--alerts", type=int, default=20_000)
    parser.add_argument("--roles", type=int, default=3_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app = create_app({"INSTANCE_DIR": folder, "LOG_LEVEL": "ERROR"})
        migrate(app)
        load(app, Scale(asked.roles // 5, asked.roles, 0, 1))
        with app.app_context():
            moment = now() + timedelta(minutes=1)
            day = ordinary_day(list(list_opened(db.session(), LONG_AGO).values()))
            done_reading()
            add_alerts(asked.alerts, day)
            measure("an ordinary day", day, asked.alerts, moment)
            whole_run("  the whole run", lambda: work_through(moment))
            with unit_of_work() as session:
                session.execute(update(Alert).values(next_due_at=LONG_AGO, announced=[]))
            measure("every role is new", LONG_AGO, asked.alerts, moment)
            whole_run("  the whole run", lambda: work_through(moment))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"most memory: {peak:,.0f} MB")


if __name__ == "__main__":
    main()
