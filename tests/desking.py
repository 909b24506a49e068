"""A desk with a little of everything on it: due, late, waited for, started, closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import PUBLIC, Actor
from brokerage.centres.models import Centre
from brokerage.consents import record_consent
from brokerage.introductions import service
from brokerage.introductions.models import Introduction
from brokerage.introductions.service import Agreement
from brokerage.introductions.tasks import add_task
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.volunteers.models import Volunteer, VolunteerState, VolunteerWindow
from brokerage.volunteers.service import enquire
from brokerage.weeks import local_today
from tests.making import ASHFORD, make_centre, make_organisation, make_role, make_volunteer

DOVER = "Dover Desk Volunteer Centre"
BROKER = Actor("account:broker", "desk", on_behalf_of="volunteer")
YES = Agreement("phone", ("Tuesday evening fits",), "Has a van")


@dataclass
class Desk:
    """Wren has the late one, Otter started, Robin is only suggested, Sable is shared."""

    centre: Centre
    organisation: Organisation
    role: Opportunity
    other_role: Opportunity
    wren: Volunteer
    otter: Volunteer
    robin: Volunteer
    sable: Volunteer
    late: Introduction
    started: Introduction
    suggested: Introduction


def make_desk(session: Session) -> Desk:
    """Into a county that is there already (tests.making.make_county, or the demonstration)."""
    centre = session.scalars(select(Centre).where(Centre.is_lead)).first()
    assert centre is not None
    known = session.scalar(select(Centre).where(Centre.name == DOVER))
    dover = known or make_centre(session, DOVER, "E07000108")
    organisation = make_organisation(session, "The Lanternsea Lunch Club")
    organisation.phone, organisation.email = "01632 960555", "club@lanternsea.example"
    organisation.centre_id = centre.id
    role = make_role(
        session, "Driver for the lunch club", on="Tue 18:30-20:30", organisation=organisation
    )
    other_role = make_role(session, "Cook at the kitchen", on="Tue 18:00-20:00")
    wren = _person(
        session, centre.id, "Wren", phone="07700 900123", address="1 High Street\nAshford"
    )
    otter = _person(session, centre.id, "Otter", phone="07700 900456")
    robin = _person(session, centre.id, "Robin", email="robin@lanternsea.example")
    sable = _person(session, dover.id, "Sable", phone="07700 900789")
    record_consent(session, sable.id, "share_any_centre", True, PUBLIC)
    enquire(session, centre.id, BROKER, "Linnet", phone="07700 900321")
    late = service.introduce(session, wren, role, BROKER, YES)
    late.due_on = local_today() - timedelta(2)
    started = service.introduce(session, otter, role, BROKER, YES)
    service.acknowledge(session, started, BROKER)
    service.accept(session, started, BROKER)
    service.start(session, started, BROKER, local_today() - timedelta(weeks=5))
    suggested = service.suggest(session, robin, role, BROKER)
    suggested.due_on = local_today()
    add_task(session, BROKER, centre.id, "Ring about the fair", local_today(), volunteer_id=wren.id)
    session.flush()
    return Desk(
        *(centre, organisation, role, other_role, wren, otter, robin, sable),
        *(late, started, suggested),
    )


def _person(session: Session, centre_id: int, first_name: str, **details: str) -> Volunteer:
    channel = "phone" if "phone" in details else "email"
    made = make_volunteer(
        session,
        centre_id,
        first_name=first_name,
        last_name="Lanternsea",
        state=VolunteerState.ACTIVE,
        preferred_channel=channel,
        latitude=ASHFORD[0],
        longitude=ASHFORD[1],
        district_code="E07000105",
        postcode="TN23 1AA",
        availability_stated=True,
        **details,
    )
    made.windows = [VolunteerWindow(weekday=1, start_minute=17 * 60, end_minute=22 * 60)]
    session.flush()
    return made
