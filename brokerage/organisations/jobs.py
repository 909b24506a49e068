"""What is done about organisations by the clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.db import now, unit_of_work
from brokerage.jobs import scheduled
from brokerage.links import link
from brokerage.organisations.members import forget_invitations
from brokerage.organisations.models import Organisation, Standing
from brokerage.organisations.registering import forget_unproved
from brokerage.organisations.telling import ask_centre, tell
from brokerage.schema import day_in_words
from brokerage.weeks import local_today

REMINDED = (30, 7)  # days before insurance runs out


@scheduled("organisations.insurance", "20 8 * * *")
def insurance_ends() -> str | None:
    """Reminds of insurance 30 and 7 days before it runs out; the centre rings once it has."""
    with unit_of_work() as session:
        done = remind_of_insurance(session, local_today())
    return f"{done} organisations." if done else None


@scheduled("organisations.forget", "40 3 * * *")
def forget_organisations() -> str | None:
    """Deletes registrations that nobody confirmed, and old invitations."""
    with unit_of_work() as session:
        done = forget_unproved(session, now()) + forget_invitations(session, now())
    return f"{done} records." if done else None


def remind_of_insurance(session: Session, today: date) -> int:
    """Each occasion once, however often this runs; how many were written to or about."""
    done = 0
    for one in _ending(session, today):
        days = ((one.insurance_ends_on or today) - today).days
        ends = day_in_words(one.insurance_ends_on or today)
        if days < 0:
            what = f"The insurance of {one.name} ran out on {ends}: ask whether it was renewed"
            ask_centre(session, one, what, f"uninsured:{one.public_id}:{one.insurance_ends_on}")
        else:
            step = min(step for step in REMINDED if days <= step)
            details = link("organisations.details", organisation_id=one.public_id)
            key = f"{one.insurance_ends_on}:{step}"
            tell(session, one, "organisation_insurance", key, ends=ends, link=details)
        done += 1
    return done


def _ending(session: Session, today: date) -> Sequence[Organisation]:
    """Insured ones whose insurance ends soon, or ended in the last month."""
    soon = today + timedelta(days=max(REMINDED))
    query = select(Organisation).where(
        Organisation.state == Standing.VERIFIED,
        Organisation.insurance_ends_on.is_not(None),
        Organisation.insurance_ends_on <= soon,
        Organisation.insurance_ends_on >= today - timedelta(days=30),
    )
    return session.scalars(query.order_by(Organisation.id)).all()
