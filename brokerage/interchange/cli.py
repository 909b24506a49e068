"""`flask interchange`: a centre's exports from another system, brought in together."""

from __future__ import annotations

from pathlib import Path

import click

from brokerage.actors import Actor
from brokerage.centres.service import get_centre
from brokerage.commands import Commands
from brokerage.db import unit_of_work
from brokerage.interchange.parts import Part
from brokerage.interchange.rejects import check_writable, free_path, write_cells
from brokerage.interchange.teamkinetic.exports import open_exports
from brokerage.interchange.teamkinetic.importing import ReadExport, import_exports, read_exports
from brokerage.weeks import local_today

interchange = Commands("interchange", help="Exports of other systems: bringing them in.")


@interchange.command("teamkinetic")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--centre", required=True, help="The centre they belong to, as in its address.")
@click.option("--preview", is_flag=True, help="Say row by row what would happen; keep nothing.")
def teamkinetic_command(files: tuple[Path, ...], centre: str, preview: bool) -> None:
    """Bring in TeamKinetic's exports: volunteers, providers, opportunities, sessions, or some.

    Which file is which is told by its headings. Run it again whenever the files change.
    """
    opened = open_exports([(file, file.name) for file in files])
    rejects = {file.name: free_path(file) for file in files}
    for file in files:
        check_writable(rejects[file.name], file)
    parts = _import(read_exports(opened, local_today()), centre, rejects, preview)
    for part in parts:
        if preview:
            for line in part.lines:
                told = f"  line {line.line}: {line.what} {line.name} {line.reason}"
                click.echo(told.rstrip())
        for text in part.text():
            click.echo(text)
        if part.rejected and not preview:
            click.echo(f"  The refused rows are in {rejects[part.file]}.")
    if preview:
        click.echo("This was a preview: nothing was kept.")


def _import(
    exports: list[ReadExport], centre: str, rejects: dict[str, Path], preview: bool
) -> list[Part]:
    with unit_of_work() as session:
        home = get_centre(session, centre)
        actor = Actor("import:teamkinetic", "import")
        parts = import_exports(session, exports, home, actor, local_today())
        if preview:
            session.rollback()
            return parts
        for part in parts:  # before the commit: what cannot be kept here must not be lost
            if part.rejected:
                write_cells(rejects[part.file], part.heading, part.delimiter, part.rejected)
    return parts
