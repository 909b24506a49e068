"""Certificates that were seen, trainings, and what runs out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from brokerage.actors import Actor
from brokerage.db import unit_of_work
from brokerage.introductions.service import Agreement, introduce
from brokerage.volunteers.check_rules import QUESTIONS
from brokerage.volunteers.models import Volunteer, VolunteerCheck, VolunteerTraining
from brokerage.weeks import local_today
from tests.brokerage.records.conftest import Desks
from tests.making import make_role

TODAY = local_today()
SEEN = {
    "level": "enhanced",
    "issued_on": f"{TODAY.day}/{TODAY.month}/{TODAY.year}",
    "decision": "not_decided",
    "update_service": "yes",
}


def test_a_check_is_noted_once_however_often_the_form_is_sent(desks: Desks) -> None:
    for _ in range(2):
        sent = desks.here.post(f"{desks.at}/checks/new", data={**SEEN, "submission": "once"})
        assert sent.location == f"{desks.at}/checks"
    (check,) = desks.rows(VolunteerCheck)
    assert (check.level, check.issued_on, check.update_service) == ("enhanced", TODAY, True)
    assert check.seen_by.startswith("account:")


def test_opening_the_page_is_written_down_each_time(desks: Desks) -> None:
    desks.here.post(f"{desks.at}/checks/new", data=SEEN)
    for _ in range(2):
        page = desks.here.get(f"{desks.at}/checks")
        assert page.status_code == 200
    assert "A broker" in page.text  # who saw it, by name
    assert "Enhanced" in page.text
    assert desks.audited("checks") == ["read", "read"]
    assert desks.audited("references") == ["read", "read"]


def test_a_decision_is_changed_and_the_certificate_s_other_centre_sees_none_of_it(
    desks: Desks,
) -> None:
    desks.here.post(f"{desks.at}/checks/new", data=SEEN)
    address = f"{desks.at}/checks/{desks.rows(VolunteerCheck)[0].public_id}/decision"
    assert desks.here.post(address, data={}).status_code == 422
    assert desks.there.post(address, data={"decision": "suitable"}).status_code == 404
    assert desks.there.get(f"{desks.at}/checks").status_code == 404
    assert desks.rows(VolunteerCheck)[0].decision == "not_decided"
    assert desks.here.post(address, data={"decision": "suitable"}).status_code == 302
    assert desks.rows(VolunteerCheck)[0].decided_on == TODAY


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"level": ""}, "level"),
        ({"level": "pink"}, "level"),
        ({"issued_on": ""}, "issued_on"),
        ({"issued_on": "31 2 2026"}, "issued_on"),
        ({"issued_on": "1 1 2999"}, "issued_on"),
        ({"decision": ""}, "decision"),
        ({"update_service": "perhaps"}, "update_service"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    desks: Desks, changed: dict[str, str], field: str
) -> None:
    page = desks.here.post(f"{desks.at}/checks/new", data={**SEEN, **changed})
    assert page.status_code == 422
    assert f'href="#{field}"' in page.text
    assert 'value="enhanced" checked' in page.text or "level" in changed
    assert desks.rows(VolunteerCheck) == []


def test_a_training_is_noted(desks: Desks) -> None:
    facts = {"kind": "training", "title": "Food hygiene", "done_on": "2 March 2026"}
    desks.here.post(f"{desks.at}/training/new", data={**facts, "expires_on": "2 3 2029"})
    (done,) = desks.rows(VolunteerTraining)
    assert (done.title, f"{done.done_on}", f"{done.expires_on}") == (
        "Food hygiene",
        "2026-03-02",
        "2029-03-02",
    )
    assert "2 March 2029" in desks.here.get(f"{desks.at}/checks").text
    early = {**facts, "expires_on": "1 3 2026"}
    page = desks.here.post(f"{desks.at}/training/new", data=early)
    assert 'href="#expires_on"' in page.text


def test_what_runs_out_is_listed_and_taken_as_a_file(desks: Desks) -> None:
    soon = TODAY + timedelta(days=20)
    late = {
        "title": "=Lifting",
        "kind": "training",
        "done_on": "1 1 2020",
        "expires_on": "1 1 2021",
    }
    later = {**late, "title": "First aid", "expires_on": f"{soon:%d %m %Y}"}
    for facts in (late, later):
        desks.here.post(f"{desks.at}/training/new", data=facts)
    page = desks.here.get("/desk/running-out").text
    assert page.index("=Lifting") < page.index("First aid")
    assert "2 to renew, 1 late" in page
    assert "Vera Example" in page
    assert "Vera" not in desks.here.get("/desk/running-out?kind=check").text
    assert "Vera" not in desks.there.get("/desk/running-out").text
    file = desks.here.get("/desk/running-out.csv")
    assert "Vera Example,'=Lifting,2021-01-01" in file.text
    assert desks.audited("running_out") == ["export"]


def test_ten_answers_give_the_highest_level_with_reasons(desks: Desks) -> None:
    page = desks.here.get("/desk/check-level").text
    assert page.count("govuk-radios__input") == 20
    unanswered = desks.here.get("/desk/check-level?answered=1")
    assert unanswered.status_code == 422
    assert unanswered.text.count('href="#') >= 10
    answers = {**dict.fromkeys(QUESTIONS, "no"), "answered": "1", "adults_money_or_shopping": "yes"}
    found = desks.here.get("/desk/check-level", query_string=answers).text
    assert "Enhanced with barred list. Highest check this role seems to allow" in found
    assert "money, bills or shopping" in found


def test_a_role_that_asks_for_more_than_the_law_allows_is_said_to(desks: Desks) -> None:
    with desks.app.app_context(), unit_of_work() as session:
        role = make_role(session, "Gardener", check_level="enhanced").public_id
    answers = {**dict.fromkeys(QUESTIONS, "no"), "answered": "1", "role": role}
    page = desks.here.get("/desk/check-level", query_string=answers).text
    assert "Gardener" in page
    assert "The role asks for more: Enhanced." in page
    assert desks.here.get("/desk/check-level?role=nowhere").status_code == 404


def test_a_check_can_be_for_a_role_they_are_on_the_way_to(desks: Desks) -> None:
    assert "For which role?" not in desks.here.get(f"{desks.at}/checks/new").text
    with desks.app.app_context(), unit_of_work() as session:
        role, other = make_role(session, "Befriender"), make_role(session, "Gardener")
        vera = session.scalars(select(Volunteer)).one()
        introduce(session, vera, role, Actor("account:b", "desk"), Agreement("centre"))
        wanted, not_theirs = role.public_id, other.public_id
    page = desks.here.get(f"{desks.at}/checks/new").text
    assert "Befriender, The Example Trust" in page
    assert not_theirs not in page
    refused = desks.here.post(f"{desks.at}/checks/new", data={**SEEN, "role": not_theirs})
    assert refused.status_code == 422
    desks.here.post(f"{desks.at}/checks/new", data={**SEEN, "role": wanted})
    assert [check.opportunity_public_id for check in desks.rows(VolunteerCheck)] == [wanted]
    assert ">Befriender</a>" in desks.here.get(f"{desks.at}/checks").text
