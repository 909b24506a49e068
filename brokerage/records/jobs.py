"""What is done about people's records by the clock, and written to somebody about."""

from __future__ import annotations

from brokerage.db import now, unit_of_work
from brokerage.jobs import scheduled
from brokerage.records.messages import send_reference
from brokerage.volunteers.models import Volunteer
from brokerage.volunteers.references import take_due_reminders
from brokerage.volunteers.training import WITH_US


@scheduled("records.remind_referees", "45 8 * * 1-5")
def remind_referees() -> str | None:
    """Reminds referees who have not answered for a week, twice at most."""
    sent = 0
    with unit_of_work() as session:
        for reference in take_due_reminders(session, now()):
            volunteer = session.get_one(Volunteer, reference.volunteer_id)
            if volunteer.state in WITH_US:  # nobody is asked about somebody who has left
                sent += send_reference(session, volunteer, reference)
    return f"{sent} referees reminded." if sent else None
