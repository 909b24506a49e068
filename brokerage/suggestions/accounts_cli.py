"""`flask suggestions explain`, `digest` and `showings`: one pair, everybody, and fair turns."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import click

from brokerage.db import db
from brokerage.opportunities.service import get_shown
from brokerage.suggestions.cli import suggestions
from brokerage.suggestions.explain import PLACES_COUNTED, Explained, account_of, explain
from brokerage.suggestions.index import live_index
from brokerage.suggestions.jobs import prune
from brokerage.suggestions.options import asking, named, search_of
from brokerage.suggestions.ordering import ranker
from brokerage.suggestions.people import build_pool
from brokerage.suggestions.turns import list_turns, of_centres, shares_of
from brokerage.suggestions.understanding import understand
from brokerage.templating import plural
from brokerage.weeks import local_today
from matching.types import Account, Audience

READERS = {Audience.VOLUNTEER, Audience.BROKER}  # not what only an organisation is told
COLUMNS = ("volunteer", "rank", "role", "score")


@suggestions.command("explain", context_settings={"ignore_unknown_options": True})
@click.argument("role")
@asking
def explain_command(role: str, **said: object) -> None:
    """The full account of ROLE (its reference) for a person: why it is, or is not, in the list."""
    # A reference may begin with a hyphen: what is no option is taken for it.
    session = db.session()
    found, today = get_shown(session, role), local_today()
    with named():
        asked = search_of(said)
        told = explain(session, found, asked, today)
    if not told.open:
        click.echo(f"{found.title} is not open, so it is in nobody's list.")
        return
    account = account_of(found, understand(session, asked, today))
    click.echo(f"{found.title}: {account.match.score:.3f}")
    _print_place(told)
    _print_sum(account)


def _print_place(told: Explained) -> None:
    for bar in told.bars:
        way = f" {bar.way}." if bar.way else ""
        click.echo(f"  left out ({bar.rule}): {bar.text}.{way}")
    if told.instead:
        click.echo(f"  the same role stands in the list for it: [{told.instead.public_id}]")
    elif told.position:
        click.echo(f"  number {told.position:,} in the list")
    elif told.listed and told.personal:
        click.echo(f"  in the list, beyond number {PLACES_COUNTED}")


def _print_sum(account: Account) -> None:
    for line in account.sum:
        stated = "" if line.stated else " (not stated, so neutral)"
        click.echo(
            f"  {line.factor:<13} {line.counted:.3f} x {line.weight:.2f} = {line.adds:.3f}{stated}"
        )
    for reason in account.match.reasons:
        if reason.audiences & READERS:
            click.echo(f"  {'+' if reason.supports else '-'} {reason.text}")


@suggestions.command("digest")
@click.option("--limit", type=click.IntRange(1, 50), default=10, show_default=True)
@click.option("--to", "file", type=click.Path(dir_okay=False, path_type=Path), help="A CSV file.")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes."
)
def digest_command(limit: int, file: Path | None, workers: int) -> None:
    """Everybody's best roles, by public ids: one line a person and role."""
    session = db.session()
    snapshot = live_index().current(session)
    pool = build_pool(session, snapshot)
    out = file.open("w", encoding="utf-8", newline="") if file else sys.stdout
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    found = ranker.digest(
        pool,
        snapshot.catalogue,
        limit,
        exposure=snapshot.exposure,
        fold=True,
        explained=False,
        workers=workers,
    )
    with click.progressbar(found, length=len(pool), label="People", file=sys.stderr) as people:
        for person, ranking in people:
            for rank, match in enumerate(ranking, 1):
                rows.writerow([person, rank, match.opportunity_id, f"{match.score:.4f}"])
    if file:
        out.close()
        click.echo(f"{plural(len(pool), 'person', 'people')} and their roles are in {file}.")


@suggestions.command("showings")
@click.option("--prune", "pruned", is_flag=True, help="First delete counts older than 13 weeks.")
def showings_command(pruned: bool) -> None:
    """How evenly open roles were shown on result pages in the last four weeks, until yesterday."""
    today = local_today()
    if pruned:
        gone = prune(today)
        click.echo(f"{plural(gone, 'old count')} deleted.")
    turns = list_turns(db.session(), today)
    shares = shares_of(turns)
    click.echo(f"{plural(shares.roles, 'open role')}, {shares.shown:,} of them shown")
    click.echo(f"{plural(shares.showings, 'showing')}")
    click.echo(f"{shares.top_tenth:.0%} of showings went to the most shown tenth of roles")
    centres = of_centres(db.session(), turns)
    click.echo(
        f"organisations that also run a volunteer centre: {centres.roles:.0%} of open roles, "
        f"{centres.showings:.0%} of showings, {centres.introductions:.0%} of introductions"
    )
