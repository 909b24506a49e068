"""`flask evaluation`: counting by hand, files to take away, and the data dictionary."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app

from brokerage.actors import Actor
from brokerage.audit import record
from brokerage.commands import Commands
from brokerage.db import unit_of_work
from brokerage.errors import Conflict, Invalid
from brokerage.evaluation.counting import count_period, find_counted
from brokerage.evaluation.dictionary import in_markdown
from brokerage.evaluation.exporting.package import figures_package
from brokerage.evaluation.measures import COUNTED, TIMED
from brokerage.evaluation.packaging.writing import empty_folder, write_package
from brokerage.evaluation.periods import MONTHS_IN, Period, since
from brokerage.evaluation.releases.cli import export_records
from brokerage.templating import plural
from brokerage.weeks import local_today

COMMAND = Actor("job:command", "job")

evaluation = Commands("evaluation", help="What was counted, and the words for it.")


@evaluation.command("count")
@click.option("--period", "asked", help="A month or a quarter: 2026-09 or 2026-Q3.")
@click.option("--since", "first", help="Every month and quarter from this one on: 2026-01.")
def count_command(asked: str | None, first: str | None) -> None:
    """Count a month or a quarter now, or all since one. What is closed stays as it is."""
    wanted = _wanted(asked, first)
    counted = sum(_count(number, len(wanted), period) for number, period in enumerate(wanted, 1))
    click.echo(f"{plural(counted, 'period')} counted.")


@evaluation.command("export")
@click.option("--period", "asked", required=True, help="A month or a quarter: 2026-Q3.")
@click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="A new or empty folder.",
)
@click.option("--evaluation", "name", help="Not figures but records, released to this evaluation.")
@click.option("--release", "number", type=int, help="Its number; else the newest approved.")
def export_command(asked: str, folder: Path, name: str | None, number: int | None) -> None:
    """Write a period's figures as a package: CSV, a spreadsheet and their description."""
    period = Period.read(asked)
    if name is not None:
        export_records(period, folder, name, number)
        return
    if number is not None:
        raise Invalid("A release is one of an evaluation. Name it: --evaluation NAME.", "release")
    empty_folder(folder)
    with unit_of_work() as session:
        about, tables = figures_package(session, period, local_today())
        record(session, COMMAND, "export", "figures", str(period))
    manifest = write_package(folder, about, tables, _tell)
    click.echo(f"{plural(len(manifest.files), 'file')} in {folder}. SHA-256: {manifest.sha256}")


@evaluation.command("dictionary")
@click.option("--check", is_flag=True, help="Write nothing; say whether the file is as it should.")
@click.option("--to", "file", type=click.Path(dir_okay=False, path_type=Path), help="Where to.")
def dictionary_command(check: bool, file: Path | None) -> None:
    """Write docs/data-dictionary.md: what is counted, in words."""
    where = file or Path(current_app.root_path).parent / "docs" / "data-dictionary.md"
    text = in_markdown()
    if not check:
        where.write_text(text, encoding="utf-8")
        click.echo(f"{where.name} is written.")
    elif not where.exists() or where.read_text(encoding="utf-8") != text:
        raise Conflict(f"{where.name} is out of date. Run `flask evaluation dictionary`.")
    else:
        click.echo(f"{where.name} is up to date.")


def _tell(name: str) -> None:
    click.echo(f"Writing {name}", err=True)


def _wanted(asked: str | None, first: str | None) -> list[Period]:
    """Raises Invalid unless one of them is given, and for what has not begun."""
    if bool(asked) == bool(first):
        raise Invalid("Say either --period 2026-Q3 or --since 2026-01.")
    from_ = Period.read(asked or first or "")
    if from_.first_on > local_today():
        raise Invalid(f"{from_.in_words()} has not begun yet.", "period")
    if asked:
        return [from_]
    return [p for kind in MONTHS_IN for p in since(from_.first_on, local_today(), kind)]


def _count(number: int, of: int, period: Period) -> bool:
    """Whether it was counted: what is closed is not."""
    label = f"{number} of {of}: {period.in_words()}"
    with unit_of_work() as session:
        found = find_counted(session, period)
        if found is not None and found.closed_at is not None:
            click.echo(f"{label} is closed and stays as it is.")
            return False
        with click.progressbar(length=len(COUNTED) + len(TIMED), label=label) as bar:
            count_period(session, period, lambda *_: bar.update(1))
    return True
