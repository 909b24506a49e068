"""A fair turn on the site: roles shown much give way, by figures that stay through the day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.config import read_settings
from brokerage.db import now, unit_of_work
from brokerage.errors import BadSetting
from brokerage.introductions.models import Introduction
from brokerage.opportunities.models import Opportunity
from brokerage.suggestions.index import LiveIndex, live_index
from brokerage.suggestions.queries import from_address
from brokerage.suggestions.service import search
from brokerage.suggestions.showings import record_showings
from brokerage.suggestions.turns import exposure_of, list_turns, of_centres, shares_of
from brokerage.volunteers.service import register
from brokerage.weeks import local_today
from tests.making import make_county, make_organisation, make_role

TODAY = local_today()
YESTERDAY = TODAY - timedelta(1)


@pytest.fixture
def equals(session: Session) -> list[Opportunity]:
    """Six roles that fit anybody alike."""
    make_county(session)
    return [make_role(session, f"Role {n}", places_offered=4) for n in range(6)]


def order(session: Session) -> list[int]:
    found = search(session, from_address(MultiDict({"near": "TN23"})), TODAY)
    return [card.opportunity.id for card in found.cards]


def renewed(session: Session) -> list[int]:
    live_index()._turns_at = 0.0
    live_index()._snapshot = None
    return order(session)


def test_of_equals_those_shown_least_come_first(
    session: Session, equals: list[Opportunity]
) -> None:
    before = order(session)
    record_showings(session, {(before[0], YESTERDAY): (9, 9.0), (before[1], YESTERDAY): (3, 3.0)})
    assert renewed(session) == [*before[2:], before[1], before[0]]


def test_todays_showings_change_nothing_until_tomorrow(
    session: Session, equals: list[Opportunity]
) -> None:
    before = order(session)
    record_showings(session, {(before[0], TODAY): (99, 99.0)})
    assert renewed(session) == before


def test_showings_of_more_than_four_weeks_ago_are_forgotten(
    session: Session, equals: list[Opportunity]
) -> None:
    before = order(session)
    record_showings(session, {(before[0], TODAY - timedelta(29)): (99, 99.0)})
    assert renewed(session) == before


def test_a_role_shown_often_that_fits_better_still_comes_first(session: Session) -> None:
    make_county(session)
    best = make_role(session, "Fits", on="Tue 18:30-20:30")
    make_role(session, "Does not", on="Mon 09:00-12:00")
    record_showings(session, {(best.id, YESTERDAY): (500, 500.0)})
    asked = from_address(MultiDict({"near": "TN23", "when": "tue-evening"}))
    assert search(session, asked, TODAY).cards[0].opportunity.id == best.id


def test_the_weight_turns_it_off(app: Flask, session: Session, equals: list[Opportunity]) -> None:
    app.config["FAIR_TURN_WEIGHT"] = 0.0
    before = order(session)
    record_showings(session, {(before[0], YESTERDAY): (99, 99.0)})
    assert renewed(session) == before
    assert live_index().current(session).exposure is None
    assert exposure_of([], 0.0) is None


def test_who_hosts_or_pays_is_never_looked_at(session: Session) -> None:
    make_county(session)
    rich, poor = (make_organisation(session, name) for name in ("Rich", "Poor"))
    for number in range(3):
        make_role(session, f"Role {number}", organisation=rich, source_id=f"s{number}")
    turns = list_turns(session, TODAY)
    ordered = order(session)
    for role in session.scalars(select(Opportunity)):
        role.organisation = poor
    session.flush()
    assert list_turns(session, TODAY) == turns
    assert renewed(session) == ordered


def test_open_roles_are_all_named_and_closed_ones_are_not(session: Session) -> None:
    make_county(session)
    shown = make_role(session, "Shown", places_offered=3, places_taken=1)
    make_role(session, "Never shown")
    make_role(session, "Over", ends_on=YESTERDAY)
    make_role(session, "Paused", state="paused")
    record_showings(session, {(shown.id, YESTERDAY): (4, 2.5)})
    turns = {turn.public_id: turn for turn in list_turns(session, TODAY)}
    assert len(turns) == 2
    assert (turns[shown.public_id].places_open, turns[shown.public_id].attention) == (2, 2.5)
    shares = shares_of(list(turns.values()))
    assert (shares.roles, shares.shown, shares.showings, shares.top_tenth) == (2, 1, 4, 1.0)
    assert shares_of([]).top_tenth == 0.0


def test_the_index_reads_turns_anew_at_most_once_a_minute(
    session: Session, equals: list[Opportunity]
) -> None:
    index = LiveIndex(check_seconds=0)
    first = index.current(session)
    assert index.current(session) is first
    make_role(session, "New")
    changed = index.current(session)
    assert changed.exposure is first.exposure
    index._turns_at -= 61
    assert index.current(session).exposure is not first.exposure


def test_the_terminal_says_how_evenly_roles_were_shown(app: Flask) -> None:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        roles = [make_role(session).id for _ in range(4)]
    with app.app_context(), unit_of_work() as session:
        record_showings(session, {(roles[0], YESTERDAY): (3, 3.0), (roles[1], YESTERDAY): (1, 0.5)})
    printed = app.test_cli_runner().invoke(args=["suggestions", "showings"]).output
    assert printed.splitlines() == [
        "4 open roles, 2 of them shown",
        "4 showings",
        "75% of showings went to the most shown tenth of roles",
        "organisations that also run a volunteer centre: 0% of open roles, 0% of showings, "
        "0% of introductions",
    ]


@pytest.mark.parametrize("weight", [-0.1, 1.5])
def test_a_weight_outside_0_to_1_is_refused_by_name(weight: float) -> None:
    with pytest.raises(BadSetting, match="BROKERAGE_FAIR_TURN_WEIGHT"):
        read_settings({"FAIR_TURN_WEIGHT": weight})


def test_roles_people_were_sent_to_lately_give_way(
    session: Session, equals: list[Opportunity]
) -> None:
    before = order(session)
    centre = session.scalars(select(Centre.id)).one()
    wren = register(session, centre, Actor("tests", "desk"), "Wren", "Lanternsea")
    for role, days in ((before[0], 1), (before[1], 40), (before[2], 0)):
        session.add(
            Introduction(
                volunteer_id=wren.id,
                opportunity_id=role,
                home_centre_id=centre,
                state="referred",
                owner="organisation",
                due_on=TODAY,
                referred_at=now() - timedelta(days),
            )
        )
    session.flush()
    made = {turn.public_id: turn.introductions for turn in list_turns(session, TODAY)}
    assert sorted(made.values()) == [0, 0, 0, 0, 0, 1]
    assert renewed(session) == [*before[1:], before[0]]


def test_the_report_says_what_organisations_that_run_a_centre_had(session: Session) -> None:
    make_county(session)
    runs = make_organisation(session, "Runs a centre", runs_a_centre=True)
    theirs = make_role(session, "Theirs", organisation=runs)
    others = [make_role(session, f"Other {number}") for number in range(3)]
    record_showings(
        session, {(theirs.id, YESTERDAY): (3, 3.0), (others[0].id, YESTERDAY): (1, 1.0)}
    )
    turns = list_turns(session, TODAY)
    found = of_centres(session, turns)
    assert (found.roles, found.showings, found.introductions) == (0.25, 0.75, 0.0)
    runs.runs_a_centre = False
    session.flush()
    assert list_turns(session, TODAY) == turns
    assert of_centres(session, turns).roles == 0.0
