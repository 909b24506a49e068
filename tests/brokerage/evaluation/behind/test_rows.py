"""Every number is its rows added up: each measure, area and group, on both databases."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage import create_app
from brokerage.db import db, unit_of_work
from brokerage.demo.jobs import load
from brokerage.demo.scale import Scale
from brokerage.evaluation.areas import ALL, read_areas
from brokerage.evaluation.behind.agreeing import compare
from brokerage.evaluation.behind.allowing import NOT_OF_PEOPLE, Scope
from brokerage.evaluation.behind.finding import Within, find_pieces
from brokerage.evaluation.cells import TOTAL
from brokerage.evaluation.counting import count_period
from brokerage.evaluation.definitions import get_measure, measures
from brokerage.evaluation.measures import COUNTED, TIMED
from brokerage.evaluation.measures.money import LOW
from brokerage.evaluation.measures.rows import Record
from brokerage.evaluation.models import Funding
from brokerage.evaluation.periods import Period, midnight
from brokerage.evaluation.reading import read_figures
from brokerage.evaluation.telling import STANDS_FOR_ALL
from brokerage.hours.feedback.questions import OUTCOMES
from brokerage.hours.models import OutcomeAnswer, PlacementFeedback
from brokerage.introductions.models import Introduction
from tests.brokerage.demo.conftest import TODAY
from tests.conftest import close, new_postgres, settings

SOME = Scale(organisations=20, live=60, not_live=20, volunteers=150, introductions=60)
QUARTER = Period.read("2026-Q1")
EVERYBODY = Scope(None)
THINGS = {Record.ROLE, Record.FUNDING, Record.ORGANISATION, Record.SUPPORT}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def county(
    request: pytest.FixtureRequest, migrated: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    """A small county of which a quarter was counted, loaded once for these tests."""
    folder = tmp_path_factory.mktemp("behind")
    with ExitStack() as stack:
        if request.param == "sqlite":
            shutil.copy(migrated, folder / "brokerage.sqlite3")
            app = create_app(settings(folder))
        else:
            empty = request.getfixturevalue("migrated_postgres")
            url = stack.enter_context(new_postgres(empty))
            app = create_app(settings(folder, DATABASE_URL=url))
        load(app, SOME, today=TODAY)
        stack.callback(close, app)
        with app.app_context():
            with unit_of_work() as session:
                add_what_was_said(session)
                count_period(session, QUARTER)
            yield db.session()
            db.session.remove()


def add_what_was_said(session: Session) -> None:
    """Answers, and money: one of a centre and one of the county."""
    moment = midnight(QUARTER.first_on) + timedelta(days=9)
    for number, one in enumerate(session.scalars(select(Introduction).limit(6))):
        about = {
            "introduction_id": one.id,
            "volunteer_id": one.volunteer_id,
            "moment": "end",
            "wording": "2026-1",
            "given_at": moment,
            "actor": "public",
            "through": "web",
        }
        for side in ("volunteer", "organisation"):
            first = ("yes", "no", None)[number % 3]
            host = one.opportunity.organisation_id
            said = PlacementFeedback(
                **about, side=side, organisation_id=host, first=first, words=""
            )
            session.add(said)
        for question in OUTCOMES:
            answer = list(question.answers)[number % 2]
            session.add(OutcomeAnswer(**about, question=question.name, answer=answer))
    for centre_id in (session.scalars(select(Introduction.home_centre_id)).first(), None):
        session.add(
            Funding(
                centre_id=centre_id,
                received_on=QUARTER.first_on,
                pence=12_345,
                came_from="The Example Fund",
                kind="grant",
                note="",
                entered_by="account:lead",
            )
        )


def test_the_rows_of_every_number_add_up_to_it(county: Session) -> None:
    areas = read_areas(county)
    centre = areas.of_centre[min(areas.of_centre)]
    told = set()
    for code in (ALL, "kent", centre, "district:dover"):
        area = areas.get(code)
        figures = read_figures(county, areas, area, [QUARTER])[QUARTER]
        within = Within.of(areas, area)
        for name, measure in measures().items():
            for group in {STANDS_FOR_ALL.get(name, TOTAL), *figures.groups(measure)}:
                rows = find_pieces(county, name, QUARTER, group, within, EVERYBODY)
                agreed = compare(measure, figures, group, rows)
                assert agreed is not None
                assert agreed.same, (code, name, group, agreed)
                told |= {name} if rows else set()
    assert set(measures()) - told <= {"sustained_26", "time_to_fill", "roles_filled"}


def test_the_lead_sees_rows_of_everybody_only_where_none_is_a_persons(county: Session) -> None:
    for name in {**COUNTED, **TIMED}:
        sources = (TIMED if name in TIMED else COUNTED)[name].sources(county, QUARTER)
        records = {source.record for source in sources}
        assert (records <= THINGS) is (name in NOT_OF_PEOPLE), name


def test_a_centre_gets_its_own_rows_and_no_others(county: Session) -> None:
    areas = read_areas(county)
    within, mine = Within.of(areas, areas.get(ALL)), min(areas.of_centre)
    for name in ("introductions", "sustained_4", "hours", "support_given", "time_in_state"):
        group = STANDS_FOR_ALL.get(name, TOTAL)
        every = find_pieces(county, name, QUARTER, group, within, EVERYBODY)
        own = find_pieces(county, name, QUARTER, group, within, Scope(frozenset({mine})))
        assert {one.row.centre_id for one in own} <= {mine}
        assert own == [one for one in every if one.row.centre_id == mine]


def test_a_late_row_makes_a_number_differ(county: Session) -> None:
    areas = read_areas(county)
    area, measure = areas.get(ALL), get_measure("funding")
    county.add(
        Funding(received_on=QUARTER.first_on, pence=100, came_from="Late", kind="grant",
                note="", entered_by="account:lead")
    )  # fmt: skip
    county.flush()
    figures = read_figures(county, areas, area, [QUARTER])[QUARTER]
    within = Within.of(areas, area)
    rows = find_pieces(county, "funding", QUARTER, TOTAL, within, EVERYBODY)
    agreed = compare(measure, figures, TOTAL, rows)
    assert agreed is not None
    assert (agreed.same, agreed.counted, agreed.today) == (False, "£246.90", "£247.90")
    county.rollback()


def test_the_value_of_a_row_is_its_minutes_at_the_rate(county: Session) -> None:
    areas = read_areas(county)
    within = Within.of(areas, areas.get(ALL))
    hours, low = (
        find_pieces(county, name, QUARTER, group, within, EVERYBODY)
        for name, group in (("hours", TOTAL), ("value", LOW))
    )
    rates = {
        one.row.numerator / two.row.numerator
        for one, two in zip(low, hours, strict=True)
        if two.row.numerator
    }
    assert len(rates) == 1
