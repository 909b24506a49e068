import pickle
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import synthetic
from matching.catalogue import Catalogue
from matching.cautions import CONFIRMED, NOT_CONFIRMED, warned
from matching.errors import InvalidInput, MisalignedInput
from matching.exposure import (
    FAIR_WEIGHT,
    REMEMBERED,
    UNCONFIRMED,
    Exposure,
    attention,
    need,
    standing,
)
from matching.ranker import Ranker
from matching.statistics import Statistics
from matching.types import (
    Audience,
    Availability,
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
PERSON = Volunteer("v", (HOME,), 30, availability=Availability((Window(1, 1080, 1260),)))
ROLES = [
    Opportunity(
        f"id {n}",
        f"key {n}",
        places=(Place(Point(51.15 + (n % 5) / 20, 0.87)),),
        sessions=(Session(TODAY, 1020 + 30 * (n % 7), 120, "weekly", weekdays=(1,)),),
        skills=(NeededSkill("driving" if n % 3 else "cooking"),),
        closed=n == 11,
        places_open=0 if n == 12 else None,
    )
    for n in range(40)
]


def ids(ranking) -> list[str]:
    return [match.opportunity_id for match in ranking]


def much(names, weight: float = FAIR_WEIGHT) -> Exposure:
    """These have had a great deal; all others nothing."""
    return Exposure.of(dict.fromkeys(names, 30), dict.fromkeys(names, 900), {}, weight)


def test_without_exposure_the_order_is_that_of_the_scores(catalogue_of: Callable) -> None:
    catalogue = catalogue_of(ROLES)
    plain = Ranker().rank(PERSON, catalogue, 40)
    assert Ranker().rank(PERSON, catalogue, 40, exposure=Exposure.of({}, {}, {})) == plain
    everybody = Exposure.of(dict.fromkeys(catalogue.ids, 5), {}, {})
    assert ids(Ranker().rank(PERSON, catalogue, 40, exposure=everybody)) == ids(plain)


def test_weight_nought_only_breaks_ties(catalogue_of: Callable) -> None:
    catalogue = catalogue_of(ROLES)
    plain = Ranker().rank(PERSON, catalogue, 40)
    fair = Ranker().rank(PERSON, catalogue, 40, exposure=much(ids(plain)[:20], 0))
    assert [match.score for match in fair] == [match.score for match in plain]
    assert ids(fair) != ids(plain)


def test_among_equals_who_has_had_least_comes_first(catalogue_of: Callable) -> None:
    catalogue = catalogue_of([Opportunity(str(n), f"key {n}") for n in range(5)])
    had = dict(zip("01234", [9, 1, 5, 0, 7], strict=True))
    for weight in (0, 0.3, 1):
        found = Ranker().rank(PERSON, catalogue, exposure=Exposure.of(had, {}, {}, weight))
        assert ids(found) == ["3", "1", "2", "4", "0"]


def test_a_role_that_has_had_much_gives_way_and_its_score_is_told_as_before(
    catalogue_of: Callable,
) -> None:
    catalogue = catalogue_of(ROLES)
    plain = Ranker().rank(PERSON, catalogue, 40)
    first = plain[0]
    fair = Ranker().rank(PERSON, catalogue, 40, exposure=much([first.opportunity_id]))
    assert ids(fair)[0] != first.opportunity_id
    assert {match.opportunity_id: match for match in fair} == {
        match.opportunity_id: match for match in plain
    }
    assert (fair.total, fair.excluded) == (plain.total, plain.excluded)


@settings(max_examples=25)
@given(st.lists(st.integers(0, 39)), st.floats(0, 1))
def test_no_excluded_role_is_ever_lifted(
    catalogue_of: Callable, had: list[int], weight: float
) -> None:
    catalogue = catalogue_of(ROLES)
    plain = Ranker().rank(PERSON, catalogue, 40)
    exposure = much([f"id {n}" for n in had], weight)
    assert set(ids(Ranker().rank(PERSON, catalogue, 40, exposure=exposure))) == set(ids(plain))


@pytest.mark.parametrize("weight", [0.1, 0.3, 1.0])
def test_the_best_by_standing_are_found_among_many(weight: float) -> None:
    roles, person = synthetic.roles(1500, seed=3), synthetic.people(3, seed=4)[1]
    catalogue = Catalogue.build(roles, Statistics.fit(roles), today=TODAY)
    dice = np.random.default_rng(5)
    columns = dice.integers(1, 30, 1500), dice.integers(0, 9, 1500), dice.exponential(9, 1500)
    exposure = Exposure(catalogue.ids, *columns, weight=weight)
    plain = Ranker().rank(person, catalogue, 1500)
    assert plain.total > 100
    factor = dict(zip(catalogue.ids, exposure.multipliers(catalogue.parts[0]), strict=True))
    expected = sorted((m.score * factor[m.opportunity_id] for m in plain), reverse=True)
    for limit in (1, 10, 60):
        found = Ranker().rank(person, catalogue, limit, exposure=exposure)
        standings = [match.score * factor[match.opportunity_id] for match in found]
        assert standings == pytest.approx(expected[:limit], abs=1e-6)


def test_a_split_catalogue_and_a_digest_are_ordered_alike(
    catalogue_of: Callable, pool_of: Callable
) -> None:
    whole = catalogue_of(ROLES)
    split = catalogue_of(ROLES[:25], statistics=whole.statistics).replace(ROLES[25:])
    exposure = much(ids(Ranker().rank(PERSON, whole, 40))[::2])
    expected = ids(Ranker().rank(PERSON, whole, 40, exposure=exposure))
    assert ids(Ranker().rank(PERSON, split, 40, exposure=exposure)) == expected
    pool = pool_of([PERSON], statistics=whole.statistics)
    ((_, ranking),) = Ranker().digest(pool, whole, 40, exposure=exposure)
    assert ids(ranking) == expected


def test_a_role_the_snapshot_does_not_know_has_had_nothing(catalogue_of: Callable) -> None:
    catalogue = catalogue_of(ROLES)
    (part,) = catalogue.parts
    exposure = much(["id 3", "of another catalogue"])
    lines = exposure.lines(part)
    assert lines[3] < 0.7
    assert (np.delete(lines, 3) == 1).all()
    assert exposure.lines(part) is lines


def test_only_the_latest_catalogues_are_kept_and_none_goes_to_another_process(
    catalogue_of: Callable,
) -> None:
    exposure = much(["id 3"])
    for _ in range(REMEMBERED + 3):
        (part,) = catalogue_of(ROLES[:5]).parts
        assert exposure.multipliers(part)[3] == pytest.approx(
            1 - FAIR_WEIGHT * (1 - exposure.lines(part)[3])
        )
    assert len(exposure._kept) == REMEMBERED
    sent = pickle.loads(pickle.dumps(exposure))
    assert not sent._kept
    assert np.array_equal(sent.lines(part), exposure.lines(part))
    assert sent.weight == exposure.weight


def test_need_is_by_comparison_so_that_busy_weeks_and_quiet_ones_are_alike() -> None:
    places, had = np.full(4, 2.0), np.array([0.0, 10.0, 20.0, 40.0])
    busy, busier = (need(places, np.zeros(4), had * times) for times in (100, 1000))
    assert busy == pytest.approx(busier, abs=0.01)
    assert need(places, np.zeros(4), had / 1000).min() > 0.98  # a handful of showings says nothing


def test_a_showing_at_the_top_counts_for_most() -> None:
    assert attention(4).tolist() == [1, 1 / 2, 1 / 3, 1 / 4]
    assert len(attention(0)) == 0


def test_need_falls_with_what_was_had_and_less_where_more_places_are_open() -> None:
    nothing = np.zeros(3)
    assert need(np.array([1.0, 5.0, np.nan]), nothing, nothing).tolist() == [1, 1, 1]
    had = need(np.array([2.0, 2.0, 2.0]), np.array([0.0, 1.0, 4.0]), np.full(3, 10.0))
    assert 1 >= had[0] > had[1] > had[2] > 0
    seen = need(np.array([2.0, 2.0, 2.0]), nothing, np.array([0.0, 50.0, 500.0]))
    assert 1 >= seen[0] > seen[1] > seen[2] > 0
    by_places = need(np.array([1.0, 4.0, 30.0]), np.full(3, 2.0), np.full(3, 20.0))
    assert by_places[0] < by_places[1] < by_places[2]


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_standing_is_never_above_the_score(score: float, needs: float, weight: float) -> None:
    found = standing(np.array([score]), np.array([needs]), weight)[0]
    assert score * (1 - weight) - 1e-12 <= found <= score


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"showings": np.zeros(3)}, MisalignedInput),
        ({"introductions": np.array([-1.0, 0])}, InvalidInput),
        ({"introductions": np.array([np.nan, 0])}, InvalidInput),
        ({"places_open": np.array([np.inf, 0])}, InvalidInput),
        ({"weight": 1.5}, InvalidInput),
        ({"weight": float("nan")}, InvalidInput),
    ],
)
def test_counts_that_mean_nothing_are_refused(change: dict, error: type[Exception]) -> None:
    good = Exposure(["a", "b"], np.array([np.nan, 0]), np.zeros(2), np.zeros(2))
    with pytest.raises(error):
        replace(good, **change)


