"""`flask taxonomies load [FILE]`: the terms are data; edit the file and load it again."""

from __future__ import annotations

from pathlib import Path

import click

from brokerage.commands import Commands
from brokerage.db import unit_of_work
from brokerage.taxonomies.service import SHIPPED, load_terms

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


taxonomies = Commands("taxonomies", help="Causes, skills, requirements and accessibility.")


@taxonomies.command("load")
@click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=SHIPPED
)
def load_command(file: Path) -> None:
    """Add and update terms from FILE (default: the terms this product ships with)."""
    with unit_of_work() as session:
        count = load_terms(session, file)
    click.echo(f"{count} terms are loaded.")
