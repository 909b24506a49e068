"""Small records for tests; what a test does not name has an ordinary value."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.accounts.current import TOKEN
from brokerage.accounts.models import Account
from brokerage.accounts.service import begin_sign_in, give_hat, open_account
from brokerage.actors import Role
from brokerage.centres.models import Centre, CentreDistrict
from brokerage.db import now, unit_of_work
from brokerage.evaluation.models import Funding, Target, WageRate
from brokerage.evaluation.periods import Period
from brokerage.evaluation.publishing.models import Publication, PublishedLine, PublishedTable
from brokerage.geography.gazetteer import load_gazetteer
from brokerage.guidance.models import TrainingEvent
from brokerage.opportunities.models import (
    Opportunity,
    OpportunityPlace,
    OpportunitySession,
    OpportunityTerm,
    OpportunityWindow,
    State,
)
from brokerage.opportunities.places import Precision
from brokerage.opportunities.service import record_change
from brokerage.organisations.models import Organisation, Standing
from brokerage.taxonomies.service import load_terms
from brokerage.volunteers.models import Volunteer, VolunteerState
from brokerage.weeks import local_today, read_week

ASHFORD = (51.1465, 0.8750)
DOVER = (51.1279, 1.3134)
DRIVING = "https://ns.volunteeringdata.io/Driving"
COOKING = "urn:brokerage:term:Cooking"
ENVIRONMENT = "https://ns.volunteeringdata.io/Environment"

_numbers = count(1)


def make_county(session: Session) -> None:
    """Districts, places and terms as shipped, and the lead centre."""
    load_gazetteer(session)
    load_terms(session)
    make_centre(session, "Ashford Example Volunteer Centre", "E07000105", is_lead=True)


def make_account(session: Session, role: Role, **whose: int) -> Account:
    """Somebody with one hat; staff of a centre are of the only or first one, made if need be."""
    if role in (Role.BROKER, Role.MANAGER) and not whose:
        found = session.scalar(select(Centre.id).order_by(Centre.id))
        if found is None:
            make_county(session)
            found = session.scalars(select(Centre.id)).one()
        whose = {"centre_id": found}
    if role is Role.VOLUNTEER and not whose:
        whose = {"volunteer_id": make_volunteer(session).id}
    if role is Role.MEMBER and not whose:
        whose = {"organisation_id": make_organisation(session).id}
    account = open_account(session, f"{role.value}-{next(_numbers)}", f"A {role.value}")
    give_hat(session, account, role, **whose)
    return account


def signed_in(app: Flask, role: Role, **whose: int) -> FlaskClient:
    """A browser in which a new account with this hat is signed in; its own record is made."""
    with app.app_context(), unit_of_work() as session:
        token = begin_sign_in(session, make_account(session, role, **whose), "tests")
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie[TOKEN] = token
    return client


def make_centre(session: Session, name: str, district: str, is_lead: bool = False) -> Centre:
    centre = Centre(
        slug=name.lower().replace(" ", "-"),
        name=name,
        about="",
        address="1 Example Street",
        phone="01632 960001",
        is_lead=is_lead,
    )
    served = CentreDistrict(district_code=district, valid_from=local_today() - timedelta(365))
    centre.districts.append(served)
    session.add(centre)
    session.flush()
    return centre


def make_volunteer(session: Session, centre_id: int | None = None, **fields: Any) -> Volunteer:
    """Somebody active, of the first centre if none is named."""
    if centre_id is None:
        centre_id = session.scalar(select(Centre.id).order_by(Centre.id))
    if centre_id is None:
        make_county(session)
        centre_id = session.scalars(select(Centre.id)).one()
    facts = {"first_name": "Vera", "last_name": "Example", "state": VolunteerState.ACTIVE, **fields}
    made = Volunteer(centre_id=centre_id, **facts)
    session.add(made)
    session.flush()
    return made


def make_publication(session: Session, period: str, *, approved: bool = True) -> Publication:
    """An edition of one table, public or waiting; the one that was made before, if there is."""
    query = select(Publication).where(Publication.period == period)
    found = session.scalars(query.order_by(Publication.edition.desc())).first()
    if found is not None:
        return found
    facts = {"is_total": False, "amount": 25, "share": None}
    told = PublishedLine(position=0, code="E07000105", label="Ashford", **facts)
    hidden = PublishedLine(position=1, code="x", label="Dover", **facts | {"amount": None})
    table = PublishedTable(
        position=0,
        name="registrations_by_district",
        title="People who registered",
        about="By the district they live in.",
        measure="registrations",
        definition="People who became registered.",
        unit="people",
        lines=[told, hidden],
    )
    made = Publication(
        period=period,
        edition=1,
        definitions="abc",
        threshold=10,
        exposed=0,
        made_by="account:somebody",
        approved_by="account:another" if approved else None,
        approved_at=now() if approved else None,
        tables=[table],
    )
    session.add(made)
    session.flush()
    return made


def make_training(session: Session, centre: Centre, **fields: Any) -> TrainingEvent:
    """A training of a centre in a week, with ten places."""
    facts = {
        "title": "Expenses without tears",
        "about": "Bring your forms.",
        "for_whom": "both",
        "topic": "expenses",
        "starts_at": now() + timedelta(days=7),
        "minutes": 90,
        "place": "Example Hall",
        "places": 10,
        **fields,
    }
    made = TrainingEvent(centre_id=centre.id, **facts)
    session.add(made)
    session.flush()
    return made


def make_support(**fields: Any) -> dict[str, Any]:
    """What a form says of support given."""
    return {
        "organisation_id": None,
        "group_name": "The Example Gardeners",
        "given_on": local_today(),
        "minutes": 20,
        "kind": "advice",
        "function": "good_practice",
        "topic": "expenses",
        "note": "",
        **fields,
    }


def make_target(**fields: Any) -> Target:
    """120 enquiries in the present quarter, of the whole pilot; not kept yet."""
    quarter = str(Period.around(local_today(), "quarter"))
    facts = {"measure": "enquiries", "kind": "target", "period": quarter, "amount": 120.0}
    return Target(**{**facts, "source": "The funding agreement", **fields})


def make_rate(**fields: Any) -> WageRate:
    """A rate of one area, from this year's first day; not kept yet."""
    facts = {"name": "Example rate", "area": "Kent", "occupation": "", "pence": 1540}
    since = local_today().replace(month=1, day=1)
    return WageRate(**{**facts, "valid_from": since, "source": "A table of 2026", **fields})