def silent(names, weight: float = 0.0) -> Exposure:
    """These were asked whether people are still needed, and have not answered."""
    return Exposure.of({}, {}, {}, weight, names)


@pytest.mark.parametrize("weight", [0.0, FAIR_WEIGHT, 1.0])
@pytest.mark.parametrize("fold", [False, True])
def test_a_role_that_has_not_confirmed_comes_after_its_equals(
    catalogue_of: Callable, weight: float, fold: bool
) -> None:
    twins = [replace(ROLES[1], id=f"twin {n}", key=f"k{n}", owner=str(n)) for n in range(6)]
    catalogue = catalogue_of(twins)
    some = {"twin 0", "twin 3"}
    found = ids(Ranker().rank(PERSON, catalogue, 6, exposure=silent(some, weight), fold=fold))
    assert set(found[-2:]) == some
    assert len(found) == 6, "lower, not out"


@given(st.sets(st.sampled_from([role.id for role in ROLES])), st.floats(0, 1))
@settings(max_examples=40)
def test_silence_only_ever_lowers_and_the_order_of_the_others_stays(
    names: set[str], weight: float
) -> None:
    catalogue = Catalogue.build(ROLES, Statistics.fit(ROLES), today=TODAY)
    before = ids(Ranker().rank(PERSON, catalogue, 40, exposure=silent((), weight)))
    ranking = Ranker().rank(PERSON, catalogue, 40, exposure=silent(names, weight))
    after = ids(ranking)
    assert [one for one in after if one not in names] == [o for o in before if o not in names]
    assert all(after.index(one) >= before.index(one) - len(names) for one in after)
    plain = Ranker().rank(PERSON, catalogue, 40)
    told = {match.opportunity_id: match.score for match in plain}
    assert {match.opportunity_id: match.score for match in ranking} == told, "told scores stay"


