import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.catalogue import Catalogue
from matching.errors import InvalidWeights, MisalignedInput, UnknownOpportunity
from matching.factors import DEFAULT_WEIGHTS
from matching.ranker import Ranker
from matching.types import (
    Audience,
    Availability,
    HeldSkill,
    Hours,
    NeededSkill,
    Opportunity,
    Place,
    Point,
    Session,
    Volunteer,
    Window,
)

TODAY = date(2026, 11, 20)
HOME = Place(Point(51.15, 0.87))
PERSON = Volunteer(
    "v",
    places=(HOME,),
    within_km=30,
    skills=(HeldSkill("driving"), HeldSkill("cooking")),
    interests=("animals",),
    text="gardening for children",
    availability=Availability((Window(1, 1080, 1260), Window(5, 540, 780))),
)


def some_roles(count: int, seed: int = 1) -> list[Opportunity]:
    dice = random.Random(seed)
    return [
        Opportunity(
            f"id {n}",
            f"key {n}",
            title=dice.choice(["Gardener", "Cook", "Driver", ""]),
            text=dice.choice(["Help children to grow", "Cook for neighbours", ""]),
            places=(Place(Point(51.15 + dice.choice([0, 0.1, 0.2, 0.5]), 0.87)),),
            sessions=dice.choice(
                [(), (Session(TODAY, 1080, 120, "weekly", weekdays=(dice.choice([1, 3]),)),)]
            ),
            hours=dice.choice([None, Hours(120)]),
            skills=(NeededSkill(dice.choice(["driving", "minibus", "cooking"])),),
            causes=(dice.choice(["animals", "cats", "sport"]),),
        )
        for n in range(count)
    ]


ROLES = some_roles(60)


def ids(ranking) -> list[str]:
    return [match.opportunity_id for match in ranking]


def keys(ranking, catalogue: list[Opportunity]) -> list[str]:
    by_id = {role.id: role.key for role in catalogue}
    return [by_id[name] for name in ids(ranking)]


def test_scores_fall_and_totals_add_up(catalogue_of: Callable) -> None:
    catalogue = catalogue_of(ROLES)
    ranking = Ranker().rank(PERSON, catalogue, limit=100)
    scores = [match.score for match in ranking]
    assert scores == sorted(scores, reverse=True)
    assert len(ranking) == ranking.total
    assert ranking.total + sum(ranking.excluded.values()) == len(ROLES)
    assert ranking.excluded.keys() == {"distance"}


def test_pages_join_up(catalogue_of: Callable) -> None:
    catalogue = catalogue_of(ROLES)
    whole = ids(Ranker().rank(PERSON, catalogue, limit=40))
    pages = [ids(Ranker().rank(PERSON, catalogue, limit=10, offset=n)) for n in (0, 10, 20, 30)]
    assert [name for page in pages for name in page] == whole
    assert ids(Ranker().rank(PERSON, catalogue, offset=1000)) == []


@settings(max_examples=25)
@given(st.randoms(use_true_random=False), st.integers(0, 60))
def test_shuffling_renaming_and_splitting_change_no_order(
    catalogue_of: Callable, dice: random.Random, cut: int
) -> None:
    whole = catalogue_of(ROLES)
    expected = keys(Ranker().rank(PERSON, whole, limit=60), ROLES)
    mixed = [replace(role, id=f"new {n}") for n, role in enumerate(ROLES)]
    dice.shuffle(mixed)
    split = catalogue_of(mixed[:cut], statistics=whole.statistics).replace(mixed[cut:])
    assert keys(Ranker().rank(PERSON, split, limit=60), mixed) == expected


def test_equals_take_turns_by_date_and_the_same_every_time(catalogue_of: Callable) -> None:
    equals = [Opportunity(str(n), f"key {n}") for n in range(30)]
    catalogue = catalogue_of(equals)
    days = [TODAY + timedelta(days=n) for n in range(20)]
    first = [ids(Ranker().rank(PERSON, catalogue, 3, today=day))[0] for day in days]
    again = [ids(Ranker().rank(PERSON, catalogue, 3, today=day))[0] for day in days]
    assert first == again
    assert len(set(first)) > 8


