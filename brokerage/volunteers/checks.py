"""Certificates that were seen. Every reading is written down; six months on, little remains.

DBS code of practice: keep certificate information no longer than needed, normally six months
after the decision. What remains is the level, the date, who saw it and the decision.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateutil.relativedelta import relativedelta
from sqlalchemy import or_, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.errors import Invalid
from brokerage.volunteers.models import DECISIONS, LEVELS, Volunteer, VolunteerCheck

KEPT_FULLY_FOR = relativedelta(months=6)
STEPS = {"decided_on": None, "opportunity_public_id": None, "update_service": None}
SUITABLE = ("suitable", "suitable_with_conditions")


def record_check(
    session: Session,
    volunteer: Volunteer,
    actor: Actor,
    *,
    level: str,
    issued_on: date,
    decision: str,
    today: date,
    opportunity_public_id: str | None = None,
    update_service: bool | None = None,
) -> VolunteerCheck:
    """Note a certificate that the actor has seen. Raises Invalid, naming the field.

    There is nowhere to write a number, what the certificate says, or a remark: only words from
    the two lists are taken.
    """
    if level not in LEVELS:
        raise Invalid("Choose the level of the check.", "level")
    _check_decision(decision)
    if not date(2002, 3, 1) <= issued_on <= today:  # the first such certificates
        raise Invalid("Enter the date on the certificate; it cannot be in the future.", "issued_on")
    check = VolunteerCheck(
        volunteer_id=volunteer.id,
        level=level,
        issued_on=issued_on,
        seen_by=actor.name,
        decision=decision,
        decided_on=None if decision == "not_decided" else today,
        opportunity_public_id=opportunity_public_id,
        update_service=update_service,
    )
    session.add(check)
    session.flush()
    audit.record(session, actor, "record", "check", check.public_id, ("level", "decision"))
    return check


def decide(
    session: Session, check: VolunteerCheck, decision: str, actor: Actor, today: date
) -> None:
    """What was decided after the certificate was seen. Raises Invalid."""
    _check_decision(decision)
    check.decision = decision
    check.decided_on = None if decision == "not_decided" else today
    session.flush()
    audit.record(session, actor, "change", "check", check.public_id, ("decision",))


def read_checks(session: Session, actor: Actor, volunteer: Volunteer) -> Sequence[VolunteerCheck]:
    """Somebody's checks, newest first; that the actor read them is written down."""
    query = select(VolunteerCheck).where(VolunteerCheck.volunteer_id == volunteer.id)
    found = session.scalars(
        query.order_by(VolunteerCheck.issued_on.desc(), VolunteerCheck.id.desc())
    ).all()
    audit.record(session, actor, "read", "checks", volunteer.public_id, ("level", "decision"))
    return found


def holds_check(
    session: Session, volunteer_id: int, level: str, today: date, recheck_months: int
) -> bool:
    """Whether a suitable check of this level or above is on record and not due again.

    A yes or no for a step that needs it; nobody reads the record.
    """
    order = list(LEVELS)
    query = select(VolunteerCheck.id).where(
        VolunteerCheck.volunteer_id == volunteer_id,
        VolunteerCheck.level.in_(order[order.index(level) :]),
        VolunteerCheck.decision.in_(SUITABLE),
        VolunteerCheck.issued_on > today - relativedelta(months=recheck_months),
    )
    return session.scalar(query.limit(1)) is not None


def recheck_due_on(issued_on: date, recheck_months: int) -> date:
    """When to look again. Certificates have no end of their own: this is local policy."""
    return issued_on + relativedelta(months=recheck_months)


def minimise_checks(session: Session, today: date) -> int:
    """Leave of older checks only level, date, who saw it and the decision; how many it was."""
    long_ago = today - KEPT_FULLY_FOR
    known = or_(*(getattr(VolunteerCheck, name).is_not(None) for name in STEPS))
    decided = VolunteerCheck.decided_on <= long_ago
    never = VolunteerCheck.decided_on.is_(None) & (VolunteerCheck.issued_on <= long_ago)
    done: CursorResult[object] = session.execute(  # type: ignore[assignment]
        update(VolunteerCheck).where(known, or_(decided, never)).values(STEPS)
    )
    return done.rowcount


def _check_decision(decision: str) -> None:
    if decision not in DECISIONS:
        raise Invalid("Choose what was decided.", "decision")