def test_only_brokers_read_that_a_role_is_silent(catalogue_of: Callable) -> None:
    catalogue = catalogue_of(ROLES)
    exposure = silent({"id 1"})
    ranking = Ranker().rank(PERSON, catalogue, 40, exposure=exposure)
    (match,) = [one for one in ranking if one.opportunity_id == "id 1"]
    said = [reason for reason in match.reasons if reason.factor == CONFIRMED]
    assert [(one.text, one.supports, one.audiences) for one in said] == [
        (NOT_CONFIRMED, False, frozenset({Audience.BROKER}))
    ]
    others = [one for one in ranking if one.opportunity_id != "id 1"]
    assert not any(one.factor == CONFIRMED for match in others for one in match.reasons)
    account = Ranker().explain(PERSON, "id 1", catalogue)
    assert said[0] in warned(account.match, exposure).reasons
    assert warned(account.match, silent({"id 2"})) == account.match


def test_what_was_silent_survives_a_copy(catalogue_of: Callable) -> None:
    exposure = pickle.loads(pickle.dumps(silent({"id 1"})))
    assert exposure.unconfirmed == {"id 1"}
    part = catalogue_of(ROLES).parts[0]
    assert exposure.multipliers(part).tolist().count(1 - UNCONFIRMED) == 1
