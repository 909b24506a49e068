"""How long adding up hours takes: `python benchmarks/hours.py --entries 400000`.

Invented entries of 20,000 people in 400 roles over three years are written into a new database (or
the one of BROKERAGE_DATABASE_URL, if that is empty): half written down by volunteers, three in ten
confirmed by organisations (most of them of the same session), a tenth estimated, a tenth set
aside. Timed is figures.hours_given, beside a plain sum of the same rows that counts hours twice.
Nothing here is a test.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from brokerage import create_app
from brokerage.centres.models import Centre
from brokerage.db import new_public_id, now, unit_of_work
from brokerage.demo.jobs import load
from brokerage.demo.scale import Scale
from brokerage.hours.figures import hours_given
from brokerage.hours.models import HourEntry, Kind
from brokerage.hours.models.entries import month_number
from brokerage.migrating import migrate
from brokerage.opportunities.models import Opportunity
from brokerage.volunteers.models import Volunteer

RUNS = 3
FIRST, LAST = date(2023, 11, 1), date(2026, 10, 31)
STARTS = (None, 540, 600, 840, 1110)
AT_ONCE = 5000


def prepared(people: int, folder: str) -> Flask:
    """A county of so many people and 400 roles."""
    settings = {"MODE": "demonstration", "INSTANCE_DIR": folder, "JOBS_URL": "memory:"}
    settings |= {"LOG_LEVEL": "ERROR", "SECRET_KEY": "of a benchmark only"}
    app = create_app(settings)
    migrate(app)
    load(app, Scale(organisations=100, live=380, not_live=20, volunteers=people))
    return app


def entries(session: Session, count: int) -> Iterator[dict[str, Any]]:
    """Each person in one or two roles; what is confirmed is mostly of a session written down."""
    rng = random.Random(1)
    roles = session.execute(select(Opportunity.id, Opportunity.organisation_id)).all()
    people = session.execute(select(Volunteer.id, Volunteer.centre_id)).all()
    told: dict[str, Any] = {}
    for number in range(count):
        kind = rng.choices(list(Kind), (55, 34, 11))[0]
        if not (kind == Kind.VERIFIED and told and rng.random() < 0.8):
            person, centre = people[rng.randrange(len(people))]
            role, organisation = roles[(person * 7 + rng.randrange(2)) % len(roles)]
            day = FIRST + timedelta(days=rng.randrange((LAST - FIRST).days))
            start = None if kind == Kind.ESTIMATED else rng.choice(STARTS)
            told = {"volunteer_id": person, "opportunity_id": role, "centre_id": centre}
            told |= {"organisation_id": organisation, "given_on": day, "start_minute": start}
            told |= {"month": month_number(day), "minutes": rng.randrange(30, 300, 15)}
        made = {**told, "kind": kind, "source": "page", "source_id": f"benchmark-{number}"}
        made |= {"public_id": new_public_id(), "actor": "benchmark", "through": "web"}
        yield {**made, "superseded_at": now() if rng.random() < 0.1 else None}
        if kind != Kind.RECORDED:
            told = {}


def write(app: Flask, count: int) -> None:
    """Write them in blocks, then let the database look at them, as it does by itself in time."""
    with app.app_context(), unit_of_work() as session:
        block: list[dict[str, Any]] = []
        for one in entries(session, count):
            block.append(one)
            if len(block) == AT_ONCE:
                session.execute(insert(HourEntry), block)
                block.clear()
        if block:
            session.execute(insert(HourEntry), block)
        session.execute(text("ANALYZE"))


def seconds(work: Callable[[], object]) -> list[float]:
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return times


def plain(session: Session, since: date, until: date) -> int | None:
    """Every current entry added up, the same hour as often as somebody spoke of it."""
    current = HourEntry.superseded_at.is_(None), HourEntry.given_on.between(since, until)
    return session.scalar(select(func.sum(HourEntry.minutes)).where(*current))


def measure(session: Session) -> None:
    centre = session.scalars(select(Centre.id).order_by(Centre.id)).first()
    busiest = select(HourEntry.volunteer_id).group_by(HourEntry.volunteer_id)
    one = session.scalars(busiest.order_by(func.count().desc()).limit(1)).one()
    year, quarter = LAST - timedelta(days=364), LAST - timedelta(days=91)
    asked: dict[str, Callable[[], object]] = {
        "a year, every centre": lambda: hours_given(session, year, LAST),
        "a quarter, every centre": lambda: hours_given(session, quarter, LAST),
        "a quarter, one centre": lambda: hours_given(session, quarter, LAST, [centre or 0]),
        "one person, ever": lambda: hours_given(
            session, FIRST, LAST, None, HourEntry.volunteer_id == one
        ),
        "a plain sum of a year": lambda: plain(session, year, LAST),
        "three years, every centre": lambda: hours_given(session, FIRST, LAST),
    }
    print_times(asked, digits=1)


def print_times(asked: Mapping[str, Callable[[], object]], digits: int = 0) -> None:
    """A line of a table for each question: the median and the greatest, in milliseconds."""
    for name, work in asked.items():
        times = seconds(work)
        median, most = statistics.median(times) * 1000, max(times) * 1000
        print(f"| {name} | {median:,.{digits}f} | {most:,.{digits}f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=400_000)
    parser.add_argument("--people", type=int, default=20_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app = prepared(asked.people, folder)
        write(app, asked.entries)
        with app.app_context(), unit_of_work() as session:
            count = session.scalar(select(func.count(HourEntry.id)))
            name, load_now = session.get_bind().dialect.name, os.getloadavg()[0]
            print(f"{count:,} entries, {name}, load {load_now:.0f}, median of {RUNS}\n")
            print("| asked | median ms | greatest |\n| --- | ---: | ---: |")
            measure(session)


if __name__ == "__main__":
    main()