def test_the_order_of_equals_is_the_same_in_every_process(catalogue_of: Callable) -> None:
    equals = [Opportunity(str(n), f"key {n}") for n in range(6)]
    assert ids(Ranker().rank(PERSON, catalogue_of(equals))) == ["5", "2", "0", "3", "1", "4"]


def test_very_many_equals_are_ordered_as_few_are(catalogue_of: Callable) -> None:
    catalogue = catalogue_of([Opportunity(str(n), f"key {n}") for n in range(6000)])
    whole = ids(Ranker().rank(Volunteer("v"), catalogue, limit=6000))
    assert ids(Ranker().rank(Volunteer("v"), catalogue, limit=15)) == whole[:15]


@pytest.mark.parametrize("kind", ["ids", "mask"])
def test_only_the_allowed_compete(catalogue_of: Callable, kind: str) -> None:
    catalogue: Catalogue = catalogue_of(ROLES[:50]).replace(ROLES[50:], ["id 7"])
    some = {f"id {n}" for n in range(0, 60, 3)}
    allowed = some if kind == "ids" else np.array([name in some for name in catalogue.ids])
    ranking = Ranker().rank(PERSON, catalogue, limit=60, allowed=allowed)
    everything = ids(Ranker().rank(PERSON, catalogue, limit=60))
    assert ids(ranking) == [name for name in everything if name in some]
    assert ranking.total + sum(ranking.excluded.values()) == len(some)


def test_a_mask_of_another_length_is_refused(catalogue_of: Callable) -> None:
    with pytest.raises(MisalignedInput, match="2 values for 60"):
        Ranker().rank(PERSON, catalogue_of(ROLES), allowed=np.array([True, False]))


@pytest.mark.parametrize("weights", [{"taste": 1}, {"skills": -1}, {"skills": 0}, {}])
def test_weights_that_mean_nothing_are_refused(weights: dict[str, float]) -> None:
    with pytest.raises(InvalidWeights):
        Ranker(weights)


def test_a_shortlist_scores_as_the_ranking_does(catalogue_of: Callable, pool_of: Callable) -> None:
    catalogue = catalogue_of(ROLES)
    people = [
        replace(
            PERSON, id=f"person {n}", skills=skills, places=(Place(Point(51.15, 0.8 + n / 50)),)
        )
        for n, skills in enumerate([(), (HeldSkill("driving"),), (HeldSkill("cooking"),)] * 30)
    ]
    pool = pool_of(people, statistics=catalogue.statistics)
    found = Ranker().shortlist(ROLES[3], pool, limit=200, today=TODAY, calendar=catalogue.calendar)
    assert found.total + sum(found.excluded.values()) == len(people)
    by_id = {person.id: person for person in people}
    for match in list(found)[::7]:
        other = Ranker().explain(by_id[match.volunteer_id], ROLES[3].id, catalogue)
        assert other.match.score == pytest.approx(match.score, abs=2e-6)
        assert other.match.reasons == match.reasons


def test_a_digest_is_everybodys_own_ranking(catalogue_of: Callable, pool_of: Callable) -> None:
    catalogue = catalogue_of(ROLES[:40]).replace(ROLES[40:])
    people = [
        replace(PERSON, id=f"p{n}", places=(Place(Point(51.1 + n / 100, 0.87)),)) for n in range(40)
    ] + [Volunteer("blank")]
    pool = pool_of(people, statistics=catalogue.statistics)
    digest = dict(Ranker().digest(pool, catalogue, limit=5))
    assert list(digest) == [person.id for person in people]
    for person in people:
        assert digest[person.id] == Ranker().rank(person, catalogue, limit=5)


def test_in_a_digest_each_may_have_other_roles(catalogue_of: Callable, pool_of: Callable) -> None:
    catalogue = catalogue_of(ROLES[:40]).replace(ROLES[40:])
    people = [replace(PERSON, id=name) for name in ("all", "some", "named", "none")]
    odd = np.arange(len(catalogue)) % 2 == 1
    allowed = {"some": odd, "named": [ROLES[3].id, ROLES[50].id], "none": np.zeros(len(odd), bool)}
    pool = pool_of(people, statistics=catalogue.statistics)
    for workers in (1, 2):
        digest = dict(Ranker().digest(pool, catalogue, 5, allowed=allowed, workers=workers))
        for person in people:
            mine = allowed.get(person.id)
            assert digest[person.id] == Ranker().rank(person, catalogue, 5, allowed=mine)
        assert len(digest["none"]) == 0
        assert {match.opportunity_id for match in digest["named"]} <= {ROLES[3].id, ROLES[50].id}


