"""The full account of a pair: every rule against it, and a sum that makes the score."""

from collections.abc import Callable
from datetime import date

import pytest

from matching.factors import DEFAULT_WEIGHTS, FACTORS
from matching.ranker import Ranker
from matching.types import (
    Availability,
    HeldSkill,
    Importance,
    NeededSkill,
    Opportunity,
    Place,
    Point,
    Session,
    Volunteer,
    Window,
)

HOME, FAR = (Place(Point(51.15, 0.87)),), (Place(Point(51.6, 0.87)),)
PERSON = Volunteer(
    "v",
    places=HOME,
    within_km=10,
    skills=(HeldSkill("cooking"),),
    age_to=16,
    availability=Availability((Window(1, 1080, 1200),)),
)
CLUB = Opportunity(
    "club",
    "club",
    places=HOME,
    sessions=(Session(date(2026, 9, 1), 1080, 120, "weekly"),),
    skills=(NeededSkill("driving"), NeededSkill("cooking")),
)


def test_every_rule_that_fails_is_told_in_order(catalogue_of: Callable) -> None:
    must = (NeededSkill("driving", Importance.MUST),)
    role = Opportunity("r", "r", places=FAR, minimum_age=18, skills=must, places_open=0)
    account = Ranker().explain(PERSON, "r", catalogue_of([role]))
    assert [one.rule for one in account.exclusions] == ["full", "age", "distance", "skills"]
    assert account.exclusion == account.exclusions[0]
    assert all(one.text and one.opportunity_id == "r" for one in account.exclusions)


def test_a_pair_in_the_list_has_no_rule_against_it(catalogue_of: Callable) -> None:
    account = Ranker().explain(PERSON, "club", catalogue_of([CLUB]))
    assert (account.exclusion, account.exclusions) == (None, ())


@pytest.mark.parametrize(
    "weights", [DEFAULT_WEIGHTS, {"skills": 3, "text": 1}, {"distance": 0.1, "skills": 0}]
)
@pytest.mark.parametrize("person", [PERSON, Volunteer("blank")], ids=["person", "blank"])
def test_the_lines_add_up_to_the_score(
    catalogue_of: Callable, weights: dict[str, float], person: Volunteer
) -> None:
    ranker = Ranker(weights)
    account = ranker.explain(person, "club", catalogue_of([CLUB]))
    assert sum(line.adds for line in account.sum) == pytest.approx(account.match.score, abs=1e-6)
    assert sum(line.weight for line in account.sum) == pytest.approx(1)
    assert {line.factor for line in account.sum} == {name for name, w in weights.items() if w}
    neutral = {factor.name: factor.neutral for factor in FACTORS}
    for line in account.sum:
        assert line.score == account.factors[line.factor]
        assert line.stated is (line.score is not None)
        assert line.counted == (neutral[line.factor] if line.score is None else line.score)
        assert line.adds == pytest.approx(line.weight * line.counted)


def test_what_is_not_stated_is_told_from_what_is(catalogue_of: Callable) -> None:
    account = Ranker().explain(PERSON, "club", catalogue_of([CLUB]))
    stated = {line.factor: line.stated for line in account.sum}
    assert (
        stated.items()
        >= {
            "availability": True,
            "skills": True,
            "distance": True,
            "interests": False,
            "text": False,
        }.items()
    )
