"""What an alert says: every message of it is written here, and goes through the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from brokerage.centres.models import Centre
from brokerage.centres.service import find_lead
from brokerage.links import link
from brokerage.messages.models import OutboxMessage
from brokerage.messages.rendering import rendered
from brokerage.messages.service import Message, queue
from brokerage.suggestions.alerts.models import Alert, HowOften, Kind
from brokerage.suggestions.alerts.owning import confirm_link, manage_link
from brokerage.suggestions.alerts.roles import role_told
from brokerage.suggestions.alerts.saved import answers_in
from brokerage.suggestions.alerts.ways import Way, way_of
from brokerage.suggestions.alerts.wishes import how_often_in_words
from brokerage.suggestions.results import Card
from brokerage.volunteers.models import Volunteer

PURPOSE, OURS = "digests", "alert"  # with consent; about the alert itself
DIGESTS = {
    HowOften.DAILY: "alert_daily",
    HowOften.WEEKLY: "alert_weekly",
    HowOften.FITS: "alert_fits",
}


def queue_confirm(session: Session, alert: Alert) -> OutboxMessage:
    """Is this address yours, and do you want this?"""
    often = how_often_in_words(alert.how_often, alert.weekday)
    said = {"search": alert.words, "often": often, "address": confirm_link(alert)}
    return _queue(session, alert, Way("email", alert.address), "alert_confirm", said)


def queue_already(session: Session, address: str, alerts: Sequence[Alert]) -> OutboxMessage:
    """Somebody asked for an alert that the address has, or for one too many."""
    said = {"alerts": [{"search": one.words, "address": manage_link(one)} for one in alerts]}
    return _queue(session, alerts[0], Way("email", address), "alert_already", said)


def queue_go_on(session: Session, alert: Alert, way: Way, volunteer: Volunteer | None) -> None:
    """Nothing has come up for a long time: shall we go on?"""
    said = {"name": way.first_name, "search": alert.words, "address": manage_link(alert)}
    _queue(session, alert, way, "alert_go_on", said, volunteer, PURPOSE)


def queue_paused(session: Session, alert: Alert, way: Way, volunteer: Volunteer | None) -> None:
    """Nobody answered, so we have paused it."""
    said = {"name": way.first_name, "search": alert.words, "address": manage_link(alert)}
    _queue(session, alert, way, "alert_paused", said, volunteer)


def queue_stopped(session: Session, alert: Alert, volunteer: Volunteer) -> None:
    """A broker stopped it for somebody: said where they can read it."""
    way = way_of(alert, volunteer)
    if way is not None and way.channel == "email":
        centre = session.get_one(Centre, volunteer.centre_id)
        said = {"name": way.first_name, "search": alert.words}
        said |= {"centre": centre.name, "phone": centre.phone}
        _queue(session, alert, way, "alert_stopped", said, volunteer)


def queue_digest(
    session: Session,
    alert: Alert,
    way: Way,
    volunteer: Volunteer | None,
    cards: Sequence[Card],
    more: int,
    made_for: str,
) -> OutboxMessage:
    """The new roles. ``made_for`` names alert and period: asked for twice, it is sent once."""
    said: dict[str, Any] = {"name": way.first_name, "search": alert.words}
    said |= {"roles": [role_told(card) for card in cards], "more": more}
    template = DIGESTS[HowOften(alert.how_often)]
    if way.channel == "text":
        template, said = "texts/new_roles", {"count": len(cards) + more, "address": _page(alert)}
    elif way.channel == "letter":
        template = "letters/new_roles"
        said |= _centre(session, volunteer)
    else:
        said |= {"every": _every(alert), "manage": manage_link(alert)}
    return _queue(session, alert, way, template, said, volunteer, PURPOSE, made_for)


def _page(alert: Alert) -> str:
    """Short enough for a text message: from there it is one tap to the roles."""
    return manage_link(alert)


def _every(alert: Alert) -> str:
    """The list as the site shows it, whole."""
    if alert.kind == Kind.RECORD:
        return link("my.roles")
    return link("suggestions.results", **answers_in(alert.query).lists, since="7")


def _centre(session: Session, volunteer: Volunteer | None) -> dict[str, str]:
    centre = session.get(Centre, volunteer.centre_id) if volunteer else find_lead(session)
    return {"centre": centre.name if centre else "", "phone": centre.phone if centre else ""}


def _queue(
    session: Session,
    alert: Alert,
    way: Way,
    template: str,
    said: dict[str, Any],
    volunteer: Volunteer | None = None,
    purpose: str = OURS,
    key: str | None = None,
) -> OutboxMessage:
    made = rendered(template, **said)
    message = Message(
        channel=way.channel,
        address=way.address,
        name=way.name,
        purpose=purpose,
        subject=made.subject,
        text=made.text,
        html=made.html if way.channel == "email" else None,
        about=("alert", alert.public_id),
        volunteer_id=volunteer.id if volunteer else None,
        key=key,
        transactional=purpose == OURS,
    )
    return queue(session, message)
