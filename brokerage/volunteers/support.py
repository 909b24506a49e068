"""Details of the support somebody needs: in a table of its own, and every reading written down.

Practical access needs (step-free, a bus route) are not here: they are terms, open to the desk.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.errors import Invalid
from brokerage.volunteers.models import SupportDetail, Volunteer

LONGEST = 2000


def write_support(session: Session, actor: Actor, volunteer: Volunteer, text: str) -> SupportDetail:
    """Put down what somebody asks us to know; it takes the place of what stood there before.

    Raises Invalid, naming the field.
    """
    said = text.strip()
    if len(said) > LONGEST:
        raise Invalid(f"Write at most {LONGEST:,} characters.", "support")
    for old in _all(session, volunteer):
        session.delete(old)
    detail = SupportDetail(volunteer_id=volunteer.id, text=said, recorded_by=actor.name)
    session.add(detail)
    session.flush()
    audit.record(session, actor, "change", "support", volunteer.public_id, ("text",))
    return detail


def read_support(session: Session, actor: Actor, volunteer: Volunteer) -> str:
    """What stands there, or an empty text; that the actor read it is written down."""
    audit.record(session, actor, "read", "support", volunteer.public_id, ("text",))
    # Two merged records may each have one: both are shown.
    return "\n\n".join(detail.text for detail in _all(session, volunteer) if detail.text)


def has_support(session: Session, volunteer: Volunteer) -> bool:
    """Whether there is something to open; asking this reads nothing."""
    query = select(SupportDetail.id).where(
        SupportDetail.volunteer_id == volunteer.id, SupportDetail.text != ""
    )
    return session.scalar(query.limit(1)) is not None


def _all(session: Session, volunteer: Volunteer) -> list[SupportDetail]:
    query = select(SupportDetail).where(SupportDetail.volunteer_id == volunteer.id)
    return list(session.scalars(query.order_by(SupportDetail.id)))
