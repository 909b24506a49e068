"""Command groups: a problem ends in one sentence and exit code 1, never in a traceback."""

from __future__ import annotations

from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy.exc import DBAPIError

from brokerage.errors import BrokerageError


class Commands(AppGroup):
    """Flask's group, with the application's own errors told to whoever typed the command."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BrokerageError as problem:
            raise click.ClickException(in_one_sentence(problem)) from problem
        except BrokenPipeError:  # whoever read has read enough, such as `head`: click ends quietly
            raise
        except OSError as problem:
            raise click.ClickException(f"{problem.filename}: {problem.strerror}.") from problem
        except DBAPIError as problem:
            raise click.ClickException(
                f"The database cannot be used ({problem.orig}). "
                "Is it running, and has `flask database migrate` been run?"
            ) from problem


def in_one_sentence(problem: BrokerageError) -> str:
    """The message, and what would have been understood instead."""
    if not problem.suggestions:
        return problem.message
    return f"{problem.message} Perhaps: {', '.join(problem.suggestions)}."
