"""`flask opportunities`: bringing roles in from other systems, and writing them out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import current_app

from brokerage.commands import Commands
from brokerage.db import db, unit_of_work
from brokerage.errors import Invalid, NotAllowedInProduction
from brokerage.interchange.exporting import export_roles
from brokerage.interchange.formats import FORMATS, Opened, open_file
from brokerage.interchange.lines import check_text
from brokerage.interchange.rejects import check_writable, free_path
from brokerage.interchange.report import Report
from brokerage.interchange.service import import_roles
from brokerage.interchange.shifting import days_between
from brokerage.suggestions.index import refresh_statistics
from brokerage.weeks import local_today

if TYPE_CHECKING:
    from brokerage.interchange.service import Progress

opportunities = Commands("opportunities", help="Roles: import and export.")

ANY_FILE = click.Path(path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])


@opportunities.command("import")
@click.argument("file", type=ANY_FILE)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), required=True)
@click.option("--dry-run", is_flag=True, help="Do everything, report it, and keep nothing.")
@click.option("--shift-dates-to", "day", type=DAY, help="Move all dates together (demonstration).")
@click.option("--rejects", type=ANY_FILE, help="Where to write the rows that were refused.")
def import_command(
    file: Path, form: str, dry_run: bool, day: datetime | None, rejects: Path | None
) -> None:
    """Bring in the roles of FILE. Run it again whenever the file changes.

    docs/importing.md describes the formats. Rows that cannot be used are written to a file of the
    same format, to be corrected and imported again.
    """
    opened = open_file(form, file, local_today())
    target = rejects or free_path(file)
    check_writable(target, file)
    report = _import(opened, file, target, day.date() if day else None, dry_run)
    if not dry_run and report.added + report.updated:
        refresh_statistics(current_app._get_current_object())  # type: ignore[attr-defined]
    for line in report.lines():
        click.echo(line)
    if report.rejected:
        click.echo(f"The rejected rows are in {target}: correct them and import that file.")
    if dry_run:
        click.echo("This was a dry run: nothing was kept.")


@opportunities.command("export")
@click.argument("file", type=ANY_FILE)
def export_command(file: Path) -> None:
    """Write every role to FILE, as the table that "import --format csv" reads."""
    fresh = file.with_name(f"{file.name}.part")
    try:
        with fresh.open("w", encoding="utf-8-sig", newline="") as out:
            count = export_roles(db.session(), out)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
    click.echo(f"Roles written: {count}, to {file}.")


def _import(opened: Opened, file: Path, rejects: Path, day: date | None, dry_run: bool) -> Report:
    seen_on, shift_days = _shift(opened, day)
    with unit_of_work() as session, _progress(file) as progress:
        report = import_roles(
            session,
            opened.items(),
            today=opened.today,
            shift_days=shift_days,
            seen_on=seen_on,
            progress=progress,
        )
        report.remarks[:0] = opened.remarks
        if report.rejected:  # before the commit: what cannot be kept here must not be lost
            opened.write_rejects(rejects, report.rejected)
        if dry_run:
            session.rollback()
    return report


def _shift(opened: Opened, day: date | None) -> tuple[date | None, int]:
    if day is None:
        return None, 0
    if current_app.config["MODE"] == "production":
        raise NotAllowedInProduction("Dates are only moved in a demonstration, not in production.")
    if not 2000 <= day.year <= 2100:
        raise Invalid("Dates can be moved to a day between 2000 and 2100.")
    seen_on = opened.seen_on()
    if seen_on is None:
        raise Invalid("There are no dates in this file to move.")
    return seen_on, days_between(seen_on, day)


@contextmanager
def _progress(file: Path) -> Iterator[Progress]:
    """A bar on the terminal, by the lines of the file; nothing where there is no terminal."""
    check_text(file)
    with file.open("rb") as lines:
        total = sum(1 for _line in lines)
    with click.progressbar(length=total, label="Importing", file=sys.stderr) as bar:
        yield lambda line: bar.update(max(0, line - bar.pos))
        bar.update(total - bar.pos)
