"""Blocks, kernels and processes all give what ranking one person at a time gives."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.catalogue import Catalogue, Pool
from matching.digesting import digest_arrays
from matching.factors import DEFAULT_WEIGHTS
from matching.kernels import COMPILED, chosen_kernel
from matching.ranker import Ranker
from matching.statistics import Statistics
from matching.synthetic import TODAY, people, roles
from matching.tops import Tops, tops
from matching.types import Availability, NeededSkill, Place, Point, RemoteWish, Volunteer, Window

KERNELS = [False, pytest.param(True, marks=pytest.mark.skipif(not COMPILED, reason="no Numba"))]
LIMIT = 6


@pytest.fixture(scope="module")
def world() -> tuple[list[Volunteer], Pool, Catalogue]:
    adverts = roles(500)
    adverts[1] = replace(adverts[1], closed=True)
    for number in range(2, 20):
        adverts[number] = replace(adverts[number], lacks=frozenset({"step-free"}))
    for number in range(20, 60):
        adverts[number] = replace(adverts[number], minimum_age=18)
    for number in range(60, 90):
        needed = (NeededSkill(f"skill {number % 4}", level=0.5),)
        adverts[number] = replace(adverts[number], skills=needed, starts_on=date(2027, 1, 7))
    crowd = _people()
    fitted = Statistics.fit(adverts)
    return crowd, Pool.build(crowd, fitted), Catalogue.build(adverts, fitted, today=TODAY)


def _people() -> list[Volunteer]:
    crowd = people(60)
    crowd[0] = replace(crowd[0], age_from=12, age_to=15)
    crowd[1] = replace(crowd[1], remote=RemoteWish.ONLY)
    crowd[2] = replace(crowd[2], remote=RemoteWish.NO)
    crowd[3] = replace(crowd[3], skills=(), interests=())
    crowd[4] = replace(crowd[4], availability=None)
    crowd[5] = replace(crowd[5], text="")
    crowd[6] = replace(crowd[6], places=())
    crowd[7] = replace(crowd[7], within_km=None)
    crowd[8] = replace(crowd[8], availability=Availability((Window(2, 540, 1020),), changes=True))
    crowd[9] = replace(crowd[9], availability=Availability(any_time=True, minutes_per_week=60))
    crowd[11] = replace(crowd[11], needs=frozenset({"step-free"}))
    crowd[10] = replace(crowd[10], places=(Place(Point(-17.0, 179.9)),))
    return crowd


def same(found: Tops, crowd: list[Volunteer], catalogue: Catalogue) -> None:
    for turn, number in enumerate(found.people):
        ranking = Ranker().rank(crowd[number], catalogue, LIMIT, explained=False)
        names = [catalogue.ids[role] for role in found.roles[turn] if role >= 0]
        assert names == [match.opportunity_id for match in ranking]
        scores = found.scores[turn][: len(ranking)]
        assert scores == pytest.approx([match.score for match in ranking], abs=1e-5)
        assert np.isnan(found.scores[turn][len(ranking) :]).all()


@pytest.mark.parametrize("compiled", KERNELS)
def test_a_block_gives_each_person_what_ranking_alone_gives(world, compiled: bool) -> None:
    crowd, pool, catalogue = world
    kernel = chosen_kernel(compiled)
    weights = Ranker().weights
    same(tops(pool, catalogue, LIMIT, weights, kernel, np.arange(60)), crowd, catalogue)
    some = np.array([50, 3, 10])
    same(tops(pool, catalogue, LIMIT, weights, kernel, some), crowd, catalogue)


@pytest.mark.parametrize("compiled", KERNELS)
def test_a_changed_catalogue_is_scanned_without_what_went(world, compiled: bool) -> None:
    crowd, pool, catalogue = world
    without = catalogue.replace((), catalogue.ids[100:200])
    found = tops(
        pool, without, LIMIT, Ranker().weights, chosen_kernel(compiled), np.arange(0, 60, 4)
    )
    same(found, crowd, without)


@pytest.mark.parametrize("compiled", KERNELS)
def test_two_workers_give_what_one_gives(world, compiled: bool) -> None:
    _, pool, catalogue = world
    weights = Ranker().weights
    one = digest_arrays(pool, catalogue, LIMIT, weights, compiled=compiled)
    two = digest_arrays(pool, catalogue, LIMIT, weights, workers=2, compiled=compiled)
    assert np.array_equal(one.roles, two.roles)
    assert np.array_equal(one.scores, two.scores, equal_nan=True)


@pytest.mark.skipif(not COMPILED, reason="no Numba")
@settings(max_examples=40)
@given(
    st.sampled_from([1, 3, 10, 40]),
    st.floats(0.05, 140),
    st.dictionaries(st.sampled_from(list(DEFAULT_WEIGHTS)), st.floats(0, 1), min_size=1),
    st.integers(0, 2**32 - 1),
)
def test_both_kernels_agree_whatever_the_weights(world, limit, reach, given_weights, seed) -> None:
    crowd, _, catalogue = world
    weights = {**DEFAULT_WEIGHTS, **given_weights}
    dice = np.random.default_rng(seed)
    some = [
        replace(
            crowd[number],
            within_km=reach * dice.random() + 0.05,
            skills=crowd[number].skills[: dice.integers(0, 3)],
            interests=tuple(f"cause {dice.integers(20)}" for _ in range(dice.integers(0, 5))),
        )
        for number in dice.integers(11, 60, 30)
    ]
    pool = Pool.build(
        [replace(one, id=str(turn)) for turn, one in enumerate(some)], catalogue.statistics
    )
    plain, quick = (
        digest_arrays(pool, catalogue, limit, weights, compiled=which) for which in (False, True)
    )
    assert np.array_equal(plain.roles, quick.roles)
    assert np.allclose(plain.scores, quick.scores, atol=1e-5, rtol=0, equal_nan=True)


def test_rankings_made_by_two_processes_are_those_made_by_one(world) -> None:
    crowd, pool, catalogue = world
    found = list(Ranker().digest(pool, catalogue, LIMIT, workers=2))
    assert [name for name, _ in found] == [person.id for person in crowd]
    assert found == list(Ranker().digest(pool, catalogue, LIMIT))
    plain = dict(Ranker().digest(pool, catalogue, LIMIT, explained=False))
    for name, ranking in found:
        bare = [replace(match, reasons=()) for match in ranking]
        assert bare == list(plain[name])
