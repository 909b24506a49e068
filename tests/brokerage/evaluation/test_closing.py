"""A closed period gives the same answer for ever; what comes late is listed, once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.centres.service import find_lead
from brokerage.errors import Conflict
from brokerage.evaluation.areas import ALL, read_areas
from brokerage.evaluation.closing import close, confirm, list_late_changes, take_back
from brokerage.evaluation.counting import count_period
from brokerage.evaluation.definitions import get_measure
from brokerage.evaluation.models import Adjustment
from brokerage.evaluation.periods import Period, midnight
from brokerage.evaluation.reading import read_figures, value_of
from tests.making import make_centre, make_county, make_volunteer

BROKER = Actor("account:broker", "web")
LEAD = Actor("account:lead", "web")
JULY, AUGUST = Period.read("2026-07"), Period.read("2026-08")
LATER = AUGUST.until + timedelta(days=3)
ENQUIRIES = get_measure("enquiries")


@pytest.fixture
def centre_id(session: Session) -> int:
    make_county(session)
    return find_lead(session).id


def get_in_touch(session: Session, centre_id: int, moment: datetime) -> None:
    make_volunteer(session, centre_id, created_at=moment)


def enquiries(session: Session, period: Period) -> float | None:
    areas = read_areas(session)
    found = read_figures(session, areas, areas.get(ALL), [period])
    return value_of(ENQUIRIES, found[period].of(ENQUIRIES)) if period in found else None


def test_what_was_not_counted_is_not_nought(session: Session, centre_id: int) -> None:
    assert enquiries(session, JULY) is None
    count_period(session, JULY)
    assert enquiries(session, JULY) == 0


def test_a_period_ends_at_midnight_here(session: Session, centre_id: int) -> None:
    just_before = midnight(AUGUST.first_on) - timedelta(seconds=1)  # 23:00 in UTC, less a second
    get_in_touch(session, centre_id, just_before)
    get_in_touch(session, centre_id, just_before + timedelta(seconds=1))
    for period in (JULY, AUGUST):
        count_period(session, period)
    assert (enquiries(session, JULY), enquiries(session, AUGUST)) == (1, 1)


def test_the_lead_closes_when_every_centre_has_confirmed(session: Session, centre_id: int) -> None:
    dover = make_centre(session, "Dover Example Volunteer Centre", "E07000108")
    confirm(session, JULY, centre_id, BROKER, LATER)
    with pytest.raises(Conflict, match="Dover Example Volunteer Centre"):
        close(session, JULY, LEAD, LATER)
    confirm(session, JULY, dover.id, BROKER, LATER, "Two sheets were lost")
    assert close(session, JULY, LEAD, LATER).closed_by == LEAD.name


def test_a_period_that_is_not_over_is_nobodys_to_confirm(session: Session, centre_id: int) -> None:
    with pytest.raises(Conflict, match="not over"):
        confirm(session, JULY, centre_id, BROKER, JULY.first_on)


def test_what_was_confirmed_can_be_taken_back_until_it_is_closed(
    session: Session, centre_id: int
) -> None:
    confirm(session, JULY, centre_id, BROKER, LATER)
    take_back(session, JULY, centre_id, BROKER, LATER)
    with pytest.raises(Conflict, match="Not yet confirmed"):
        close(session, JULY, LEAD, LATER)
    close(session, JULY, LEAD, LATER, without_all=True)
    with pytest.raises(Conflict, match="closed"):
        confirm(session, JULY, centre_id, BROKER, LATER)


def test_a_quarter_closes_its_months(session: Session, centre_id: int) -> None:
    quarter = Period.read("2026-Q2")
    close(session, quarter, LEAD, LATER, without_all=True)
    with pytest.raises(Conflict, match="closed"):
        close(session, Period.read("2026-05"), LEAD, LATER)


def test_a_late_change_is_listed_once_and_the_closed_number_stays(
    session: Session, centre_id: int
) -> None:
    in_july = midnight(JULY.first_on) + timedelta(days=5)
    get_in_touch(session, centre_id, in_july)
    close(session, JULY, LEAD, LATER, without_all=True)
    get_in_touch(session, centre_id, in_july)
    august = count_period(session, AUGUST)
    assert list_late_changes(session, august) > 0
    assert list_late_changes(session, august) == 0
    count_period(session, JULY)
    assert enquiries(session, JULY) == 1
    late = select(Adjustment).where(Adjustment.measure == "enquiries")
    assert [one.numerator for one in session.scalars(late)] == [1]
