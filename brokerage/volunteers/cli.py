"""`flask volunteers`: bringing people in, and looking for people who are on the books twice."""

from __future__ import annotations

from pathlib import Path

import click

from brokerage.actors import Actor
from brokerage.centres.service import get_centre
from brokerage.commands import Commands
from brokerage.db import unit_of_work
from brokerage.errors import Invalid
from brokerage.interchange.people.formats import FORMATS, OpenedPeople, open_people
from brokerage.interchange.people.importing import import_people
from brokerage.interchange.people.mapping import TARGETS, guess, read_mapping
from brokerage.interchange.people.report import PeopleReport
from brokerage.interchange.people.sheets import open_any
from brokerage.interchange.rejects import check_writable, free_path
from brokerage.weeks import local_today

volunteers = Commands("volunteers", help="People: bringing them in.")

ANY_FILE = click.Path(path_type=Path)


@volunteers.command("import")
@click.argument("file", type=ANY_FILE)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), required=True)
@click.option("--centre", required=True, help="The centre they belong to, as in its address.")
@click.option("--mapping", type=ANY_FILE, help="A JSON file: which column is what.")
@click.option("--preview", is_flag=True, help="Say row by row what would happen; keep nothing.")
@click.option("--rejects", type=ANY_FILE, help="Where to write the rows that were refused.")
def import_command(
    file: Path, form: str, centre: str, mapping: Path | None, preview: bool, rejects: Path | None
) -> None:
    """Bring in the people of FILE. Run it again whenever the file changes.

    docs/importing.md describes the formats and what is never kept.
    """
    if mapping and form != "mapped":
        raise Invalid("A mapping is for --format mapped.")
    opened = open_people(form, file, local_today(), read_mapping(mapping) if mapping else None)
    target = rejects or free_path(file)
    check_writable(target, file)
    report = _import(opened, form, centre, target, preview)
    if preview:
        for line in report.lines:
            click.echo(f"line {line.line}: {line.what} {line.name} {line.reason}".rstrip())
    for text in report.text():
        click.echo(text)
    if report.rejected and not preview:
        click.echo(f"The refused rows are in {target}: correct them and import that file.")
    if preview:
        click.echo("This was a preview: nothing was kept.")


@volunteers.command("columns")
@click.argument("file", type=ANY_FILE)
def columns_command(file: Path) -> None:
    """Show the columns of FILE and what they seem to be: the start of a mapping."""
    heading = open_any(file).heading
    found = guess(heading)
    for name in heading:
        click.echo(f"{name}: {TARGETS.get(found.get(name, ''), 'passed over')}")


def _import(
    opened: OpenedPeople, form: str, centre: str, rejects: Path, preview: bool
) -> PeopleReport:
    with unit_of_work() as session:
        home = get_centre(session, centre)
        report = import_people(session, opened.items(), home.id, Actor(f"import:{form}", "import"))
        report.remarks[:0] = opened.remarks
        report.not_kept = opened.not_kept()
        if preview:
            session.rollback()
        elif report.rejected:  # before the commit: what cannot be kept here must not be lost
            opened.write_rejects(rejects, report.rejected)
    return report