def make_funding(**fields: Any) -> Funding:
    """£2,500 of today, of the whole pilot; not kept yet."""
    facts = {"received_on": local_today(), "pence": 250_000, "came_from": "The Example Fund"}
    return Funding(**{**facts, "kind": "trust", "note": "", **fields})


def make_organisation(
    session: Session, name: str = "The Example Trust", **fields: Any
) -> Organisation:
    """A verified one, of no centre."""
    facts = {"description": "", "kind": "charity", "state": Standing.VERIFIED, **fields}
    if facts["state"] == Standing.VERIFIED:
        facts.setdefault("verified_at", now())
    made = Organisation(name=name, source="tests", source_id=str(next(_numbers)), **facts)
    session.add(made)
    session.flush()
    return made


def make_role(
    session: Session,
    title: str = "Helper",
    *,
    at: tuple[float, float] | None = ASHFORD,
    on: str | None = None,
    once_in_days: int | None = None,
    windows: tuple[str, ...] = (),
    skills: dict[str, str] | None = None,
    causes: tuple[str, ...] = (),
    private_home: bool = False,
    organisation: Organisation | None = None,
    **fields: Any,
) -> Opportunity:
    """A live role; ``on`` is a weekly time such as "Tue 18:30-20:30"."""
    role = Opportunity(
        organisation=organisation or make_organisation(session),
        title=title,
        description=fields.pop("description", "Come and help."),
        state=fields.pop("state", State.LIVE),
        source=fields.pop("source", "tests"),
        source_id=fields.pop("source_id", str(next(_numbers))),
        published_at=fields.pop("published_at", now()),
        **fields,
    )
    if at:
        role.places.append(
            OpportunityPlace(
                name="Example Hall",
                latitude=at[0],
                longitude=at[1],
                precision=Precision.EXACT,
                is_private_home=private_home,
                address="2 Example Lane",
                postcode="TN23 1AA",
                district_code="E07000105",
            )
        )
    _add_times(role, on, once_in_days, windows)
    role.terms = [OpportunityTerm(uri=u, importance=i) for u, i in (skills or {}).items()]
    role.terms += [OpportunityTerm(uri=uri) for uri in causes]
    session.add(role)
    record_change(session, [role])
    return role


def _add_times(
    role: Opportunity, on: str | None, once_in_days: int | None, windows: tuple[str, ...]
) -> None:
    today = local_today()
    if on:
        (span,) = read_week([on]).spans
        first = today + timedelta((span.weekday - today.weekday()) % 7)
        role.sessions.append(
            OpportunitySession(
                starts_on=first,
                start_minute=span.start,
                length_minutes=span.end - span.start,
                frequency="weekly",
                weekdays=[span.weekday],
            )
        )
    if once_in_days is not None:
        day = today + timedelta(once_in_days)
        role.sessions.append(
            OpportunitySession(starts_on=day, start_minute=600, length_minutes=180)
        )
    role.windows = [
        OpportunityWindow(weekday=s.weekday, start_minute=s.start, end_minute=s.end)
        for s in read_week(windows).spans
    ]
