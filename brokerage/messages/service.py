"""Writing messages to the outbox. Knows nothing of what they are about; never commits."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from brokerage.consents import PURPOSES
from brokerage.db import db, new_public_id, now
from brokerage.errors import Invalid
from brokerage.jobs.service import wake
from brokerage.messages.agreeing import ALERT
from brokerage.messages.agreeing import may_send as may_send
from brokerage.messages.composing import name_and_address
from brokerage.messages.jobs import deliver_messages
from brokerage.messages.models import Channel, MessageState, OutboxMessage
from brokerage.messages.reading import get_message as get_message
from brokerage.messages.reading import list_about as list_about
from brokerage.messages.rendering import rendered as rendered

_EMAIL = re.compile(r"[^@\s<>\",;:]+@[^@\s<>\",;:]+")
_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{5,18}[0-9]")


@dataclass(frozen=True, kw_only=True)
class Message:
    """What a slice asks for. ``key`` names the occasion: asked for twice, it is sent once.

    ``volunteer_id`` with a purpose of brokerage/consents.py: whose consent is asked again at
    sending, also where the message about them goes to somebody else. What is not
    ``transactional`` carries a way to stop it, so its purpose must be one of those.
    """

    channel: str
    address: str  # e-mail address, phone number, or the lines of a postal address
    name: str
    purpose: str
    subject: str
    text: str
    html: str | None = None  # made from the text where none is given
    about: tuple[str, str] | None = None  # kind and public id
    volunteer_id: int | None = None
    centre_id: int | None = None  # who prints a letter; a volunteer's own centre if not said
    reply_to: str | None = None
    key: str | None = None
    transactional: bool = True


def queue(session: Session, message: Message) -> OutboxMessage:
    """Write a message to the outbox in the caller's transaction; it goes out after the commit.

    The same ``key`` again gives the message already there. Raises Invalid for an address that its
    channel cannot use.
    """
    _check(message)
    key = message.key or new_public_id()
    found = session.scalar(select(OutboxMessage).where(OutboxMessage.key == key))
    if found is not None:
        return found
    row = _row(session, message, key)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # another transaction wrote the same key a moment ago
        return session.scalars(select(OutboxMessage).where(OutboxMessage.key == key)).one()
    if row.channel != Channel.LETTER:
        wake(session, deliver_messages)
    return row


def _check(message: Message) -> None:
    if not message.transactional and not _can_be_stopped(message):
        raise ValueError(
            "what is not transactional needs a purpose of consents, and a volunteer or an alert"
        )
    if message.channel == Channel.EMAIL and not _EMAIL.fullmatch(message.address):
        raise Invalid("This is not an e-mail address.", "address")
    if message.channel == Channel.TEXT and not _PHONE.fullmatch(message.address.strip()):
        raise Invalid("This is not a telephone number.", "address")
    if message.channel == Channel.LETTER and not message.address.strip():
        raise Invalid("A letter needs an address.", "address")
    Channel(message.channel)


def _can_be_stopped(message: Message) -> bool:
    owner = message.volunteer_id is not None or (message.about or ("",))[0] == ALERT
    return owner and message.purpose in PURPOSES


def _row(session: Session, message: Message, key: str) -> OutboxMessage:
    public_id = new_public_id()
    kind, about = message.about or (None, None)
    return OutboxMessage(
        public_id=public_id,
        key=key,
        channel=Channel(message.channel),
        address=_clean(message.address).strip(),
        name=_one_line(message.name)[:200],
        reply_to=message.reply_to,
        purpose=message.purpose,
        transactional=message.transactional,
        subject=_one_line(message.subject)[:300],
        text=_clean(message.text),
        html=message.html and _clean(message.html),
        about_kind=kind,
        about_id=about,
        volunteer_id=message.volunteer_id,
        centre_id=message.centre_id or _own_centre(session, message.volunteer_id),
        internet_id=f"<{public_id}@{_domain()}>",
        due_at=now(),
    )


def _own_centre(session: Session, volunteer_id: int | None) -> int | None:
    """By table, not by model: volunteers stand above messages."""
    people = db.metadata.tables["volunteers"]
    return session.scalar(select(people.c.centre_id).where(people.c.id == volunteer_id))


def _domain() -> str:
    """The right-hand side of Message-IDs: that of the address mail comes from."""
    return name_and_address(current_app.config["MAIL_FROM"])[1].rpartition("@")[2]


def _clean(text: str) -> str:
    """Without what neither PostgreSQL nor a mail server takes."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()


def _one_line(text: str) -> str:
    return " ".join(_clean(text).split())


def cancel(session: Session, about: tuple[str, str]) -> int:
    """Stop what is still queued about a record; what is being sent is not stopped. How many."""
    found = session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.about_kind == about[0], OutboxMessage.about_id == about[1])
        .where(OutboxMessage.state == MessageState.QUEUED)
        .values(state=MessageState.CANCELLED, ended_at=now())
        .returning(OutboxMessage.id)
    )
    return len(found.all())
