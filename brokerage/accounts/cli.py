"""`flask accounts ...`: the first accounts, and help for whoever is locked out."""

from __future__ import annotations

import click
from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from brokerage.accounts import second_factor
from brokerage.accounts.challenges import issue
from brokerage.accounts.finding import find_by_name
from brokerage.accounts.hats import roles_held
from brokerage.accounts.models import Account
from brokerage.accounts.opening import AT_A_CENTRE, open_staff, staff_exist
from brokerage.accounts.service import STAFF, end_sign_ins
from brokerage.actors import Actor, Role
from brokerage.audit import record
from brokerage.centres.opening_first import open_lead
from brokerage.centres.service import find_lead, get_centre
from brokerage.commands import Commands
from brokerage.db import db, unit_of_work
from brokerage.errors import Conflict, NotFound
from brokerage.geography.gazetteer import load_gazetteer
from brokerage.geography.models import District
from brokerage.links import link
from brokerage.weeks import local_today

COMMAND = Actor("job:accounts", "job")

accounts_commands = Commands("accounts", help="People who sign in.")


@accounts_commands.command("set-up")
@click.option("--centre", prompt="Name of the lead volunteer centre")
@click.option("--district", prompt="The district it is in")
@click.option("--address", prompt="Its address")
@click.option("--phone", prompt="Its telephone number")
@click.option("--name", prompt="Name of its manager")
@click.option("--email", prompt="The manager's e-mail address")
def set_up_command(
    centre: str, district: str, address: str, phone: str, name: str, email: str
) -> None:
    """Make the lead centre and its manager; only while nobody of staff has an account."""
    with unit_of_work() as session:
        if staff_exist(session):
            raise Conflict("The service is set up already; see flask accounts create-staff.")
        load_gazetteer(session)
        lead = find_lead(session)
        if lead is None:
            code = _district(session, district)
            lead = open_lead(session, centre, code, local_today(), address=address, phone=phone)
        address_of = _open(session, email, name, Role.MANAGER, lead.id)
    _tell(name, address_of)


@accounts_commands.command("create-staff")
@click.argument("name")
@click.option("--email", required=True, help="Work e-mail address; also the name to sign in with.")
@click.option("--role", required=True, type=click.Choice(sorted(role.value for role in STAFF)))
@click.option("--centre", default="", help="The centre's name in addresses, such as ashford.")
def create_staff_command(name: str, email: str, role: str, centre: str) -> None:
    """Open an account for NAME and print a link to choose a password."""
    with unit_of_work() as session:
        centre_id = get_centre(session, centre).id if centre else None
        if centre_id is None and Role(role) in AT_A_CENTRE:
            raise click.UsageError(f"A {role} needs --centre.")
        address_of = _open(session, email, name, Role(role), centre_id)
    _tell(name, address_of)


@accounts_commands.command("list")
def list_command() -> None:
    """Print the accounts of staff and what each may do."""
    session = db.session()
    for account in session.scalars(select(Account).order_by(Account.sign_in_name)):
        held = roles_held(session, account)
        if any(one.hat.role in STAFF for one in held):
            step = "" if account.tf_totp_secret else " (no second step yet)"
            words = "; ".join(one.words for one in held)
            click.echo(f"{account.sign_in_name}: {account.name}, {words}{step}")


@accounts_commands.command("end-sign-ins")
@click.argument("sign_in_name")
def end_sign_ins_command(sign_in_name: str) -> None:
    """Sign somebody out everywhere, at once."""
    with unit_of_work() as session:
        account = _named(session, sign_in_name)
        end_sign_ins(session, account)
        record(session, COMMAND, "account.signed_out", "account", account.public_id)
    click.echo("Every browser is signed out.")


@accounts_commands.command("reset-second-step")
@click.argument("sign_in_name")
def reset_second_step_command(sign_in_name: str) -> None:
    """Let somebody who lost telephone and recovery codes set up a new one."""
    with unit_of_work() as session:
        account = _named(session, sign_in_name)
        second_factor.reset(session, account)
        record(session, COMMAND, "account.second_step_reset", "account", account.public_id)
    click.echo("At the next sign-in an app is set up again.")


@accounts_commands.command("reset-password")
@click.argument("sign_in_name")
def reset_password_command(sign_in_name: str) -> None:
    """Print a link to choose a new password, for where no e-mail arrives."""
    with unit_of_work() as session:
        account = _named(session, sign_in_name)
        issued = issue(session, "invitation", account)
        record(session, COMMAND, "account.reset_printed", "account", account.public_id)
        name = account.name
    _tell(name, link("accounts.reset_password", token=issued.token))


def _open(session: Session, email: str, name: str, role: Role, centre_id: int | None) -> str:
    account = open_staff(session, email, name, role, centre_id, email=email)
    record(session, COMMAND, "account.opened", "account", account.public_id)
    return link("accounts.reset_password", token=issue(session, "invitation", account).token)


def _district(session: Session, name: str) -> str:
    found = session.scalar(select(District).where(func.lower(District.name) == name.lower()))
    if found is None:
        raise NotFound(f"There is no district “{name}”; flask geography find knows them.")
    return found.code


def _tell(name: str, address: str) -> None:
    click.echo(f"{name} chooses a password here (once, within 7 days):\n{address}")
    if not current_app.config["PUBLIC_URL"]:
        click.echo(
            "BROKERAGE_PUBLIC_URL is not set: put the service's own address before /account."
        )


def _named(session: Session, sign_in_name: str) -> Account:
    found = find_by_name(session, sign_in_name)
    if found is None:
        raise NotFound(f"Nobody signs in as “{sign_in_name}”.")
    return found
