"""Taking a person out of everything, so that figures stay as they were.

The tables and what becomes of each are in tables.py; the audit trail keeps ids only.
"""

from __future__ import annotations

from flask import current_app
from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.accounts.models import Account, Challenge, Hat, SignIn
from brokerage.actors import Actor
from brokerage.evaluation.releases.erasing import note_erasure
from brokerage.evaluation.releases.jobs import tidy_releases
from brokerage.introductions.models import Introduction
from brokerage.introductions.service import end as end_placement
from brokerage.introductions.service import withdraw_all
from brokerage.introductions.states import State
from brokerage.jobs.service import wake
from brokerage.messages.models import MessageState, OutboxMessage
from brokerage.privacy import erased
from brokerage.privacy.drafts import forget_drafts_of
from brokerage.privacy.requests import end_open
from brokerage.privacy.rows import addresses_of, conditions, ids_of
from brokerage.privacy.tables import FATES
from brokerage.volunteers.models import Volunteer, VolunteerState
from brokerage.volunteers.service import move

# An organisation that knows somebody's name is told that they are not coming: once it has gone,
# the nightly job empties that message too.
STILL_GOES = "introduction_stopped"
ON_ITS_WAY = (MessageState.QUEUED, MessageState.SENDING)


def erase(
    session: Session, volunteer: Volunteer, actor: Actor, reason: str = "asked_to_be_removed"
) -> None:
    """Erase somebody. Their introductions end first, and the organisations are told.

    Raises Conflict for somebody who was erased already.
    """
    ids = ids_of(session, volunteer)
    addresses = addresses_of(session, ids)
    forget_drafts_of(session, ids)  # while the record still says by what to find them
    volunteer.preferred_channel = "none"  # what is done now is not news to them
    withdraw_all(session, volunteer, actor, "left")
    _end_placements(session, ids, actor)
    if volunteer.state != VolunteerState.ANONYMISED:
        end_open(session, volunteer, actor)
    if volunteer.state not in (VolunteerState.LEFT, VolunteerState.ANONYMISED):
        move(session, volunteer, VolunteerState.LEFT, actor, reason)
    move(session, volunteer, VolunteerState.ANONYMISED, actor, reason)
    _erase_account(session, ids)
    session.flush()
    session.expire_all()
    for table, mine in conditions(session, ids, addresses):
        fate = FATES[table.name]
        if table.name == OutboxMessage.__tablename__:
            continue
        if fate.what == "deleted":
            session.execute(delete(table).where(mine))
        elif fate.what == "emptied":
            session.execute(update(table).where(mine).values(**fate.emptied))
    empty_messages(session, ids, addresses)
    if note_erasure(session, ids, str(current_app.config["SECRET_KEY"])):
        wake(session, tidy_releases)
    audit.record(session, actor, "erase", "volunteer", volunteer.public_id)
    erased.note(volunteer.public_id)


def empty_messages(session: Session, ids: list[int], addresses: set[str]) -> int:
    """Take addresses and texts out; what was still to be sent to them is not sent. How many."""
    theirs: ColumnElement[bool] = OutboxMessage.volunteer_id.in_(ids)
    if addresses:  # signing in, and alerts of before, name no volunteer
        nobodys = OutboxMessage.volunteer_id.is_(None) & OutboxMessage.address.in_(addresses)
        theirs = or_(theirs, nobodys)
    waiting = OutboxMessage.state.in_(ON_ITS_WAY)
    stays = waiting & (OutboxMessage.purpose == STILL_GOES)
    of_them = update(OutboxMessage).where(theirs, ~stays, OutboxMessage.text != "")
    session.execute(
        update(OutboxMessage)
        .where(theirs, ~stays, OutboxMessage.state == MessageState.QUEUED)
        .values(state=MessageState.CANCELLED)
    )
    done = session.execute(of_them.values(**FATES["messages"].emptied).returning(OutboxMessage.id))
    return len(done.all())


def replay(session: Session, actor: Actor) -> int:
    """Erase again whoever is on the list and has come back with a restored back-up. How many."""
    listed = erased.listed()
    count = 0
    here = select(Volunteer).where(
        Volunteer.state != VolunteerState.ANONYMISED, Volunteer.merged_into_id.is_(None)
    )
    for volunteer in session.scalars(here.order_by(Volunteer.id)).all():
        if erased.hashed(volunteer.public_id) in listed:
            erase(session, volunteer, actor)
            count += 1
    return count


def _end_placements(session: Session, ids: list[int], actor: Actor) -> None:
    going_on = select(Introduction).where(
        Introduction.volunteer_id.in_(ids), Introduction.state == State.STARTED
    )
    for introduction in session.scalars(going_on.order_by(Introduction.opportunity_id)).all():
        end_placement(session, introduction, actor, "volunteer_stopped")


def _erase_account(session: Session, ids: list[int]) -> None:
    """Their own way in. Somebody who also works here keeps the account for that."""
    theirs = select(Account).join(Hat).where(Hat.volunteer_id.in_(ids))
    for account in session.scalars(theirs).unique().all():
        account.hats = [hat for hat in account.hats if hat.volunteer_id not in ids]
        session.flush()
        if not account.hats:
            session.execute(delete(SignIn).where(SignIn.account_id == account.id))
            session.execute(delete(Challenge).where(Challenge.account_id == account.id))
            session.delete(account)
            session.flush()
