"""How long likely duplicates take at one centre: `python benchmarks/duplicates.py --people 20000`.

An invented county is loaded into a new database (or the one of BROKERAGE_DATABASE_URL, if that is
empty), and everybody is moved to the lead centre. Timed are: comparing everybody, the page, and,
after one record has changed, comparing that one and the page again. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from brokerage import create_app
from brokerage.accounts.current import TOKEN
from brokerage.accounts.models import Account
from brokerage.accounts.service import begin_sign_in
from brokerage.centres.service import find_lead
from brokerage.db import db, unit_of_work
from brokerage.demo.jobs import load
from brokerage.demo.scale import Scale
from brokerage.jobs.jobs import get_job
from brokerage.migrating import migrate
from brokerage.volunteers.models import LikelyPair, Volunteer

RUNS = 15


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def prepared(people: int, folder: str) -> Flask:
    """A county of so many people, all at the lead centre."""
    settings = {"MODE": "demonstration", "INSTANCE_DIR": folder, "JOBS_URL": "memory:"}
    settings |= {"LOG_LEVEL": "ERROR", "SECRET_KEY": "of a benchmark only"}
    app = create_app({**settings, "SEEDED_SIGN_INS": True})
    migrate(app)
    load(app, Scale(organisations=20, live=40, not_live=10, volunteers=people))
    with app.app_context(), unit_of_work() as session:
        lead = find_lead(session)
        assert lead is not None
        session.execute(update(Volunteer).values(centre_id=lead.id))
        session.add_all([twice(one, number) for number, one in enumerate(some_of(session))])
    return app


def some_of(session: Session) -> Sequence[Volunteer]:
    """One in forty, who have enquired a second time."""
    query = select(Volunteer).where(Volunteer.id % 40 == 0, Volunteer.last_name != "")
    return session.scalars(query.order_by(Volunteer.id)).all()


def twice(known: Volunteer, number: int) -> Volunteer:
    """The same person, as heard on the telephone."""
    known.phone = f"01632 {number:06d}"
    return Volunteer(
        centre_id=known.centre_id,
        first_name=known.first_name,
        last_name=known.last_name + known.last_name[-1],
        phone=known.phone,
    )


def broker(app: Flask) -> FlaskClient:
    """Signed in at the lead centre."""
    with app.app_context(), unit_of_work() as session:
        account = session.scalars(select(Account).where(Account.sign_in_name == "broker")).one()
        token = begin_sign_in(session, account, "benchmark")
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie[TOKEN] = token
    return client


def change_one(app: Flask) -> None:
    """Somebody has a new telephone."""
    with app.app_context(), unit_of_work() as session:
        one = session.scalars(select(Volunteer).order_by(Volunteer.id.desc()).limit(1)).one()
        one.phone = "07700 900999"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=20_000)
    with tempfile.TemporaryDirectory() as folder:
        app = prepared(parser.parse_args().people, folder)
        client = broker(app)

        def job(name: str) -> Callable[[], object]:
            def run() -> object:
                with app.app_context():
                    return get_job(app, name).work()

            return run

        def page() -> None:
            assert client.get("/duplicates").status_code == 200

        print(f"comparing everybody      {seconds(job('volunteers.find_all_pairs')):8.2f} s")
        with app.app_context():
            print("likely pairs            ", db.session.scalar(select(func.count(LikelyPair.id))))
        print(f"the page, first          {seconds(page):8.3f} s")
        times = [seconds(page) for _ in range(RUNS)]
        median, most = statistics.median(times), max(times)
        print(f"the page, median of {RUNS}   {median:8.3f} s (most {most:.3f})")
        change_one(app)
        print(f"comparing one that changed {seconds(job('volunteers.find_pairs')):6.2f} s")
        print(f"the page after that      {seconds(page):8.3f} s")


if __name__ == "__main__":
    main()
