"""Whatever changes how somebody is ranked, or whether, marks their record as touched.

The live pool (suggestions/live_people.py) reads again whoever was touched. Their own columns do it
by themselves (``onupdate``); what stands in tables beside them does it here, after each flush.
The job that looks for likely duplicates looks at once.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import event, update
from sqlalchemy.orm import Session

from brokerage.consents import Consent
from brokerage.db import now
from brokerage.jobs.service import wake
from brokerage.volunteers.jobs import find_likely_pairs
from brokerage.volunteers.models import (
    GuardianConsent,
    Volunteer,
    VolunteerPause,
    VolunteerTerm,
    VolunteerWindow,
)

PARTS = (VolunteerWindow, VolunteerPause, VolunteerTerm, Consent, GuardianConsent)


@event.listens_for(Session, "after_flush")
def _touch(session: Session, _context: Any) -> None:
    parts = [one for one in (*session.new, *session.dirty, *session.deleted) if type(one) in PARTS]
    fresh = {one.id for one in session.new if type(one) is Volunteer}
    ids = {one.volunteer_id for one in parts} - fresh - {None}
    if any(type(one) is Volunteer for one in (*session.new, *session.dirty)):
        wake(session, find_likely_pairs)
    if ids:
        touched = update(Volunteer).where(Volunteer.id.in_(ids)).values(touched_at=now())
        session.execute(touched, execution_options={"synchronize_session": False})
