"""`flask settings list`: every setting, what it means, and the value in force."""

from __future__ import annotations

import click
from flask import current_app

from brokerage.commands import Commands
from brokerage.settings import SETTINGS

settings = Commands("settings", help="What can be set, and how it is set.")


@settings.command("list")
def list_command() -> None:
    """Print every setting; secrets are not shown."""
    for setting in SETTINGS:
        value = "(hidden)" if setting.secret else repr(current_app.config[setting.name])
        note = ", required in production" if setting.required_in_production else ""
        click.echo(f"BROKERAGE_{setting.name} = {value}{note}\n    {setting.meaning}")
