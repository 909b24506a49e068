from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from matching.eligibility import RULES
from matching.fitting import fitting
from matching.ranker import Ranker
from matching.types import (
    Availability,
    HeldSkill,
    Importance,
    NeededSkill,
    Opportunity,
    Place,
    Point,
    Remote,
    RemoteWish,
    Session,
    Volunteer,
)

TODAY = date(2026, 11, 20)
ASHFORD, CANTERBURY = Place(Point(51.146, 0.875)), Place(Point(51.28, 1.08))
MUST_DRIVE = (NeededSkill("driving", Importance.MUST),)
YESTERDAY = Session(TODAY - timedelta(days=1), 600, 60)
NEXT_WEEK = Session(TODAY + timedelta(days=7), 600, 60)


def role(**given: object) -> Opportunity:
    return Opportunity("r", "r", **given)  # type: ignore[arg-type]


def person(**given: object) -> Volunteer:
    return Volunteer("v", **given)  # type: ignore[arg-type]


OUT = [
    ("closed", person(), role(closed=True), "Closed"),
    ("full", person(), role(places_open=0), "places are filled"),
    ("over", person(), role(ends_on=TODAY - timedelta(days=1)), "19 November 2026"),
    ("over", person(), role(sessions=(YESTERDAY,)), "dates are over"),
    (
        "start",
        person(availability=Availability(starts_on=TODAY + timedelta(days=30))),
        role(sessions=(NEXT_WEEK,)),
        "before you can start",
    ),
    ("age", person(age_to=17), role(minimum_age=18), "18 or over"),
    ("age", person(age_from=26), role(maximum_age=25), "25 or under"),
    ("remote", person(remote=RemoteWish.NO), role(remote=Remote.YES), "from home"),
    ("remote", person(remote=RemoteWish.ONLY), role(places=(ASHFORD,)), "Cannot be done from home"),
    (
        "distance",
        person(places=(ASHFORD,), within_km=10),
        role(places=(CANTERBURY,)),
        "12.8 miles away, farther than your 6.2 miles",
    ),
    (
        "distance",
        person(places=(ASHFORD,), within_km=10),
        role(places=(CANTERBURY,), remote=Remote.HYBRID),
        "Done from home only in part: 12.8 miles away, farther than your 6.2 miles",
    ),
    (
        "distance",
        person(places=(ASHFORD,), within_km=10, remote=RemoteWish.ONLY),
        role(places=(CANTERBURY,), remote=Remote.HYBRID),
        "Done from home only in part",
    ),
    (
        "access",
        person(needs=frozenset({"step-free", "toilet"})),
        role(access=frozenset({"toilet"}), lacks=frozenset({"step-free"})),
        "It says it does not have what you need: step free",
    ),
    ("skills", person(skills=(HeldSkill("cooking"),)), role(skills=MUST_DRIVE), "Needs driving"),
    ("skills", person(skills=(HeldSkill("transport"),)), role(skills=MUST_DRIVE), "Needs driving"),
]


@pytest.mark.parametrize(("rule", "volunteer", "opportunity", "words"), OUT)
def test_a_rule_excludes_and_says_why(
    rule: str, volunteer: Volunteer, opportunity: Opportunity, words: str, catalogue_of: Callable
) -> None:
    catalogue = catalogue_of([opportunity])
    ranking = Ranker().rank(volunteer, catalogue)
    assert (ranking.total, dict(ranking.excluded)) == (0, {rule: 1})
    (told,) = Ranker().excluded(volunteer, catalogue)
    assert (told.rule, told.opportunity_id, told.volunteer_id) == (rule, "r", "v")
    assert words in told.text
    assert Ranker().explain(volunteer, "r", catalogue).exclusion == told


