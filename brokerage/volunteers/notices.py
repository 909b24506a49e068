"""What a centre is told about one of its people, until somebody there has seen it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.db import now
from brokerage.errors import NotFound
from brokerage.volunteers.models import CentreNotice, Volunteer

KINDS = {
    "taken_on": "Another centre took this person on",
    "let_go": "The other centre no longer looks after this person",
    "transfer_asked": "A transfer is asked for",
    "transfer_done": "The transfer is done",
    "transfer_declined": "The transfer was declined",
    "transfer_reversed": "The transfer was reversed",
    "reference_given": "A referee has answered",
    "guardian_answered": "A guardian has answered",
}


def tell(
    session: Session, centre_id: int, volunteer: Volunteer, kind: str, actor: Actor
) -> CentreNotice:
    """Leave a notice for a centre."""
    notice = CentreNotice(
        centre_id=centre_id, volunteer_id=volunteer.id, kind=kind, noted_by=actor.name
    )
    session.add(notice)
    session.flush()
    return notice


def list_unseen(session: Session, centre_ids: Collection[int]) -> Sequence[CentreNotice]:
    """What nobody at these centres has seen, oldest first."""
    query = select(CentreNotice).where(
        CentreNotice.centre_id.in_(centre_ids), CentreNotice.seen_at.is_(None)
    )
    return session.scalars(query.order_by(CentreNotice.id)).all()


def mark_seen(session: Session, public_id: str, actor: Actor) -> None:
    """Somebody of the centre saw it. Raises NotFound for a notice that is not for them."""
    query = select(CentreNotice).where(
        CentreNotice.public_id == public_id, CentreNotice.centre_id.in_(actor.centre_ids)
    )
    notice = session.scalar(query)
    if notice is None:
        raise NotFound("We cannot find that notice.")
    if notice.seen_at is None:
        notice.seen_at, notice.seen_by = now(), actor.name
        session.flush()
