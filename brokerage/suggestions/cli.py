"""`flask suggestions rank`: the ranking of the site, in a terminal."""

from __future__ import annotations

import click
from flask import current_app
from marshmallow import ValidationError

from brokerage.commands import Commands
from brokerage.db import db
from brokerage.errors import Invalid
from brokerage.suggestions import service
from brokerage.suggestions.index import refresh_statistics
from brokerage.suggestions.queries import from_mapping, read_distance
from brokerage.suggestions.results import Card, Found
from brokerage.suggestions.schemas import SuggestionsQuestionSchema
from brokerage.templating import KM_PER_MILE, miles, plural
from brokerage.weeks import local_today

suggestions = Commands("suggestions", help="Ranking roles for a person.")


@suggestions.command("rank")
@click.option("--near", default="", help="A postcode, a place, or latitude,longitude.")
@click.option("--within", default="", help="How far: 10mi, 16km; a bare number means miles.")
@click.option("--skill", "skills", multiple=True, help="What the person offers; may be repeated.")
@click.option("--interest", "interests", multiple=True, help="A cause; may be repeated.")
@click.option("--when", multiple=True, help='"Tue 18:00-21:00", tue-evening, any, changes.')
@click.option("--remote", default="welcome", help="welcome, no or only.")
@click.option("--text", default="", help="Anything else, in the person's own words.")
@click.option("--age", type=int, default=None, help="Leaves out roles with another age limit.")
@click.option("--limit", type=int, default=20, show_default=True, help="How many to print.")
@click.option("--excluded", is_flag=True, help="Also say what was left out, and why.")
def rank_command(within: str, limit: int, excluded: bool, **said: object) -> None:
    """Print the roles that suit a person best, with distance and reasons."""
    question = {name: value for name, value in said.items() if value not in ("", (), None)}
    question = {n: list(v) if isinstance(v, tuple) else v for n, v in question.items()}
    try:
        if within:
            question["within_km"] = read_distance(within, "within", per_unit=KM_PER_MILE)
        data = SuggestionsQuestionSchema().load({**question, "limit": limit})
        found = service.search(
            db.session(), from_mapping(data), local_today(), explain_excluded=excluded
        )
    except Invalid as problem:
        raise click.BadParameter(problem.message, param_hint=f"--{problem.field}") from problem
    except ValidationError as problem:
        raise click.UsageError(str(problem.messages)) from problem
    _print(found)


@suggestions.command("index")
def index_command() -> None:
    """Count anew what is common and what is rare among live roles, for the ranking to use."""
    count = refresh_statistics(current_app._get_current_object())  # type: ignore[attr-defined]
    click.echo(f"The statistics now come from {plural(count, 'live role')}.")


def _print(found: Found) -> None:
    where = f" near {found.located.label}" if found.located else ""
    click.echo(f"{plural(found.total, 'role')}{where}")
    for card in found.cards:
        _print_card(card)
    for change in found.nearly:
        click.echo(f"  would open {plural(change.opens, 'more role', 'more roles')}: {change.text}")
    for out in found.excluded:
        click.echo(f"  left out: {out.opportunity_id} ({out.rule}): {out.text}")


def _print_card(card: Card) -> None:
    role = card.opportunity
    far = "" if card.distance_km is None else f", {miles(card.distance_km, card.approximate)}"
    click.echo(f"{card.rank:3d}. {role.title} - {role.organisation.name}{far} [{role.public_id}]")
    for block in card.strip.blocks[:3]:
        click.echo(f"       {block.text}")
    for reason in card.reasons:
        click.echo(f"     {'+' if reason.supports else '-'} {reason.text}")