@pytest.mark.parametrize(
    ("volunteer", "opportunity"),
    [
        (person(), role(places_open=None)),
        (person(), role(ends_on=TODAY)),
        (person(age_from=16, age_to=18), role(minimum_age=18)),
        (person(age_from=18), role(minimum_age=21)),
        (person(), role(minimum_age=18, maximum_age=25)),
        (person(places=(ASHFORD,), within_km=10), role()),
        (person(places=(ASHFORD,), within_km=10), role(places=(CANTERBURY, ASHFORD))),
        (person(places=(CANTERBURY, ASHFORD), within_km=10), role(places=(ASHFORD,))),
        (person(places=(ASHFORD,), within_km=10), role(places=(CANTERBURY,), remote=Remote.YES)),
        (person(places=(ASHFORD,), within_km=10), role(places=(ASHFORD,), remote=Remote.HYBRID)),
        (person(places=(CANTERBURY,)), role(places=(ASHFORD,), remote=Remote.HYBRID)),
        (person(remote=RemoteWish.ONLY), role(remote=Remote.HYBRID)),
        (person(skills=(HeldSkill("minibus"),)), role(skills=MUST_DRIVE)),
        (person(), role(skills=MUST_DRIVE)),
        (person(needs=frozenset({"step-free"})), role()),
        (person(needs=frozenset({"step-free"})), role(lacks=frozenset({"toilet"}))),
        (person(), role(lacks=frozenset({"step-free"}))),
        (person(), role(check="enhanced check")),
    ],
)
def test_what_is_not_stated_or_can_be_obtained_excludes_nobody(
    volunteer: Volunteer, opportunity: Opportunity, catalogue_of: Callable
) -> None:
    assert Ranker().rank(volunteer, catalogue_of([opportunity])).total == 1


@pytest.mark.parametrize("wish", RemoteWish)
def test_a_hybrid_role_beyond_the_limit_is_out_whatever_is_wished(
    catalogue_of: Callable, wish: RemoteWish
) -> None:
    someone = person(places=(ASHFORD,), within_km=10, remote=wish)
    catalogue = catalogue_of([role(places=(CANTERBURY,), remote=Remote.HYBRID)])
    assert Ranker().rank(someone, catalogue).excluded == {"distance": 1}


def test_lacking_access_is_known_to_both_directions(
    catalogue_of: Callable, pool_of: Callable
) -> None:
    needy = replace(person(needs=frozenset({"step-free"})), id="needy")
    without = role(lacks=frozenset({"step-free"}))
    catalogue = catalogue_of([without])
    pool = pool_of([needy, person()], statistics=catalogue.statistics)
    listed = Ranker().shortlist(without, pool, today=TODAY)
    assert [match.volunteer_id for match in listed] == ["v"]
    assert dict(listed.excluded) == {"access": 1}
    assert [len(ranking) for _, ranking in Ranker().digest(pool, catalogue)] == [0, 1]
    account = Ranker().explain(needy, "r", catalogue)
    assert "Step free: no" in [reason.text for reason in account.match.reasons]
    assert Ranker().nearly(needy, catalogue) == []
    assert not fitting(needy, catalogue).any()


def test_the_first_rule_failed_is_the_one_told(catalogue_of: Callable) -> None:
    catalogue = catalogue_of([role(closed=True, minimum_age=18)])
    assert Ranker().excluded(person(age_to=10), catalogue)[0].rule == "closed"


def test_a_limit_is_exact_to_the_geodesic(catalogue_of: Callable) -> None:
    from geopy.distance import geodesic

    kilometres = geodesic((51.146, 0.875), (51.28, 1.08)).km
    catalogue = catalogue_of([role(places=(CANTERBURY,))])
    for limit, total in ((kilometres, 1), (kilometres - 1e-7, 0), (kilometres + 1e-7, 1)):
        assert Ranker().rank(person(places=(ASHFORD,), within_km=limit), catalogue).total == total


def test_every_rule_has_a_story_here() -> None:
    assert {story[0] for story in OUT} == {rule.name for rule in RULES}
