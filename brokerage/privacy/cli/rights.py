"""`flask privacy ...`: the schedule, letting go by it, and the list of erasures."""

from __future__ import annotations

import click

from brokerage.actors import Actor
from brokerage.commands import Commands
from brokerage.db import db, now, unit_of_work
from brokerage.privacy import erased
from brokerage.privacy.erasing import replay
from brokerage.privacy.jobs import run
from brokerage.privacy.retention import due
from brokerage.privacy.schedule import as_json, as_table, schedule
from brokerage.templating import plural

COMMAND = Actor("job:privacy", "job")

privacy_commands = Commands("privacy", help="People's rights over their records.")


@privacy_commands.command("schedule")
@click.option("--json", "in_json", is_flag=True, help="As a file to change and use.")
def schedule_command(in_json: bool) -> None:
    """Print how long things are kept, on what basis, and what happens then."""
    found = schedule()
    click.echo(as_json(found) if in_json else as_table(found), nl=False)


@privacy_commands.command("retain")
@click.option("--dry-run", is_flag=True, help="Only say what is due.")
def retain_command(dry_run: bool) -> None:
    """Delete or make anonymous what the schedule says is due. Runs every night by itself."""
    words = {one.id: one for one in schedule()}
    if dry_run:
        counts = {one.purpose.id: one.count for one in due(db.session(), schedule(), now())}
    else:
        counts = run()
    for name, count in counts.items():
        one = words[name]
        click.echo(f"{count:6,}  {one.what} ({one.how_long}). {one.then}.")
    total = plural(sum(counts.values()), "record")
    click.echo(f"{total} due; nothing was changed." if dry_run else f"{total} let go of.")


@privacy_commands.command("erasures")
def erasures_command() -> None:
    """Say where the list of erasures is, and how long it is."""
    click.echo(f"{plural(len(erased.listed()), 'erasure')} in {erased.folder() / erased.FILE}")


@privacy_commands.command("replay")
def replay_command() -> None:
    """After restoring a back-up: erase again whoever is on the list of erasures."""
    with unit_of_work() as session:
        count = replay(session, COMMAND)
    click.echo(f"{plural(count, 'person', 'people')} erased again.")
