"""Moving a person from one centre to another: asked by one, answered by the other, reversible.

A person belongs to exactly one centre at any moment (``centre_at``), so what they give counts once.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.db import now
from brokerage.errors import Conflict, Invalid, NotFound
from brokerage.versions import note_change
from brokerage.volunteers.models import TransferState, Volunteer, VolunteerTransfer
from brokerage.volunteers.notices import tell
from brokerage.volunteers.sharing import end_taking

REASONS = {
    "moved_house": "They moved house",
    "asked": "They asked for it",
    "better_served": "The other centre can serve them better",
    "centre_leaves": "The centre leaves the service",
}


def ask_transfer(
    session: Session, volunteer: Volunteer, to_centre_id: int, reason: str, actor: Actor
) -> VolunteerTransfer:
    """Ask for a move. Whichever of the two centres did not ask is the one to answer.

    Raises Invalid, naming the field, and Conflict where one is asked for already.
    """
    if reason not in REASONS:
        raise Invalid("Say why they should move.", "reason")
    session.refresh(volunteer, with_for_update=True)
    if to_centre_id == volunteer.centre_id:
        raise Invalid("They belong to this centre already.", "to_centre")
    if _open(session, volunteer) is not None:
        raise Conflict("A transfer of this person is asked for already.")
    asked_by_home = volunteer.centre_id in actor.centre_ids
    transfer = VolunteerTransfer(
        volunteer_id=volunteer.id,
        from_centre_id=volunteer.centre_id,
        to_centre_id=to_centre_id,
        answering_centre_id=to_centre_id if asked_by_home else volunteer.centre_id,
        reason=reason,
        asked_by=actor.name,
    )
    session.add(transfer)
    session.flush()
    tell(session, transfer.answering_centre_id, volunteer, "transfer_asked", actor)
    audit.record(session, actor, "ask", "transfer", transfer.public_id)
    return transfer


def answer_transfer(
    session: Session, transfer: VolunteerTransfer, agrees: bool, actor: Actor
) -> None:
    """The other centre's yes or no. Raises NotFound for a centre that was not asked."""
    volunteer = _locked(session, transfer)
    _check_state(transfer, TransferState.ASKED)
    if transfer.answering_centre_id not in actor.centre_ids:
        raise NotFound("We cannot find that transfer.")
    transfer.state = TransferState.DONE if agrees else TransferState.DECLINED
    transfer.answered_at, transfer.answered_by = now(), actor.name
    if agrees:
        _move(session, volunteer, transfer.to_centre_id, actor)
    _tell_the_others(session, transfer, volunteer, actor, "done" if agrees else "declined")


def take_back(session: Session, transfer: VolunteerTransfer, actor: Actor) -> None:
    """Whoever asked does not want it any more. Raises Conflict once it was answered."""
    _locked(session, transfer)
    _check_state(transfer, TransferState.ASKED)
    transfer.state = TransferState.TAKEN_BACK
    transfer.answered_at, transfer.answered_by = now(), actor.name
    session.flush()
    audit.record(session, actor, "take_back", "transfer", transfer.public_id)


def reverse_transfer(session: Session, transfer: VolunteerTransfer, actor: Actor) -> None:
    """Bring the person back. Raises Conflict where they have moved on since."""
    volunteer = _locked(session, transfer)
    _check_state(transfer, TransferState.DONE)
    if volunteer.centre_id != transfer.to_centre_id:
        raise Conflict("They have moved on since: ask for a transfer instead.")
    transfer.state = TransferState.REVERSED
    transfer.reversed_at, transfer.reversed_by = now(), actor.name
    _move(session, volunteer, transfer.from_centre_id, actor)
    _tell_the_others(session, transfer, volunteer, actor, "reversed")


def centre_at(session: Session, volunteer: Volunteer, moment: datetime) -> int:
    """The one centre a person belonged to at a moment: what happened then is that centre's."""
    query = select(VolunteerTransfer).where(
        VolunteerTransfer.volunteer_id == volunteer.id,
        VolunteerTransfer.state.in_((TransferState.DONE, TransferState.REVERSED)),
    )
    moves: list[tuple[datetime, int, int]] = []
    for transfer in session.scalars(query):
        from_id, to_id = transfer.from_centre_id, transfer.to_centre_id
        if transfer.answered_at:
            moves.append((transfer.answered_at, from_id, to_id))
        if transfer.reversed_at:
            moves.append((transfer.reversed_at, to_id, from_id))
    later = [move for move in sorted(moves) if move[0] > moment]
    return later[0][1] if later else volunteer.centre_id


def _open(session: Session, volunteer: Volunteer) -> VolunteerTransfer | None:
    query = select(VolunteerTransfer).where(
        VolunteerTransfer.volunteer_id == volunteer.id,
        VolunteerTransfer.state == TransferState.ASKED,
    )
    return session.scalar(query)


def _locked(session: Session, transfer: VolunteerTransfer) -> Volunteer:
    volunteer = session.get_one(Volunteer, transfer.volunteer_id)
    session.refresh(volunteer, with_for_update=True)
    session.refresh(transfer)
    return volunteer


def _check_state(transfer: VolunteerTransfer, wanted: TransferState) -> None:
    if transfer.state != wanted:
        raise Conflict("This transfer was answered or taken back already.")


def _move(session: Session, volunteer: Volunteer, centre_id: int, actor: Actor) -> None:
    volunteer.centre_id = centre_id
    note_change(volunteer)
    end_taking(session, volunteer, centre_id, actor)
    session.flush()
    audit.record(
        session, actor, "change", "volunteer", volunteer.public_id, ("centre",), volunteer.version
    )


def _tell_the_others(
    session: Session, transfer: VolunteerTransfer, volunteer: Volunteer, actor: Actor, what: str
) -> None:
    session.flush()
    for centre_id in {transfer.from_centre_id, transfer.to_centre_id} - actor.centre_ids:
        tell(session, centre_id, volunteer, f"transfer_{what}", actor)
    audit.record(session, actor, what, "transfer", transfer.public_id)
