"""`flask suggestions rank`: the ranking of the site, in a terminal."""

from __future__ import annotations

import click
from flask import current_app
from marshmallow import ValidationError

from brokerage.commands import Commands
from brokerage.db import db
from brokerage.errors import Invalid
from brokerage.opportunities.models import Attendance
from brokerage.opportunities.service import list_by_public_id
from brokerage.suggestions import service
from brokerage.suggestions.index import refresh_statistics
from brokerage.suggestions.jobs import prune
from brokerage.suggestions.queries import LISTS, from_mapping, read_within
from brokerage.suggestions.refusals import by_field, in_plain_words
from brokerage.suggestions.results import Card, Found, Strip
from brokerage.suggestions.schemas import FilterSchema, SuggestionsQuestionSchema
from brokerage.suggestions.words import when_lines
from brokerage.templating import miles, plural
from brokerage.weeks import local_today

MOST_TIMES = 3
OPTIONS = {"skills": "--skill", "interests": "--interest", "within_km": "--within"}

suggestions = Commands("suggestions", help="Ranking roles for a person.")


@suggestions.command("rank")
@click.option("--near", default="", help="A postcode, a place, or latitude,longitude.")
@click.option("--within", default="", help="How far: 10mi, 16km, 30min; a bare number means miles.")
@click.option("--travel-mode", default="", help="How the person travels: walk, cycle, bus or car.")
@click.option(
    "--within-minutes", type=int, default=None, help="How long the journey may take (estimate)."
)
@click.option("--skill", "skills", multiple=True, help="What the person offers; may be repeated.")
@click.option("--interest", "interests", multiple=True, help="A cause; may be repeated.")
@click.option("--when", multiple=True, help='"Tue 18:00-21:00", tue-evening, any, changes.')
@click.option("--remote", default="welcome", help="welcome, no or only.")
@click.option("--text", default="", help="What the person offers, in their own words.")
@click.option("--age", type=int, default=None, help="Leaves out roles with another age limit.")
@click.option("--needs", multiple=True, help="Access the person needs, such as step_free.")
@click.option(
    "--filter", "filters", multiple=True, help="name=value, such as kind=regular; may be repeated."
)
@click.option("--limit", type=int, default=20, show_default=True, help="How many to print.")
@click.option("--excluded", is_flag=True, help="Also say what was left out, and why.")
def rank_command(
    within: str, filters: tuple[str, ...], limit: int, excluded: bool, **said: object
) -> None:
    """Print the roles that suit a person best, with distance and reasons."""
    question = {name: value for name, value in said.items() if value not in ("", (), None)}
    question = {n: list(v) if isinstance(v, tuple) else v for n, v in question.items()}
    try:
        if within:
            question |= read_within(within)
        asked = {**question, "filters": _filters(filters), "limit": limit}
        data = SuggestionsQuestionSchema().load(asked)
        found = service.search(
            db.session(), from_mapping(data), local_today(), explain_excluded=excluded
        )
    except Invalid as problem:
        option = _option(problem.field or "near")
        raise click.BadParameter(_with_suggestions(problem), param_hint=option) from problem
    except ValidationError as problem:
        raise first_refused(problem) from problem
    _print(found)


def _filters(texts: tuple[str, ...]) -> dict[str, str | list[str]]:
    """From name=value; several values of one name are alternatives, as on the page."""
    found: dict[str, list[str]] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not (equals and name.strip() and value.strip()):
            raise Invalid(f"“{text[:40]}” is not name=value, such as kind=regular.", "filter")
        found.setdefault(name.strip(), []).append(value.strip())
    return {name: values if name in LISTS else values[-1] for name, values in found.items()}


def first_refused(problem: ValidationError) -> click.BadParameter:
    inner = problem.messages_dict.get("filters")
    fields = by_field(ValidationError(inner) if inner else problem)
    name, texts = next(iter(fields.items()))
    option = f"--filter {name}" if inner else _option(name)
    return click.BadParameter(" ".join(in_plain_words(name, texts, "It")), param_hint=option)


def _option(field: str) -> str:
    """The option that a field is asked with."""
    if field in OPTIONS:
        return OPTIONS[field]
    asked = {param.name for param in rank_command.params}
    known = field in asked or field not in FilterSchema._declared_fields
    return f"--{field.replace('_', '-')}" if known else f"--filter {field}"


def _with_suggestions(problem: Invalid) -> str:
    if not problem.suggestions:
        return problem.message
    return f"{problem.message} Did you mean {' or '.join(problem.suggestions)}?"


@suggestions.command("index")
def index_command() -> None:
    """Count anew what is common and what is rare among live roles, for the ranking to use.

    Run it every night: it also deletes counts of showings that no fair turn looks at any more.
    """
    count = refresh_statistics(current_app._get_current_object())  # type: ignore[attr-defined]
    prune(local_today())
    click.echo(f"The statistics now come from {plural(count, 'live role')}.")


def _print(found: Found) -> None:
    where = f" near {found.located.label}" if found.located else ""
    click.echo(f"{plural(found.total, 'role')}{where}")
    for card in found.cards:
        _print_card(card)
    for change in found.nearly:
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
