"""Timings and sizes of the service on the demonstration county: `python benchmarks/service.py`.

Everything is measured in one run on one machine; compare runs by their ratios, not by a second's
fraction. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import gzip
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PAGES = {
    "home": "/",
    "results, newest first": "/opportunities",
    "results, ranked": "/opportunities?near=TN23&within=10&skills=driving&when=tue-evening",
    "results, nothing found": "/opportunities?near=TN23&within=1&skills=driving&q=zither",
    "API list": "/api/v1/opportunities?near=TN23&skills=driving&when=tue-evening",
    "API reference": "/api/docs",
    "centre list": "/centres",
}
RUNS = 30


def timed(work: Callable[[], object], runs: int = RUNS) -> tuple[float, float, float]:
    """(median, least, most) in milliseconds, after one run that is not counted."""
    work()
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken), min(taken), max(taken)


def line(what: str, figures: tuple[float, float, float], more: str = "") -> None:
    """One row of the table."""
    median, least, most = figures
    print(f"{what:<34} {median:9.1f} ms   ({least:.1f} to {most:.1f}) {more}")


def flask(instance: Path, *args: str) -> float:
    """Run a command; the seconds it took."""
    environment = {**os.environ, "BROKERAGE_INSTANCE_DIR": str(instance)}
    started = time.perf_counter()
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *args]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def pages(instance: Path) -> None:
    """Each page through the whole application, without the network."""
    from brokerage import create_app
    from brokerage.db import db
    from brokerage.suggestions.index import build, list_live, live_index, read_statistics
    from brokerage.weeks import local_today

    app = create_app({"INSTANCE_DIR": str(instance), "LOG_LEVEL": "ERROR"})
    client = app.test_client()
    with app.app_context():
        session = db.session()
        roles = len(list_live(session))
        known = read_statistics(app)
        line(
            f"index, built from {roles:,} roles",
            timed(lambda: build(session, known, local_today()), 3),
        )
        live_index().current(session)
    first = client.get("/api/v1/opportunities").get_json()["matches"][0]["opportunity"]["id"]
    for name, address in {**PAGES, "role": f"/opportunities/{first}"}.items():
        body = client.get(address).data
        size = f"{len(body) / 1024:6.0f} kB, {len(gzip.compress(body)) / 1024:.0f} kB zipped"
        line(name, timed(lambda address=address: client.get(address)), size)  # type: ignore[misc]


def main() -> None:
    """Load a county and measure."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--scale", default="small", choices=["small", "county"])
    scale = arguments.parse_args().scale
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(folder)
        migrating = flask(instance, "database", "migrate")
        print(f"{'migrating an empty SQLite file':<34} {migrating:9.1f} s")
        loading = flask(instance, "demo", "load", "--scale", scale)
        print(f"{f'loading the county ({scale})':<34} {loading:9.1f} s")
        size = (instance / "brokerage.sqlite3").stat().st_size / 2**20
        print(f"{'its SQLite file':<34} {size:9.1f} MB")
        pages(instance)


if __name__ == "__main__":
    main()
