"""Killed in the middle, an import leaves the old state; run again, the new one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from brokerage.db import db, unit_of_work
from brokerage.interchange.formats import open_file
from brokerage.interchange.service import import_roles
from brokerage.opportunities.models import Opportunity
from brokerage.weeks import local_today

ROWS = 1200  # more than two batches
SCRIPT = """
import sys, time
from pathlib import Path
from brokerage import create_app
from brokerage.db import unit_of_work
from brokerage.interchange.formats import open_file
from brokerage.interchange.service import import_roles
from brokerage.weeks import local_today

url, instance, path = sys.argv[1:]
app = create_app({"MODE": "demonstration", "SECRET_KEY": "a secret for tests only",
                  "DATABASE_URL": url, "INSTANCE_DIR": instance, "LOG_LEVEL": "ERROR"})

def halfway(line):
    print("halfway", flush=True)
    time.sleep(60)

with app.app_context(), unit_of_work() as session:
    items = open_file("csv", Path(path), local_today()).items()
    import_roles(session, items, today=local_today(), progress=halfway)
"""


def write_roles(path: Path, title: str) -> Path:
    rows = (f"{title} {n},Trust {n % 10},{n}" for n in range(ROWS))
    path.write_text("title,organisation,source_id\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def kill_halfway(app, url: str, path: Path) -> None:
    script = [sys.executable, "-c", SCRIPT, url, app.instance_path, str(path)]
    with subprocess.Popen(script, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "halfway\n"
        process.kill()


def run(path: Path):
    with unit_of_work() as session:
        items = open_file("csv", path, local_today()).items()
        return import_roles(session, items, today=local_today())


def titles(pattern: str) -> int:
    query = select(func.count(Opportunity.id)).where(Opportunity.title.startswith(pattern))
    found = db.session.scalar(query)
    db.session.rollback()
    return found


def check(app, url: str, folder: Path) -> None:
    path = write_roles(folder / "roles.csv", "Old")
    with app.app_context():
        kill_halfway(app, url, path)
        assert titles("Old") == 0
        assert run(path).added == ROWS
        write_roles(path, "New")
        kill_halfway(app, url, path)
        assert (titles("Old"), titles("New")) == (ROWS, 0)
        report = run(path)
        assert (report.added, report.updated) == (0, ROWS)
        assert (titles("Old"), titles("New")) == (0, ROWS)


def test_killed_halfway_on_sqlite_an_import_leaves_the_old_state(app, tmp_path):
    check(app, "", tmp_path)


@pytest.mark.postgres
def test_killed_halfway_on_postgresql_an_import_leaves_the_old_state(postgres_app, tmp_path):
    check(postgres_app, postgres_app.config["SQLALCHEMY_DATABASE_URI"], tmp_path)
