"""`flask suggestions skills`: the skills that somebody's own words may mean."""

from __future__ import annotations

import click
from flask import current_app

from brokerage.db import db
from brokerage.suggestions.cli import suggestions
from brokerage.suggestions.options import named
from brokerage.suggestions.skills import read_finder, suggest_skills
from brokerage.suggestions.skills_schemas import SkillsQuestionSchema


@suggestions.command("skills")
@click.argument("text")
@click.option("--limit", type=int, default=6, show_default=True, help="How many at most.")
def skills_command(text: str, limit: int) -> None:
    """Print the skills that somebody's own words may mean; the person says which."""
    if read_finder(current_app) is None:
        raise click.ClickException("Run `flask suggestions index` first: skills are found by it.")
    with named():
        asked = SkillsQuestionSchema().load({"text": text, "limit": limit})
    found = suggest_skills(db.session(), asked["text"], asked["limit"])
    for skill in found:
        such_as = f" (such as {skill.such_as})" if skill.such_as else ""
        click.echo(f"{skill.label}{such_as}  [{skill.slug}]")
    if not found:
        click.echo("No skill that we know comes near these words.")
