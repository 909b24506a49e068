"""`flask centres load FILE`: the county's volunteer centres are data."""

from __future__ import annotations

from pathlib import Path

import click

from brokerage.centres.loading import load_centres
from brokerage.commands import Commands
from brokerage.db import unit_of_work
from brokerage.templating import plural
from brokerage.weeks import local_today

centres_commands = Commands("centres", help="Volunteer centres and the districts they serve.")


@centres_commands.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load_command(file: Path) -> None:
    """Add and update centres from FILE (TOML; docs/operating.md shows one)."""
    with unit_of_work() as session:
        count = load_centres(session, file, local_today())
    click.echo(f"{plural(count, 'centre is', 'centres are')} loaded.")
