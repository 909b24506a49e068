"""`flask messages`: trying the way out, seeing what is stuck, sending again."""

from __future__ import annotations

import click

from brokerage.commands import Commands
from brokerage.db import db, now, unit_of_work
from brokerage.messages.models import STANDS, MessageState
from brokerage.messages.reading import (
    ENDED_BADLY,
    count_by_state,
    get_message,
    list_ended_badly,
)
from brokerage.messages.rendering import fields_of, rendered
from brokerage.messages.sending import send_again
from brokerage.messages.service import Message, queue
from brokerage.templating import local_time

messages = Commands("messages", help="E-mail, texts and letters on their way out.")


@messages.command("list")
@click.option("--state", type=click.Choice([s.value for s in MessageState]), help="One alone.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1))
def list_command(state: str | None, limit: int) -> None:
    """How many messages stand where, and the newest that ended badly. Names nobody."""
    session = db.session()
    for found, count in count_by_state(session):
        click.echo(f"{count:6d} {STANDS[found]} ({found})")
    wanted = [MessageState(state)] if state else ENDED_BADLY
    for one in list_ended_badly(session, limit, wanted):
        when = local_time(one.ended_at or one.queued_at)
        click.echo(f"{one.public_id}  {one.channel}  {one.state}  {when}  {one.problem}".rstrip())


@messages.command("again")
@click.argument("public_id")
def again_command(public_id: str) -> None:
    """Send a message again that failed or is in doubt, under the same Message-ID."""
    with unit_of_work() as session:
        send_again(session, get_message(session, public_id), now())
    click.echo("It is queued again.")


@messages.command("try")
@click.argument("address")
@click.option("--text", is_flag=True, help="ADDRESS is a telephone number.")
def try_command(address: str, text: bool) -> None:
    """Queue a message to ADDRESS that says it is a trial, to see whether the settings work."""
    made = rendered("texts/trial" if text else "trial")
    with unit_of_work() as session:
        message = queue(
            session,
            Message(
                channel="text" if text else "email",
                address=address,
                name="",
                purpose="trial",
                subject=made.subject,
                text=made.text,
                html=made.html,
            ),
        )
        public_id = message.public_id
    click.echo(f"Queued as {public_id}. The job worker sends it; by hand: ", nl=False)
    click.echo("flask --app wsgi jobs now messages.deliver")


@messages.command("preview")
@click.argument("template")
def preview_command(template: str) -> None:
    """Print the message TEMPLATE with its own examples."""
    made = rendered(template, **fields_of(template))
    click.echo(f"Subject: {made.subject}\n\n{made.text}", nl=False)
