"""How long the quality of data takes to count: `python benchmarks/quality.py --people 20000`.

A county of so many people, with 30,000 invented entries of hours, is written into a new database
(or the one of BROKERAGE_DATABASE_URL, if that is empty). Timed is counting: the page of the
busiest centre, the first page of each list that holds something, and every centre, as by night.
Nothing here is a test.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable

from hours import prepared, print_times, write
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from brokerage.db import unit_of_work
from brokerage.evaluation.quality.checks import SUBJECTS
from brokerage.evaluation.quality.counting import count_all
from brokerage.evaluation.quality.listing import count_lines, read_lines, records_to_mend
from brokerage.volunteers.models import Volunteer
from brokerage.weeks import local_today


def lists(session: Session, centre_id: int) -> dict[str, Callable[[], object]]:
    """The first page of each list that holds anything."""
    found = count_all(session, local_today(), [centre_id])[centre_id]
    asked: dict[str, Callable[[], object]] = {}
    for subject in SUBJECTS:
        for check in subject.checks:
            if check.listed and check.id in found and found[check.id].found:
                query = records_to_mend(subject, check, centre_id, local_today())

                def work(subject=subject, check=check, query=query) -> None:
                    count_lines(session, query)
                    read_lines(session, subject, check, query.limit(25), centre_id)

                asked[f"list: {check.id}"] = work
    return asked


def measure(session: Session) -> None:
    people = select(Volunteer.centre_id).group_by(Volunteer.centre_id)
    centre = session.scalars(people.order_by(func.count().desc()).limit(1)).one()
    asked = {
        "one centre, the busiest": lambda: count_all(session, local_today(), [centre]),
        "every centre": lambda: count_all(session, local_today()),
    }
    print_times(asked | lists(session, centre))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--entries", type=int, default=30_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app = prepared(asked.people, folder)
        write(app, asked.entries)
        with app.app_context(), unit_of_work() as session:
            name, load_now = session.get_bind().dialect.name, os.getloadavg()[0]
            print(f"{asked.people:,} people, {name}, load {load_now:.0f}\n")
            print("| counted | median ms | greatest |\n| --- | ---: | ---: |")
            measure(session)


if __name__ == "__main__":
    main()
