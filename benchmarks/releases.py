"""How long a release of records takes, and how much memory: 400,000 hours and 50,000 people.

Prints seconds for making and for exporting, and the most memory that a process had which did
nothing else. Rows are made in bulk on the demonstration's roles.

    python benchmarks/releases.py [--database postgresql+psycopg://...] [--entries N] [--people N]
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import insert, select, text

from brokerage import create_app
from brokerage.actors import Actor, Role
from brokerage.centres.models import Centre
from brokerage.db import db, new_public_id, now, unit_of_work
from brokerage.demo.jobs import load
from brokerage.demo.scale import Scale
from brokerage.evaluation.periods import Period
from brokerage.evaluation.releases.cli import export_records
from brokerage.evaluation.releases.evaluations import Setting, set_up
from brokerage.evaluation.releases.jobs import make_release
from brokerage.evaluation.releases.letting_go import approve, ask_for
from brokerage.evaluation.releases.models import Release
from brokerage.geography.models import District
from brokerage.hours.models import HourEntry, Kind
from brokerage.hours.models.entries import month_number
from brokerage.migrating import migrate
from brokerage.opportunities.models import Opportunity
from brokerage.volunteers.choices import AGE_BANDS
from brokerage.volunteers.models import Volunteer
from brokerage.weeks import local_today

AT_ONCE = 5_000
ROLES = Scale(organisations=100, live=380, not_live=20, volunteers=200, introductions=100)
PERIOD = Period.around(local_today(), "quarter").before()
NAME = "Benchmark"
LEAD = Actor("account:lead", "web", roles=frozenset({Role.LEAD}))
SECOND = Actor("account:second", "web", roles=frozenset({Role.LEAD}))


def opened(database: str, folder: str) -> Flask:
    settings = {"MODE": "demonstration", "INSTANCE_DIR": folder, "JOBS_URL": "memory:"}
    settings |= {"LOG_LEVEL": "ERROR", "SECRET_KEY": "of a benchmark only"}
    return create_app(settings | {"DATABASE_URL": database})


def people(count: int, centres: list[int], districts: list[str]) -> Iterator[dict[str, Any]]:
    rng, bands = random.Random(1), list(AGE_BANDS)
    since = now() - timedelta(days=500)
    for _ in range(count):
        yield {
            "public_id": new_public_id(),
            "centre_id": rng.choice(centres),
            "state": "active",
            "first_name": "Somebody",
            "age_band": rng.choice(bands),
            "district_code": rng.choice(districts),
            "created_at": since + timedelta(minutes=rng.randrange(400_000)),
        }


def hours(count: int, who: list[Any], roles: list[Any]) -> Iterator[dict[str, Any]]:
    """All of one quarter; a third of the recorded ones are confirmed."""
    rng, days = random.Random(2), (PERIOD.until - PERIOD.first_on).days
    for number in range(count):
        if number % 4 != 3 or number == 0:
            person, centre = rng.choice(who)
            role, organisation = rng.choice(roles)
            day = PERIOD.first_on + timedelta(days=rng.randrange(days))
            start, kind = rng.choice((600, 840, 1110)), Kind.RECORDED
        else:
            kind = Kind.VERIFIED
        yield {
            "public_id": new_public_id(),
            "volunteer_id": person,
            "centre_id": centre,
            "opportunity_id": role,
            "organisation_id": organisation,
            "given_on": day,
            "month": month_number(day),
            "start_minute": start,
            "minutes": 90,
            "kind": kind,
            "source": "page",
            "source_id": f"benchmark-{number}",
            "actor": "benchmark",
            "through": "web",
        }


def fill(app: Flask, entries: int, count: int) -> None:
    migrate(app)
    load(app, ROLES)
    with app.app_context(), unit_of_work() as session:
        centres = list(session.scalars(select(Centre.id)))
        districts = list(session.scalars(select(District.code)))
        for block in blocks(people(count, centres, districts)):
            session.execute(insert(Volunteer), block)
        who = list(session.execute(select(Volunteer.id, Volunteer.centre_id)))
        roles = session.execute(select(Opportunity.id, Opportunity.organisation_id))
        for block in blocks(hours(entries, who, list(roles))):
            session.execute(insert(HourEntry), block)
        session.execute(text("ANALYZE"))


def blocks(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    block: list[dict[str, Any]] = []
    for row in rows:
        block.append(row)
        if len(block) == AT_ONCE:
            yield block
            block = []
    if block:
        yield block


def work(app: Flask, folder: str) -> None:
    """What the other process does: make, approve, export."""
    today = local_today()
    facts = ("The Example Institute", "To measure.", "An example", today, today)
    with app.app_context(), unit_of_work() as session:
        setting = Setting(NAME, *facts, months_only=True)
        made = set_up(session, setting, LEAD, today, app.config["SECRET_KEY"])
        number = ask_for(session, made, PERIOD, LEAD, today).id
    before = memory()
    making, worked = time.perf_counter(), time.process_time()
    with app.app_context():
        said = make_release.work(number, LEAD.name)
    making, worked = time.perf_counter() - making, time.process_time() - worked
    with app.app_context(), unit_of_work() as session:
        approve(session, session.get_one(Release, number), SECOND)
    exporting = time.perf_counter()
    with app.app_context():
        export_records(PERIOD, Path(folder) / "out", NAME, None)
        kind, sha = db.engine.dialect.name, db.session.get_one(Release, number).sha256
    exporting = time.perf_counter() - exporting
    print(f"{kind}, load {os.getloadavg()[0]:.0f}: {said} {sha}")
    print(f"made in {making:.1f} s ({worked:.1f} s at work), exported in {exporting:.1f} s,")
    print(f"at most {memory():.0f} MB, of which {before:.0f} MB before it began")


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=400_000)
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--database", default="", help="else SQLite, in a folder of its own")
    parser.add_argument("--filled", default="", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.filled:
        work(opened(asked.database, asked.filled), asked.filled)
        return
    with tempfile.TemporaryDirectory() as folder:
        fill(opened(asked.database, folder), asked.entries, asked.people)
        again = [sys.executable, __file__, "--database", asked.database, "--filled", folder]
        subprocess.run(again, check=True)


if __name__ == "__main__":
    main()
