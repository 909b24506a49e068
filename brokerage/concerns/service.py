"""Safeguarding concerns. Services never commit and never see the request.

Open to the centre's designated lead and deputy, and to nobody else: to everybody else the log is
not there. Where a centre has named nobody, the lead centre's designated people stand in.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from brokerage import audit
from brokerage.accounts.models import Account, Hat
from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.concerns.kinds import OUTCOMES
from brokerage.concerns.models import Concern, ConcernNote
from brokerage.db import now
from brokerage.errors import Conflict, Invalid, NotFound
from brokerage.links import link
from brokerage.messages.service import Message, queue, rendered
from brokerage.opportunities.models import Opportunity

LONGEST = 4000


def report(
    session: Session,
    centre_id: int,
    actor: Actor,
    what: str,
    *,
    opportunity: Opportunity | None = None,
    reporter: str = "",
    contact: str = "",
) -> Concern:
    """Write down what somebody told us, and tell the designated people that there is something.

    Raises Invalid, naming the field.
    """
    concern = Concern(
        centre_id=centre_id,
        what=checked(what, "what", "Write what happened."),
        opportunity_id=opportunity.id if opportunity else None,
        organisation_id=opportunity.organisation_id if opportunity else None,
        reporter=reporter.strip()[:200],
        reporter_contact=contact.strip()[:254],
        reporter_volunteer_id=actor.volunteer_id,
        actor=actor.name,
        on_behalf_of=actor.on_behalf_of,
        through=actor.through,
    )
    session.add(concern)
    session.flush()
    audit.record(session, actor, "report", "concern", concern.public_id)
    for account in _designated(session, centre_id):
        _tell(session, account, concern)
    return concern


def checked(text: str, field: str, empty: str) -> str:
    """A text of somebody's own words, within its length. Raises Invalid, naming the field."""
    said = text.replace("\0", "").strip()
    if not said:
        raise Invalid(empty, field)
    if len(said) > LONGEST:
        raise Invalid(f"Write at most {LONGEST:,} characters.", field)
    return said


def guarded_by(session: Session, actor: Actor) -> frozenset[int]:
    """The centres whose log somebody may open: none for most. Acting for another changes nothing.

    Raises NotFound where there is none, as for an address that does not exist.
    """
    mine = select(Hat.centre_id).where(Hat.account_id == actor.account_id, Hat.safeguarding)
    own = {one for one in session.scalars(mine) if one is not None}
    if not own:
        raise NotFound("We cannot find that page.")
    if session.scalar(select(Centre.id).where(Centre.id.in_(own), Centre.is_lead).limit(1)):
        named = select(Hat.centre_id).where(Hat.safeguarding, Hat.centre_id.is_not(None))
        own.update(session.scalars(select(Centre.id).where(Centre.id.not_in(named))))
    return frozenset(own)


def list_concerns(session: Session, actor: Actor, closed: bool = False) -> Sequence[Concern]:
    """The open ones, oldest first; or the closed ones, newest first."""
    query = select(Concern).where(Concern.centre_id.in_(guarded_by(session, actor)))
    if closed:
        ended = query.where(Concern.closed_at.is_not(None))
        return session.scalars(ended.order_by(Concern.id.desc())).all()
    return session.scalars(query.where(Concern.closed_at.is_(None)).order_by(Concern.id)).all()


def get_concern(session: Session, actor: Actor, public_id: str) -> Concern:
    """Raises NotFound for whoever is not designated, as for one that does not exist."""
    mine = Concern.centre_id.in_(guarded_by(session, actor))
    known = "\0" not in public_id
    query = select(Concern).where(Concern.public_id == public_id, mine)
    found = session.scalar(query) if known else None
    if found is None:
        raise NotFound("We cannot find that concern.")
    return found


def add_note(session: Session, concern: Concern, actor: Actor, text: str) -> None:
    """What was done, or learned. Raises Invalid, naming the field."""
    said = checked(text, "note", "Write what was done.")
    concern.notes.append(ConcernNote(text=said, actor=actor.name))
    session.flush()
    audit.record(session, actor, "note", "concern", concern.public_id)


def close(session: Session, concern: Concern, actor: Actor, outcome: str) -> None:
    """Nothing more to do. Raises Invalid, naming the field, and Conflict for a closed one."""
    if outcome not in OUTCOMES:
        raise Invalid("Choose how it ended.", "outcome")
    session.refresh(concern, ["closed_at"], with_for_update=True)
    if concern.closed_at is not None:
        raise Conflict("This concern is closed already.")
    concern.closed_at, concern.closed_by, concern.outcome = now(), actor.name, outcome
    session.flush()
    audit.record(session, actor, "close", "concern", concern.public_id)


def reopen(session: Session, concern: Concern, actor: Actor) -> None:
    """There is more to do after all."""
    concern.closed_at = concern.closed_by = concern.outcome = None
    session.flush()
    audit.record(session, actor, "reopen", "concern", concern.public_id)


def _designated(session: Session, centre_id: int) -> Sequence[Account]:
    """The lead and deputy of a centre; where nobody is named, those of the lead centre."""
    found = _named_at(session, Hat.centre_id == centre_id)
    leads = select(Centre.id).where(Centre.is_lead)
    return found or _named_at(session, Hat.centre_id.in_(leads))


def _named_at(session: Session, where: ColumnElement[bool]) -> Sequence[Account]:
    """Each once, by their ids: PostgreSQL cannot tell whole rows apart that have JSON in them."""
    named = select(Hat.account_id).where(Hat.safeguarding, where)
    query = select(Account).where(Account.active, Account.id.in_(named))
    return session.scalars(query.order_by(Account.id)).all()


def _tell(session: Session, account: Account, concern: Concern) -> None:
    """Only that there is something to read: nothing of it belongs in an e-mail."""
    if not account.email:
        return
    made = rendered(
        "concern_reported",
        name=account.name,
        link=link("safeguarding.show", concern_id=concern.public_id),
    )
    message = Message(
        channel="email",
        address=account.email,
        name=account.name,
        purpose="safeguarding",
        subject=made.subject,
        text=made.text,
        html=made.html,
        about=("concern", concern.public_id),
        key=f"concern:{concern.public_id}:{account.public_id}",
    )
    queue(session, message)
