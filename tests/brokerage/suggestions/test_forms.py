from __future__ import annotations

import pytest
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from brokerage.opportunities.schemas import ACCESS_FIELDS
from brokerage.suggestions import forms
from brokerage.suggestions.forms import EVERYDAY_SKILLS, search_form, week_grid
from tests.making import COOKING, DRIVING, make_county, make_role

PATIENCE = "https://ns.volunteeringdata.io/PatienceAndUnderstanding"


@pytest.fixture
def county(session: Session) -> Session:
    make_county(session)
    return session


def test_an_empty_form_begins_with_ten_miles_and_roles_from_home(county: Session) -> None:
    form = search_form(county, MultiDict(), {})
    assert form.within.value == "10"
    assert form.remote.value == "welcome"


def test_an_answer_keeps_what_was_asked(county: Session) -> None:
    args = MultiDict(
        [("near", "TN23"), ("within_km", "16"), ("skills", "driving"), ("needs", "parking")]
    )
    form = search_form(county, args, {})
    assert form.near.value == "TN23"
    assert form.within.value == "16km"
    assert "driving" in form.skills.values
    assert form.needs.values == ("parking",)


def test_what_the_form_does_not_ask_is_carried_along(county: Session) -> None:
    form = search_form(county, MultiDict([("minutes_per_week", "60"), ("needs", "parking")]), {})
    assert form.carried == (("minutes_per_week", "60"),)


def test_the_access_somebody_needs_is_asked_in_the_words_of_the_filter(county: Session) -> None:
    form = search_form(county, MultiDict(), {})
    assert dict(form.needs.choices)["step_free"] == "Step-free access"
    assert list(dict(form.needs.choices)) == list(ACCESS_FIELDS)


def test_no_limit_stays_no_limit(county: Session) -> None:
    assert search_form(county, MultiDict([("near", "TN23"), ("within", "")]), {}).within.value == ""


def test_what_people_do_comes_without_unfolding_and_what_they_are_is_folded(
    county: Session,
) -> None:
    for _ in range(3):
        make_role(county, skills={PATIENCE: "needed"})
    form = search_form(county, MultiDict(), {})
    assert set(dict(form.skills.choices)) == EVERYDAY_SKILLS
    assert "patience-and-understanding" in dict(form.more_skills.choices)
    assert not set(form.skills.choices) & set(form.more_skills.choices)


def test_where_everyday_skills_are_few_practical_ones_in_use_come_next(
    county: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "EVERYDAY_SKILLS", frozenset({"driving"}))
    monkeypatch.setattr(forms, "SKILLS_AT_ONCE", 2)
    for _ in range(3):
        make_role(county, skills={PATIENCE: "needed"})
    make_role(county, skills={COOKING: "needed"})
    form = search_form(county, MultiDict(), {})
    assert set(dict(form.skills.choices)) == {"driving", "cooking"}


def test_a_chosen_skill_is_never_folded_away_however_it_was_named(county: Session) -> None:
    for name in ("pilot-licence", "Pilot licence", "https://ns.volunteeringdata.io/PilotLicense"):
        form = search_form(county, MultiDict([("skills", name)]), {})
        assert form.skills.values == ("pilot-licence",)


def test_groups_of_skills_are_too_vague_to_offer(county: Session) -> None:
    form = search_form(county, MultiDict(), {})
    offered = {slug for slug, _label in (*form.skills.choices, *form.more_skills.choices)}
    assert "communication" not in offered
    assert DRIVING.rsplit("/", 1)[1].lower() in offered


def test_errors_stand_beside_their_question(county: Session) -> None:
    errors = {"near": ["Not known."], "when": ["Not a time."], "within": ["Not a distance."]}
    form = search_form(county, MultiDict([("near", "x")]), errors)
    assert form.near.errors == ("Not known.",)
    assert form.week.errors == ("Not a time.",)
    assert form.within.errors == ("Not a distance.",)


def test_the_week_keeps_boxes_flags_and_whatever_was_typed() -> None:
    grid = week_grid(["tue-evening", "changes", "Tue 18:00-21:00", "soonish"])
    checked = [box.value for _day, boxes in grid.days for box in boxes if box.checked]
    assert checked == ["tue-evening"]
    assert (grid.any_time, grid.changes) == (False, True)
    assert grid.exact == ("Tue 18:00-21:00", "soonish")
    assert len([box for _day, boxes in grid.days for box in boxes]) == 21
