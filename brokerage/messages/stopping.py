"""The way to stop messages of a purpose: a signed link that works without signing in."""

from __future__ import annotations

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.consents import record_consent
from brokerage.errors import NotFound
from brokerage.links import link
from brokerage.messages.models import OutboxMessage
from brokerage.messages.reading import get_message


def stop_link(public_id: str) -> str:
    """Where the recipient of a message stops others like it (RFC 8058: a mail program may post
    there without asking)."""
    return link("messages.stop", token=_signer().dumps(public_id))


def message_of(session: Session, token: str) -> OutboxMessage:
    """The message a link came with. Raises NotFound for a link that is not ours."""
    try:
        public_id = str(_signer().loads(token))
    except BadSignature:
        raise NotFound("Part of this link is missing. Open it from the message again.") from None
    return get_message(session, public_id)


def stop(session: Session, message: OutboxMessage, actor: Actor) -> None:
    """Withdraw the consent that a message rests on; what is queued is held from now on."""
    if message.volunteer_id is not None:
        record_consent(session, message.volunteer_id, message.purpose, False, actor)


STOPPED = {
    "news": "news from your volunteer centre",
    "digests": "new roles that may suit you",
    "evaluation_contact": "questions about how volunteering went",
    "reminders": "reminders before a session",
    "introductions": "messages about roles for you",
    "share_any_centre": "messages from other volunteer centres",
}


def stopped_words(message: OutboxMessage) -> str:
    """What stops, in the recipient's words."""
    return STOPPED[message.purpose]


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="stop messages")
