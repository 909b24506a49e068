"""`flask centres export` and `leave`: a centre takes its data along."""

from __future__ import annotations

from pathlib import Path

import click

from brokerage.actors import Actor
from brokerage.audit import record
from brokerage.centres.cli import centres_commands
from brokerage.centres.service import find_lead, get_centre
from brokerage.db import unit_of_work
from brokerage.errors import NotFound
from brokerage.privacy.belongings import write_zip
from brokerage.privacy.leaving import leave
from brokerage.templating import plural
from brokerage.weeks import local_today

COMMAND = Actor("job:centres", "job")


@centres_commands.command("export")
@click.argument("slug")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export_command(slug: str, file: Path) -> None:
    """Write everything of the centre SLUG to FILE, a zip of JSON and CSV."""
    with unit_of_work() as session:
        centre = get_centre(session, slug)
        with file.open("xb") as out:
            counts = write_zip(session, centre.id, out)
        record(session, COMMAND, "export", "centre", centre.public_id)
    click.echo(f"{plural(sum(counts.values()), 'row')} of {len(counts)} tables in {file}")


@centres_commands.command("leave")
@click.argument("slug")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--to", "to_slug", default="", help="Who takes over; the lead centre if not said.")
@click.confirmation_option(prompt="The centre's people are transferred or erased. Go on?")
def leave_command(slug: str, file: Path, to_slug: str) -> None:
    """The centre SLUG leaves: its data goes to FILE first, then its people to another centre.

    Whoever agreed to any centre is transferred; the others are made anonymous.
    """
    with unit_of_work() as session:
        centre = get_centre(session, slug)
        to = get_centre(session, to_slug) if to_slug else find_lead(session)
        if to is None:
            raise NotFound("There is no centre to take over.")
        with file.open("xb") as out:
            write_zip(session, centre.id, out)
        done = leave(session, centre, to, COMMAND, local_today())
        words = f"{centre.name} has left. Its data is in {file}"
        takes_over = to.name
    click.echo(words)
    click.echo(f"{plural(done.transferred, 'person', 'people')} went to {takes_over}.")
    click.echo(f"{plural(done.erased, 'person', 'people')} made anonymous.")
    click.echo(f"{plural(done.staff, 'role')} of staff ended.")
