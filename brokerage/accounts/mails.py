"""The messages about signing in. Composed here for the views; sent by messages/."""

from __future__ import annotations

from flask import current_app
from sqlalchemy.orm import Session

from brokerage.accounts.challenges import Issued
from brokerage.accounts.finding import Meant, Way
from brokerage.accounts.models import Account
from brokerage.links import link
from brokerage.messages.service import Message, queue, rendered

PURPOSE = "signing_in"
NOWHERE = "nobody@example.invalid"


def send_way_in(session: Session, meant: Meant, issued: Issued) -> None:
    """Answer somebody who wants to sign in.

    Where nobody is meant the same message is made and written, and the writing undone: what
    takes as long for strangers as for people we know tells nobody who has an account.
    """
    if meant.way is Way.NOBODY:
        with session.begin_nested() as undone:
            _send_link(session, "", NOWHERE, issued)
            undone.rollback()
    elif meant.way is Way.LINK and meant.account and meant.address:
        _send_link(session, meant.account.name, meant.address, issued)
    elif meant.address:
        name = "sign_in_shared" if meant.way is Way.SHARED else "sign_in_by_password"
        page = link("accounts.by_password")
        fields = {} if meant.way is Way.SHARED else {"link": page}
        _send(session, name, "", meant.address, **fields)


def send_reset(session: Session, account: Account | None, issued: Issued) -> None:
    """A link to choose a new password; made and undone where there is no such account."""
    address_of = link("accounts.reset_password", token=issued.token)
    if account is not None and account.email:
        _send(
            session,
            "reset_password",
            account.name,
            account.email,
            name=account.name,
            link=address_of,
        )
        return
    with session.begin_nested() as undone:
        _send(session, "reset_password", "", NOWHERE, name="", link=address_of)
        undone.rollback()


def send_invitation(session: Session, account: Account, issued: Issued) -> None:
    """New staff choose their first password by link."""
    address_of = link("accounts.reset_password", token=issued.token)
    if account.email:
        _send(
            session,
            "staff_invitation",
            account.name,
            account.email,
            name=account.name,
            sign_in_name=account.sign_in_name,
            link=address_of,
        )


def send_address_code(session: Session, account: Account, address: str, issued: Issued) -> None:
    """Prove a new address before it counts."""
    _send(session, "prove_address", account.name, address, name=account.name, code=issued.code)


def send_address_changed(session: Session, account: Account, old: str) -> None:
    """Tell the old address, in case it was somebody else who changed it."""
    _send(session, "address_changed", account.name, old, name=account.name)


def _send_link(session: Session, name: str, address: str, issued: Issued) -> None:
    address_of = link("accounts.by_link", token=issued.token)
    _send(session, "sign_in", name, address, name=name, code=issued.code, link=address_of)


def _send(session: Session, template: str, to: str, address: str, **fields: str) -> None:
    made = rendered(template, **fields)
    queue(
        session,
        Message(
            channel="email",
            address=address,
            name=to or current_app.config["SERVICE_NAME"],
            purpose=PURPOSE,
            subject=made.subject,
            text=made.text,
            html=made.html,
        ),
    )
