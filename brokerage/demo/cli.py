"""`flask demo load`: an invented county, to look round in."""

from __future__ import annotations

import click
from flask import Flask, current_app

from brokerage.commands import Commands
from brokerage.demo.jobs import check_loadable, count_figures, load, make_releases, write_digests
from brokerage.demo.scale import SCALES
from brokerage.errors import Conflict

demo = Commands("demo", help="The demonstration county: invented people on a real map.")


@demo.command("load")
@click.option("--scale", type=click.Choice(list(SCALES)), default="small", show_default=True)
@click.option("--once", is_flag=True, help="Do nothing where there are records already.")
def load_command(scale: str, once: bool) -> None:
    """Load the demonstration county into an empty database.

    Interrupted, it leaves nothing behind. Refused in production.
    """
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    try:
        check_loadable(app)
    except Conflict:
        if once:
            return
        raise
    with click.progressbar(length=SCALES[scale].steps, label=f"Inventing ({scale})") as bar:
        written = load(app, scale, advance=bar.update)
    write_digests(app)
    size = SCALES[scale]
    with click.progressbar(length=size.quarters + size.months, label="Counting figures") as bar:
        count_figures(app, scale, advance=bar.update)
    make_releases(app, scale)
    for table, rows in written.items():
        click.echo(f"{rows:>9,} {table}")
