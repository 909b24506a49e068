"""Does the time that signing in takes tell who has an account?

    python benchmarks/signing_in.py --tries 300
    python benchmarks/signing_in.py --database postgresql+psycopg://user@host/empty_database

Known and unknown names are tried in turn, in an order drawn by chance, each from a network of its
own so that no limit is met. Printed for each: median and the 95th of a hundred, in milliseconds;
and how often one that is known took longer than one that is not: 50 % is a coin, and tells nothing.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from flask import Flask  # noqa: E402

from brokerage import create_app  # noqa: E402
from brokerage.accounts.passwords import HASHER  # noqa: E402
from brokerage.accounts.service import give_hat, open_account  # noqa: E402
from brokerage.actors import Role  # noqa: E402
from brokerage.db import db, unit_of_work  # noqa: E402
from brokerage.migrating import migrate  # noqa: E402
from brokerage.organisations.models import Organisation  # noqa: E402

ASKING, PASSWORD = "/account/sign-in", "/account/sign-in/password"
Times = dict[bool, list[float]]


def prove(folder: Path, tries: int, database: str = "") -> Iterator[tuple[str, Times]]:
    """What was measured, and the times by whether the name is known."""
    app = create_app({"INSTANCE_DIR": str(folder), "DATABASE_URL": database, "LOG_LEVEL": "ERROR"})
    app.config["WTF_CSRF_ENABLED"] = False
    migrate(app)
    _fill(app, tries)
    yield "asking for a link", _measure(app, ASKING, tries, "member{}@people.example", {})
    typed = {"password": "not the right one at all"}
    yield "a wrong password", _measure(app, PASSWORD, tries, "evaluator{}@people.example", typed)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _fill(app: Flask, tries: int) -> None:
    """As many who sign in by link as who do with a password."""
    kept = HASHER.hash("a lighthouse full of herrings")
    with app.app_context(), unit_of_work() as session:
        host = Organisation(
            name="Host", description="", kind="charity", source="benchmark", source_id="1"
        )
        session.add(host)
        session.flush()
        for number in range(tries):
            address = f"member{number}@people.example"
            account = open_account(session, address, "A member", email=address)
            give_hat(session, account, Role.MEMBER, organisation_id=host.id)
            address = f"evaluator{number}@people.example"
            account = open_account(session, address, "An evaluator", email=address)
            account.password = kept
            give_hat(session, account, Role.EVALUATOR)


def _measure(app: Flask, path: str, tries: int, known: str, typed: dict[str, str]) -> Times:
    asked = [(True, known.format(n)) for n in range(tries)]
    asked += [(False, f"nobody{n:04}@people.example") for n in range(tries)]
    random.Random(1).shuffle(asked)
    found: Times = {True: [], False: []}
    for is_known, name in [(False, "warm@people.example")] * 3 + asked:
        seconds = _ask(app, path, {"name": name, **typed})
        if not name.startswith("warm"):
            found[is_known].append(seconds * 1000)
    return found


_networks = count(1)


def _ask(app: Flask, path: str, typed: dict[str, str]) -> float:
    client, number = app.test_client(), next(_networks)
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    started = time.perf_counter()
    answer = client.post(path, data=typed, environ_base={"REMOTE_ADDR": address})
    taken = time.perf_counter() - started
    assert answer.status_code in (200, 302, 422), answer.status_code
    return taken


def longer(times: Times) -> float:
    """Of all pairs of one known and one not, how many times the known one took longer."""
    pairs = [(one, other) for one in times[True] for other in times[False]]
    return sum(one > other for one, other in pairs) / len(pairs)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--tries", type=int, default=200)
    parser.add_argument("--database", default="", help="empty: SQLite in a temporary folder")
    asked = parser.parse_args()
    print("| what | known: median | 95th | unknown: median | 95th | known took longer |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        for what, times in prove(Path(folder), asked.tries, asked.database):
            cells = [
                f"{figure:.1f}"
                for known in (True, False)
                for figure in (
                    statistics.median(times[known]),
                    statistics.quantiles(times[known], n=20)[-1],
                )
            ]
            print(f"| {what} | {' | '.join(cells)} | {longer(times):.0%} |")


if __name__ == "__main__":
    main()
