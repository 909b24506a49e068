"""`flask suggestions skills`: the skills that somebody's own words may mean."""

from __future__ import annotations

import click
from flask import current_app
from marshmallow import ValidationError

from brokerage.db import db
from brokerage.suggestions.cli import first_refused, suggestions
from brokerage.suggestions.skills import read_finder, suggest_skills
from brokerage.suggestions.skills_schemas import SkillsQuestionSchema


@suggestions.command("skills")
@click.argument("text")
@click.option("--limit", type=int, default=6, show_default=True, help="How many at most.")
def skills_command(text: str, limit: int) -> None:
    """Print the skills that somebody's own words may mean; the person says which."""
    if read_finder(current_app) is None:
        raise click.ClickException("Run `flask suggestions index` first: skills are found by it.")
    try:
        asked = SkillsQuestionSchema().load({"text": text, "limit": limit})
    except ValidationError as problem:
        raise first_refused(problem) from problem
    found = suggest_skills(db.session(), asked["text"], asked["limit"])
    for skill in found:
        such_as = f" (such as {skill.such_as})" if skill.such_as else ""
        click.echo(f"{skill.label}{such_as}  [{skill.slug}]")
    if not found:
        click.echo("No skill that we know comes near these words.")
