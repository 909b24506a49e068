"""What of hours and rotas waits for an organisation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.hours.listing import count_unconfirmed
from brokerage.hours.models import Occurrence
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.organisations.todo import ToDo
from brokerage.schema import day_in_words
from brokerage.templating import plural
from brokerage.weeks import local_today

LATELY = timedelta(days=14)


def hours_to_confirm(session: Session, organisation: Organisation) -> Iterator[ToDo]:
    """What volunteers wrote down."""
    if count := count_unconfirmed(session, organisation):
        text = f"Confirm {plural(count, 'entry', 'entries')} of hours"
        yield ToDo(
            text, url_for("organisation_hours.index", organisation_id=organisation.public_id)
        )


def attendance_to_note(session: Session, organisation: Organisation) -> Iterator[ToDo]:
    """Sessions of the last two weeks for which people were down, and nobody said who came."""
    today = local_today()
    query = (
        select(Occurrence)
        .join(Opportunity, Opportunity.id == Occurrence.opportunity_id)
        .where(Opportunity.organisation_id == organisation.id)
        .where(Occurrence.held_on.between(today - LATELY, today - timedelta(days=1)))
        .where(Occurrence.attended_at.is_(None), Occurrence.places_taken > 0)
        .order_by(Occurrence.held_on, Occurrence.start_minute)
    )
    if organisation.verified_at is None:
        return
    for one in session.scalars(query):
        reference = f"{one.held_on.isoformat()}.{one.start_minute}"
        yield ToDo(
            f"Note who came on {day_in_words(one.held_on)}: {one.opportunity.title}",
            url_for(
                "rota.attendance",
                organisation_id=organisation.public_id,
                opportunity_id=one.opportunity.public_id,
                session=reference,
            ),
        )