def test_an_account_tells_every_factor_and_the_rule_against(catalogue_of: Callable) -> None:
    far = replace(ROLES[0], id="far", places=(Place(Point(53.0, 0.87)),))
    catalogue = catalogue_of([*ROLES, far])
    account = Ranker().explain(PERSON, "far", catalogue)
    assert account.exclusion is not None
    assert account.exclusion.rule == "distance"
    assert set(account.factors) == set(DEFAULT_WEIGHTS)
    inside = Ranker().explain(PERSON, Ranker().rank(PERSON, catalogue)[0].opportunity_id, catalogue)
    assert inside.exclusion is None
    assert inside.match == Ranker().rank(PERSON, catalogue)[0]
    with pytest.raises(UnknownOpportunity, match="nowhere"):
        Ranker().explain(PERSON, "nowhere", catalogue)


def test_reasons_for_come_first_and_carry_their_factor(catalogue_of: Callable) -> None:
    for match in Ranker().rank(PERSON, catalogue_of(ROLES)):
        supports = [reason.supports for reason in match.reasons]
        assert supports == sorted(supports, reverse=True)
        assert all(reason.factor for reason in match.reasons)


def test_an_organisation_reads_only_reasons_for(catalogue_of: Callable) -> None:
    role = Opportunity(
        "r",
        "r",
        check="enhanced check",
        skills=(NeededSkill("driving"), NeededSkill("singing")),
        places=(HOME,),
    )
    person = replace(PERSON, needs=frozenset({"step-free"}))
    match = Ranker().rank(person, catalogue_of([role]))[0]
    against = [reason for reason in match.reasons if not reason.supports]
    assert {reason.text for reason in against} >= {
        "Needs an enhanced check; you can get it after applying",
        "Step free not stated: ask",
        "Also asks for singing",
        "Times not stated: ask",
    }
    for reason in against:
        assert Audience.ORGANISATION not in reason.audiences


@settings(max_examples=50)
@given(st.integers(0, 10_000))
def test_an_almost_blank_advert_never_beats_an_equal_one_whose_times_fit(
    catalogue_of: Callable, seed: int
) -> None:
    (full,) = some_roles(1, seed)
    full = replace(full, sessions=(Session(TODAY, 1080, 120, "weekly", weekdays=(1,)),), hours=None)
    blank = replace(full, id="blank", key="blank", sessions=(), hours=None)
    for day in range(3):
        ranking = Ranker().rank(
            PERSON, catalogue_of([blank, full]), today=TODAY + timedelta(days=day)
        )
        found = ids(ranking)
        assert not found or found[0] == full.id


@settings(max_examples=50)
@given(st.integers(0, 10_000), st.sampled_from(["nearer", "skill", "hour"]))
def test_nearer_one_more_skill_or_one_more_hour_never_lowers_a_role(
    catalogue_of: Callable, seed: int, change: str
) -> None:
    roles = some_roles(1, seed)
    role, person = replace(roles[0], hours=Hours(300), places=(HOME,)), PERSON
    if change == "nearer":
        role = replace(role, places=(Place(Point(51.3, 0.87)),))
        better = replace(role, places=(Place(Point(51.25, 0.87)),))
    elif change == "skill":
        role = replace(role, skills=(NeededSkill("minibus"), NeededSkill("singing")))
        better = replace(role, skills=(*role.skills, NeededSkill("driving")))
    else:
        role = replace(role, sessions=(Session(TODAY, 1200, 120, "weekly", weekdays=(1,)),))
        better = replace(role, sessions=(Session(TODAY, 1140, 120, "weekly", weekdays=(1,)),))
    statistics = catalogue_of(ROLES).statistics
    scores = [
        Ranker().rank(person, catalogue_of([one], statistics=statistics))[0].score
        for one in (role, better)
    ]
    assert scores[1] >= scores[0]
