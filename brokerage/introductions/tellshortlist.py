"""A shortlist sent to somebody: as a letter, or by e-mail."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from brokerage.centres.models import Centre
from brokerage.errors import Invalid
from brokerage.messages.models import OutboxMessage
from brokerage.messages.rendering import rendered
from brokerage.messages.service import Message, queue
from brokerage.suggestions.results import Card
from brokerage.suggestions.words import when_lines
from brokerage.volunteers.models import Volunteer

WHEN = 2  # lines of a role's times


def queue_shortlist(
    session: Session, volunteer: Volunteer, cards: Sequence[Card], way: str
) -> OutboxMessage:
    """Write it to the outbox. Raises Invalid for somebody who cannot be written to in this way."""
    address = {"letter": volunteer.address, "email": volunteer.email}.get(way)
    if not address:
        raise Invalid("We have no such address. Print the list, or ring instead.", "way")
    if not cards:
        raise Invalid("There is no role to write about.", "way")
    centre = session.get_one(Centre, volunteer.centre_id)
    made = rendered(
        "shortlist",
        name=volunteer.first_name,
        roles=[_in_a_line(card) for card in cards],
        centre=centre.name,
        phone=centre.phone,
    )
    message = Message(
        channel=way,
        address=address,
        name=f"{volunteer.first_name} {volunteer.last_name}".strip(),
        purpose="introductions",
        subject=made.subject,
        text=made.text,
        html=made.html if way == "email" else None,
        about=("volunteer", volunteer.public_id),
        volunteer_id=volunteer.id,
        centre_id=volunteer.centre_id,
    )
    return queue(session, message)


def _in_a_line(card: Card) -> str:
    role = card.opportunity
    when = "; ".join(when_lines(card.strip, role)[:WHEN])
    where = card.place.name or card.place.postcode if card.place else ""
    parts = [f"{role.title}, for {role.organisation.name}", when, where or ""]
    parts += [reason.text for reason in card.reasons_for[:2]]
    return ". ".join(part for part in parts if part)
