"""`flask suggestions alerts` and `forget-address`: a run by hand, and taking an address out."""

from __future__ import annotations

import sys

import click

from brokerage.actors import Actor
from brokerage.db import done_reading, now, unit_of_work
from brokerage.suggestions.alerts.forgetting import forget_address
from brokerage.suggestions.alerts.jobs import count_due, in_words, work_through
from brokerage.suggestions.cli import suggestions
from brokerage.templating import plural

COMMAND = Actor("job:command", "job")


@suggestions.command("alerts")
@click.option("--dry-run", is_flag=True, help="Only say how many are due.")
def alerts_command(dry_run: bool) -> None:
    """Tell everybody who is due of new roles now, as the clock would."""
    moment = now()
    due = count_due(moment)
    done_reading()
    if dry_run:
        click.echo(f"{plural(due, 'alert is', 'alerts are')} due.")
        return
    with click.progressbar(length=due, label="Alerts", file=sys.stderr) as people:
        tally = work_through(moment, people.update)
    click.echo(in_words(tally) or "No alert is due.")


@suggestions.command("forget-address")
@click.argument("address")
def forget_command(address: str) -> None:
    """Delete the alerts of ADDRESS (somebody without a record), and empty what was sent to it."""
    with unit_of_work() as session:
        gone = forget_address(session, address, COMMAND)
    click.echo(f"{plural(gone, 'alert')} deleted; nothing that was sent keeps the address.")
