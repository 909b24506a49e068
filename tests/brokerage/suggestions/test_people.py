from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.consents import record_consent
from brokerage.suggestions.index import live_index
from brokerage.suggestions.people import AGES, build_pool, list_suggestible, volunteer
from brokerage.suggestions.service import ranker
from brokerage.taxonomies.service import read_vocabulary
from brokerage.volunteers.contacts import Contact
from brokerage.volunteers.guardians import ask_guardian, record_paper
from brokerage.volunteers.models import (
    Volunteer,
    VolunteerPause,
    VolunteerState,
    VolunteerTerm,
    VolunteerWindow,
)
from brokerage.volunteers.schemas import AGE_BANDS
from brokerage.volunteers.suggestible import list_suggestible_ids
from matching import types
from tests.making import ASHFORD, DRIVING, ENVIRONMENT, make_county, make_role


@pytest.fixture
def county(session: Session) -> Session:
    make_county(session)
    return session


def person(session: Session, state: VolunteerState = VolunteerState.ACTIVE, **more) -> Volunteer:  # type: ignore[no-untyped-def]
    centre = session.scalars(select(Centre)).first()
    assert centre
    made = Volunteer(
        centre_id=centre.id,
        first_name="Ann",
        last_name="Example",
        email="ann@example.org",
        state=state,
        latitude=ASHFORD[0],
        longitude=ASHFORD[1],
        within_km=16.0,
        **more,
    )
    session.add(made)
    session.flush()
    return made


def test_what_somebody_said_is_what_the_ranker_gets(county: Session) -> None:
    row = person(county, age_band="16-24", availability_stated=True, minutes_per_week=120)
    row.windows.append(VolunteerWindow(weekday=1, start_minute=1080, end_minute=1260))
    row.windows.append(
        VolunteerWindow(in_holidays=True, weekday=2, start_minute=600, end_minute=720)
    )
    row.pauses.append(VolunteerPause(first_on=date(2026, 12, 1), last_on=date(2026, 12, 31)))
    row.terms = [VolunteerTerm(uri=DRIVING, verified=True), VolunteerTerm(uri=ENVIRONMENT)]
    made = volunteer(row, read_vocabulary(county))
    assert made.skills == (types.HeldSkill(DRIVING, None, True),)
    assert made.interests == (ENVIRONMENT,)
    assert (made.age_from, made.age_to) == (16, 24)
    assert made.availability == types.Availability(
        windows=(types.Window(1, 1080, 1260),),
        holiday_windows=(types.Window(2, 600, 720),),
        pauses=(types.DateRange(date(2026, 12, 1), date(2026, 12, 31)),),
        minutes_per_week=120,
    )


def test_a_name_or_a_contact_never_reaches_the_ranker(county: Session) -> None:
    made = volunteer(person(county), read_vocabulary(county))
    assert "Ann" not in repr(made)
    assert "example.org" not in repr(made)
    assert made.availability is None


def test_every_age_band_is_understood() -> None:
    assert set(AGES) == set(AGE_BANDS)


@pytest.mark.parametrize("state", [s for s in VolunteerState if s is not VolunteerState.ACTIVE])
def test_only_active_people_are_in_the_pool(county: Session, state: VolunteerState) -> None:
    person(county, state=state)
    assert list(list_suggestible(county)) == []


def test_a_role_finds_its_people_by_the_same_rules(county: Session) -> None:
    make_role(county, "Driver", skills={DRIVING: "must"})
    driver = person(county)
    driver.terms = [VolunteerTerm(uri=DRIVING)]
    other = person(county)
    other.terms = [VolunteerTerm(uri="urn:brokerage:term:Cooking")]
    county.flush()
    snapshot = live_index().current(county)
    pool = build_pool(county, snapshot)
    digest = dict(ranker.digest(pool, snapshot.catalogue))
    assert len(digest[driver.public_id]) == 1
    assert digest[other.public_id].excluded == {"skills": 1}


def test_somebody_who_said_stop_or_waits_for_a_guardian_is_not_in_the_pool(
    county: Session,
) -> None:
    desk = Actor("account:abc", "desk")
    willing, stopped, young = person(county), person(county), person(county, age_band="under-16")
    record_consent(county, stopped.id, "introductions", False, desk)
    assert [row.id for row in list_suggestible(county)] == [willing.id]
    parent = Contact("Ros Example", "Mother", phone="01632 960004")
    record_paper(county, ask_guardian(county, young, desk, parent), True, desk)
    record_consent(county, stopped.id, "introductions", True, desk)
    record_consent(county, willing.id, "introductions", False, desk)
    assert [row.id for row in list_suggestible(county)] == [stopped.id, young.id]
    shortlist = [p.public_id for p in (willing, stopped, young)]
    asked = Volunteer.public_id.in_(shortlist)
    assert set(list_suggestible_ids(county, asked)) == {stopped.public_id, young.public_id}
