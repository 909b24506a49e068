"""Looking alerts up: by link, by owner; how many one may have."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage import signed_links
from brokerage.errors import NotFound
from brokerage.links import link
from brokerage.suggestions.alerts.models import Alert
from brokerage.volunteers.models import Volunteer

MOST = 5  # for one person or address
CONFIRM, MANAGE = "alert-confirm", "alert"
TO_CONFIRM = timedelta(days=7)  # then the address is forgotten
TO_MANAGE = timedelta(days=400)  # old messages must still lead to the way out
GONE = "This alert is stopped already. We send you nothing more from it."


def address_of(typed: str) -> str:
    """An address as it is compared and kept."""
    return typed.strip().lower()


def list_of_address(session: Session, address: str) -> Sequence[Alert]:
    """Of somebody without a record."""
    mine = Alert.volunteer_id.is_(None), Alert.address == address_of(address)
    return session.scalars(select(Alert).where(*mine).order_by(Alert.id)).all()


def list_of_volunteer(session: Session, volunteer: Volunteer) -> Sequence[Alert]:
    """Of a registered person."""
    mine = select(Alert).where(Alert.volunteer_id == volunteer.id)
    return session.scalars(mine.order_by(Alert.id)).all()


def get_of_volunteer(session: Session, volunteer: Volunteer, public_id: str) -> Alert:
    """One of theirs. Raises NotFound for anybody else's."""
    mine = Alert.volunteer_id == volunteer.id, Alert.public_id == public_id
    found = None if "\0" in public_id else session.scalar(select(Alert).where(*mine))
    if found is None:
        raise NotFound("We cannot find that person.")  # as for one whom the reader may not see
    return found


def get_by_link(session: Session, token: str, purpose: str = MANAGE) -> Alert:
    """The alert of a link in a message. Raises NotFound for a link that does not work."""
    lasts = TO_CONFIRM if purpose == CONFIRM else TO_MANAGE
    public_id = signed_links.read(purpose, token, lasts)
    found = session.scalar(select(Alert).where(Alert.public_id == public_id))
    if found is None:
        raise NotFound(GONE)
    return found


def token_of(alert: Alert) -> str:
    """The last part of the address of its page."""
    return signed_links.sign(MANAGE, alert.public_id)


def manage_link(alert: Alert) -> str:
    """Where its owner sees, changes and stops it, without signing in."""
    return link("alerts.show", token=token_of(alert))


def confirm_link(alert: Alert) -> str:
    """Where the owner of an address says that it is theirs."""
    return link("alerts.confirm", token=signed_links.sign(CONFIRM, alert.public_id))
