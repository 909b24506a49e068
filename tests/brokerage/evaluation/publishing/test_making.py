"""Making, approving and withdrawing publications, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.audit import AuditEntry
from brokerage.centres.models import Centre
from brokerage.db import unit_of_work
from brokerage.errors import Conflict, Invalid
from brokerage.evaluation.closing import close, list_late_changes
from brokerage.evaluation.counting import count_period, find_counted
from brokerage.evaluation.periods import Period, midnight
from brokerage.evaluation.publishing.drawing import drawn
from brokerage.evaluation.publishing.making import approve, editions, make, withdraw
from brokerage.evaluation.publishing.models import Publication
from brokerage.evaluation.publishing.protecting import protect_tables
from brokerage.evaluation.publishing.reading import find_published, list_published
from brokerage.evaluation.publishing.sources import read_source
from brokerage.evaluation.publishing.stated import published_tables
from brokerage.volunteers.models import VolunteerMove
from tests.brokerage.evaluation.publishing.printing import printed
from tests.brokerage.evaluation.publishing.test_attack import only_rounded
from tests.making import make_centre, make_county, make_volunteer

LEAD, EVALUATOR = Actor("account:lead", "web"), Actor("account:evaluator", "web")
KENT = "Kent, its 12 districts"
Q2, Q3 = Period.read("2026-Q2"), Period.read("2026-Q3")
NUMBERS = {Q2: (23, 4, 18), Q3: (31, 12, 6)}
DISTRICTS = ("E07000105", "E07000108", "E07000114")


@pytest.fixture(params=["app", "postgres_app"])
def county(request: pytest.FixtureRequest) -> Flask:
    """People of three districts registered in two quarters, which are closed."""
    app: Flask = request.getfixturevalue(request.param)
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        make_centre(session, "Dover Example", "E07000108")
        for quarter, numbers in NUMBERS.items():
            for district, number in zip(DISTRICTS, numbers, strict=True):
                register(session, quarter, district, number)
            close(session, quarter, LEAD, quarter.until, without_all=True)
    return app


def register(session: Session, quarter: Period, district: str, number: int) -> None:
    centre = session.scalars(select(Centre)).first()
    moment = midnight(quarter.first_on) + timedelta(days=3)
    became = {"to_state": "registered", "moved_at": moment, "actor": "tests", "through": "web"}
    for _ in range(number):
        person = make_volunteer(session, centre.id, created_at=moment, district_code=district)
        session.add(VolunteerMove(volunteer_id=person.id, **became))
    session.flush()


def told(publication: Publication, table: str) -> dict[str, int | None]:
    found = next(one for one in publication.tables if one.name == table)
    return {line.label: line.amount for line in found.lines}


def test_a_small_number_takes_another_with_it_and_the_rest_is_rounded(county: Flask) -> None:
    with county.app_context(), unit_of_work() as session:
        found = told(make(session, Q2, LEAD, 10), "registrations_by_district")
    assert (found["Ashford"], found["Dover"], found["Thanet"]) == (25, None, None)
    assert found[KENT] == 45


def test_two_people_let_it_go(county: Flask) -> None:
    with county.app_context(), unit_of_work() as session:
        publication = make(session, Q2, LEAD, 10)
        assert list_published(session) == []
        with pytest.raises(Conflict, match="Somebody else"):
            approve(session, publication, LEAD)
        approve(session, publication, EVALUATOR)
        assert list_published(session) == [publication]
        with pytest.raises(Conflict, match="any more"):
            approve(session, publication, EVALUATOR)
        acts = session.scalars(select(AuditEntry).where(AuditEntry.kind == "publication"))
        assert [(one.action, one.actor) for one in acts] == [
            ("make", "account:lead"),
            ("approve", "account:evaluator"),
        ]


def test_only_closed_quarters_are_published_and_one_edition_waits_at_a_time(county: Flask) -> None:
    with county.app_context(), unit_of_work() as session:
        for period, why in ((Period.read("2026-06"), "Only quarters"), (Q3.next(), "not closed")):
            with pytest.raises(Conflict, match=why):
                make(session, period, LEAD, 10)
        make(session, Q2, LEAD, 10)
        with pytest.raises(Conflict, match="waits"):
            make(session, Q2, LEAD, 10)


def test_a_corrected_edition_says_why_and_tells_nothing_that_was_hidden(county: Flask) -> None:
    with county.app_context(), unit_of_work() as session:
        first = make(session, Q2, LEAD, 10)
        approve(session, first, EVALUATOR)
        with pytest.raises(Invalid, match="Say why"):
            make(session, Q2, LEAD, 10)
        register(session, Q2, "E07000108", 20)  # a sheet that was found later: Dover is not small
        list_late_changes(session, count_period(session, Q3.next()))
        second = make(session, Q2, LEAD, 10, "A sheet was found.")
        approve(session, second, EVALUATOR)
        before, after = (told(one, "registrations_by_district") for one in (first, second))
        assert {label for label, n in before.items() if n is None} <= {
            label for label, n in after.items() if n is None
        }
        assert (before[KENT], after[KENT]) == (45, 65)
        assert (second.edition, list_published(session)) == (2, [second])


def test_what_was_withdrawn_is_read_by_nobody_and_kept(county: Flask) -> None:
    with county.app_context(), unit_of_work() as session:
        publication = make(session, Q2, LEAD, 10)
        approve(session, publication, EVALUATOR)
        with pytest.raises(Invalid, match="Say why"):
            withdraw(session, publication, LEAD, " ")
        withdraw(session, publication, LEAD, "A centre was missing.")
        assert (list_published(session), len(editions(session, Q2))) == ([], 1)
        assert find_published(session, str(Q2))[0] is None
        with pytest.raises(Conflict, match="already"):
            withdraw(session, publication, LEAD, "Again")


def test_a_published_number_stays_whatever_becomes_of_the_records(county: Flask) -> None:
    with county.app_context(), unit_of_work() as session:
        publication = make(session, Q2, LEAD, 10)
        before = {table.name: told(publication, table.name) for table in publication.tables}
        counted = find_counted(session, Q2)
        counted.figures.clear()
        session.flush()
        session.expire_all()
        assert before == {one.name: told(publication, one.name) for one in publication.tables}


def test_the_attack_on_two_quarters_of_a_database_derives_nothing(county: Flask) -> None:
    with county.app_context(), unit_of_work() as session:
        told_of, naive = {}, {}
        for quarter in (Q2, Q3):
            source = read_source(session, find_counted(session, quarter), corrected=False)
            tables = [drawn(stated, source) for stated in published_tables().values()]
            told_of[str(quarter)] = (tables, protect_tables(tables, 10).told)
            naive[str(quarter)] = (tables, only_rounded(tables))
        attacker, truth = printed(source, told_of)
        assert attacker.finds(truth, 10) == []
        attacker, truth = printed(source, naive)
        assert attacker.finds(truth, 10)
