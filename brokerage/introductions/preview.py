"""What an organisation will receive, before it is sent: made by the code that sends it."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from brokerage.introductions.due import due_on
from brokerage.introductions.models import Introduction
from brokerage.introductions.sharing import Agreement, freeze
from brokerage.introductions.states import State
from brokerage.introductions.wording import of_person
from brokerage.messages.rendering import Rendered
from brokerage.opportunities.models import Opportunity
from brokerage.volunteers.models import Volunteer


def preview(
    session: Session,
    volunteer: Volunteer,
    opportunity: Opportunity,
    agreement: Agreement,
    today: date,
) -> Rendered:
    """The message of an introduction that is never stored.

    Raises Invalid, naming the field, for a channel that this person does not have.
    """
    days = opportunity.organisation.opening_days
    draft = Introduction(
        opportunity=opportunity,
        home_centre_id=volunteer.centre_id,
        shared=freeze(volunteer, agreement),
        due_on=due_on(State.REFERRED, today, *([frozenset(days)] if days else [])),
    )
    return of_person(session, draft)
