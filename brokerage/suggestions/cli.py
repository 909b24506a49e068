"""`flask suggestions rank`: the ranking of the site, in a terminal."""

from __future__ import annotations

import click
from flask import current_app

from brokerage.commands import Commands
from brokerage.db import db
from brokerage.opportunities.models import Attendance
from brokerage.opportunities.service import list_by_public_id
from brokerage.suggestions import service
from brokerage.suggestions.headings import place
from brokerage.suggestions.index import refresh_statistics
from brokerage.suggestions.jobs import prune
from brokerage.suggestions.options import asking, named, search_of
from brokerage.suggestions.pages import MOST_CHANGES
from brokerage.suggestions.results import Card, Found, Strip
from brokerage.suggestions.words import when_lines
from brokerage.templating import miles, plural
from brokerage.weeks import local_today

MOST_TIMES = 3

suggestions = Commands("suggestions", help="Ranking roles for a person.")


@suggestions.command("rank")
@asking
@click.option("--limit", type=int, default=20, show_default=True, help="How many to print.")
@click.option("--excluded", is_flag=True, help="Also say what was left out, and why.")
def rank_command(limit: int, excluded: bool, **said: object) -> None:
    """Print the roles that suit a person best, with distance and reasons."""
    with named():
        asked = search_of(said, limit=limit)
        found = service.search(db.session(), asked, local_today(), explain_excluded=excluded)
    _print(found)


@suggestions.command("index")
def index_command() -> None:
    """Count anew what is common and what is rare among live roles, for the ranking to use.

    Run it every night: it also deletes counts of showings that no fair turn looks at any more.
    """
    count = refresh_statistics(current_app._get_current_object())  # type: ignore[attr-defined]
    prune(local_today())
    click.echo(f"The statistics now come from {plural(count, 'live role')}.")


def _print(found: Found) -> None:
    where = f" near {place(found.located)}" if found.located else ""
    click.echo(f"{plural(found.total, 'role')}{where}")
    for card in found.cards:
        _print_card(card)
    for change in found.nearly[:MOST_CHANGES]:
        click.echo(f"  would open {plural(change.opens, 'more role', 'more roles')}: {change.text}")
    roles = list_by_public_id(db.session(), [out.opportunity_id for out in found.excluded])
    for out in found.excluded:
        role = roles.get(out.opportunity_id)
        title = f"{role.title} " if role else ""
        click.echo(f"  left out: {title}[{out.opportunity_id}] ({out.rule}): {out.text}")


def _print_card(card: Card) -> None:
    role = card.opportunity
    far = _far(card)
    click.echo(f"{card.rank:3d}. {role.title} - {role.organisation.name}{far} [{role.public_id}]")
    if card.elsewhere:
        click.echo(f"       {card.elsewhere}: --filter same={role.public_id}")
    for line in _times(card):
        click.echo(f"       {line}")
    for reason in card.reasons:
        click.echo(f"     {'+' if reason.supports else '-'} {reason.text}")


def _far(card: Card) -> str:
    if card.opportunity.attendance == Attendance.REMOTE:
        return ", from home"
    journey = f", {card.journey.text}" if card.journey else ""
    far = card.distance_km
    return "" if far is None else f", {miles(far, card.approximate)}{journey}"


def _times(card: Card) -> list[str]:
    """Hours within windows in one line; of sessions those the person is free for, or the first."""
    role = card.opportunity
    if not role.sessions:
        return [". ".join(when_lines(card.strip, role))]
    free = [block for block in card.strip.blocks if block.free_minutes]
    some = Strip(tuple(free or card.strip.blocks[:1]), card.strip.windows)
    return when_lines(some, role)[:MOST_TIMES]
