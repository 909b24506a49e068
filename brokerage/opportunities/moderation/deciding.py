"""The centre's word on a role that was sent in: published, please change, or no.

Services never commit and never see the request.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.db import now
from brokerage.errors import Conflict, Invalid
from brokerage.opportunities.models import Opportunity, OpportunityMove, State
from brokerage.opportunities.moderation.models import RoleComment, RoleLook
from brokerage.opportunities.moderation.ticklist import TickList
from brokerage.opportunities.service import move
from brokerage.organisations.reasons import Reason

LONGEST = 2000
FIELDS: Mapping[str, str] = {
    "title": "Title",
    "summary": "In one sentence",
    "description": "What you would do",
    "times": "When",
    "place": "Where",
    "who": "Who can do it",
    "check_level": "Checks",
    "expenses": "Expenses and training",
    "access": "Getting there and getting in",
    "numbers": "How many people",
    "other": "Something else",
}
DECLINED: Mapping[str, Reason] = {
    "not_volunteering": Reason(
        "Paid work, or instead of it",
        "What the role asks for looks like paid work, or would take the place of it.",
    ),
    "outside": Reason(
        "Outside our area",
        "The role is outside the part of the county that we serve. The volunteer centre there "
        "will be glad to hear from you.",
    ),
    "not_safe": Reason(
        "Not safe as it is described",
        "As the role is described, we could not be sure that volunteers, or the people they help, "
        "would be safe. Ring us to talk it over.",
    ),
    "twice": Reason("It is here already", "The same role is published already."),
    "unfair": Reason(
        "It turns people away without a reason",
        "The role asks for things that are not needed for it, and so turns people away.",
    ),
    "other": Reason("Another reason", "We are sorry that we cannot publish it."),
}


def approve(
    session: Session, role: Opportunity, actor: Actor, ticked: Iterable[str], ticks: TickList
) -> None:
    """Publish it. Raises Invalid unless every line is ticked, Conflict where it may not be."""
    done = [code for code in ticks.items if code in set(ticked)]
    if len(done) < len(ticks.items):
        raise Invalid("Tick every line, or ask for a change.", "ticked")
    move(session, role, State.LIVE, actor, "approved")
    _settle_comments(session, role)
    _look(session, role, actor, "approved", done, ticks, "")


def ask_for_changes(
    session: Session,
    role: Opportunity,
    actor: Actor,
    comments: Mapping[str, str],
    note: str,
    ticked: Iterable[str],
    ticks: TickList,
) -> list[RoleComment]:
    """Say what should be different, field by field. Raises Invalid, naming the field."""
    said = {field: comments[field].strip() for field in FIELDS if comments.get(field, "").strip()}
    if not said:
        raise Invalid("Write beside at least one field what should be different.", "title")
    for field, text in said.items():
        if len(text) > LONGEST:
            raise Invalid(f"Write up to {LONGEST:,} characters.", field)
    move(session, role, State.CHANGES_ASKED, actor)
    _settle_comments(session, role)
    made = [
        RoleComment(opportunity_id=role.id, field=field, text=text, by=actor.name)
        for field, text in said.items()
    ]
    session.add_all(made)
    done = [code for code in ticks.items if code in set(ticked)]
    _look(session, role, actor, "changes_asked", done, ticks, note)
    return made


def decline(
    session: Session, role: Opportunity, actor: Actor, reason: str, note: str, ticks: TickList
) -> None:
    """Say no, and why. Raises Invalid, naming the field."""
    if reason not in DECLINED:
        raise Invalid("Choose why.", "reason")
    if reason == "other" and not note.strip():
        raise Invalid("Write why, for them to read.", "note")
    move(session, role, State.DECLINED, actor, reason)
    _settle_comments(session, role)
    _look(session, role, actor, "declined", [], ticks, note)


def looked_at(session: Session, role: Opportunity, actor: Actor, ticks: TickList) -> None:
    """Note that somebody looked at a role that was published without us.

    Raises Conflict the second time.
    """
    session.refresh(role, ["state", "version"], with_for_update=True)
    if was_looked_at(session, role):
        raise Conflict("Somebody has looked at this role already.")
    _look(session, role, actor, "looked_at", [], ticks, "")


def was_looked_at(session: Session, role: Opportunity) -> bool:
    """Whether anybody at the centre has looked since it was published."""
    return bool(session.scalar(select(exists().where(RoleLook.opportunity_id == role.id))))


def open_comments(session: Session, role: Opportunity) -> Sequence[RoleComment]:
    """What is still asked for, in the order of the fields."""
    mine = RoleComment.opportunity_id == role.id, RoleComment.settled_at.is_(None)
    return session.scalars(select(RoleComment).where(*mine).order_by(RoleComment.id)).all()


def last_look(session: Session, role: Opportunity) -> RoleLook | None:
    """What the centre decided last."""
    mine = select(RoleLook).where(RoleLook.opportunity_id == role.id)
    return session.scalars(mine.order_by(RoleLook.id.desc())).first()


def published_unseen(session: Session, roles: Iterable[int], since: date) -> set[int]:
    """Of these roles, the ones that went live here without anybody looking, since a day."""
    looked = exists().where(RoleLook.opportunity_id == OpportunityMove.opportunity_id)
    query = select(OpportunityMove.opportunity_id).where(
        OpportunityMove.opportunity_id.in_(list(roles)),
        OpportunityMove.from_state.in_((State.DRAFT, State.SUBMITTED)),  # not: opened again
        OpportunityMove.to_state == State.LIVE,
        ~looked,
    )
    found = session.execute(query.add_columns(OpportunityMove.moved_at))
    return {row[0] for row in found if row[1].date() >= since}


def _settle_comments(session: Session, role: Opportunity) -> None:
    for one in open_comments(session, role):
        one.settled_at = now()
    session.flush()


def _look(
    session: Session,
    role: Opportunity,
    actor: Actor,
    outcome: str,
    ticked: list[str],
    ticks: TickList,
    note: str,
) -> None:
    if len(note) > LONGEST:
        raise Invalid(f"Write up to {LONGEST:,} characters.", "note")
    session.add(
        RoleLook(
            opportunity_id=role.id,
            outcome=outcome,
            ticked=ticked,
            list_dated=ticks.valid_from.isoformat(),
            note=note.strip(),
            by=actor.name,
        )
    )
    session.flush()
    audit.record(session, actor, f"role.{outcome}", "opportunity", role.public_id)
