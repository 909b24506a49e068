"""A centre leaves the service: its people go to another centre, or are made anonymous.

Whoever agreed that any centre may help them is transferred, with a notice to the new centre. The
others did not agree to be anybody else's: they are erased, and figures stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.accounts.models import Account, Hat
from brokerage.accounts.service import take_hat
from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.concerns.models import Concern, Hold
from brokerage.consents import has_consent
from brokerage.db import now
from brokerage.errors import Conflict
from brokerage.introductions.models import Introduction, Task
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.privacy.erasing import erase
from brokerage.privacy.models import Complaint, DataRequest
from brokerage.progress import Progressing
from brokerage.versions import note_change
from brokerage.volunteers.models import TransferState, Volunteer, VolunteerState, VolunteerTransfer
from brokerage.volunteers.notices import tell

FOLLOW = (Task, Complaint, DataRequest, Concern, Hold, Organisation, Opportunity)
"""What is still to be done, and who it is done for: the new centre's from now on."""


@dataclass(frozen=True)
class Left:
    """What came of it."""

    transferred: int
    erased: int
    staff: int


def leave(
    session: Session,
    centre: Centre,
    to: Centre,
    actor: Actor,
    today: date,
    progress: Progressing | None = None,
) -> Left:
    """Raises Conflict for the lead centre, for one that has left, and for no other centre.

    ``progress`` counts the people.
    """
    _check(centre, to)
    transferred = erased = 0
    people = session.scalars(_people(centre)).all()
    for volunteer in (progress or Progressing()).each(people):
        if has_consent(session, volunteer.id, "share_any_centre"):
            _transfer(session, volunteer, to, actor)
            transferred += 1
        else:
            erase(session, volunteer, actor)
            erased += 1
    for model in FOLLOW:
        mine = update(model).where(model.centre_id == centre.id)
        session.execute(mine.values(centre_id=to.id))
    for served in centre.districts:
        if served.valid_to is None or served.valid_to >= today:
            served.valid_to = today - timedelta(1)
    staff = _let_staff_go(session, centre)
    centre.left_on = today
    session.flush()
    audit.record(session, actor, "leave", "centre", centre.public_id)
    return Left(transferred, erased, staff)


def _check(centre: Centre, to: Centre) -> None:
    if centre.is_lead:
        raise Conflict("The lead centre cannot leave: make another centre the lead first.")
    if centre.left_on is not None:
        raise Conflict("This centre has left already.")
    if to.id == centre.id or to.left_on is not None:
        raise Conflict("Choose another centre that takes over.")


def _people(centre: Centre) -> Select[Volunteer]:
    here = Volunteer.state != VolunteerState.ANONYMISED, Volunteer.merged_into_id.is_(None)
    mine = select(Volunteer).where(Volunteer.centre_id == centre.id, *here)
    return mine.order_by(Volunteer.id)


def _transfer(session: Session, volunteer: Volunteer, to: Centre, actor: Actor) -> None:
    """Done at once: there will be nobody left to answer. Open introductions come along."""
    session.add(
        VolunteerTransfer(
            volunteer_id=volunteer.id,
            from_centre_id=volunteer.centre_id,
            to_centre_id=to.id,
            answering_centre_id=to.id,
            state=TransferState.DONE,
            reason="centre_leaves",
            asked_by=actor.name,
            answered_at=now(),
            answered_by=actor.name,
        )
    )
    volunteer.centre_id = to.id
    note_change(volunteer)
    still_open = Introduction.volunteer_id == volunteer.id, Introduction.closed_at.is_(None)
    session.execute(update(Introduction).where(*still_open).values(home_centre_id=to.id))
    session.flush()
    tell(session, to.id, volunteer, "transfer_done", actor)
    audit.record(
        session, actor, "change", "volunteer", volunteer.public_id, ("centre",), volunteer.version
    )


def _let_staff_go(session: Session, centre: Centre) -> int:
    """Their roles at this centre end, and so does every sign-in."""
    hats = session.scalars(select(Hat).where(Hat.centre_id == centre.id)).all()
    for hat in hats:
        take_hat(session, session.get_one(Account, hat.account_id), hat)
    return len(hats)
