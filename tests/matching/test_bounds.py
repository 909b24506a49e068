"""What the bounds of a digest promise: no pair that passes the rules scores above its bound."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.catalogue import Catalogue, Pool
from matching.crowds import crowd_of
from matching.eligibility import judge
from matching.factors import DEFAULT_WEIGHTS
from matching.geodesy import distances
from matching.grid import cells_of, cover_all
from matching.kernels.bounds import bounds, fits
from matching.pairing import meetings
from matching.pairs import Pairs
from matching.scenes import scene_of
from matching.scoring import score_pairs
from matching.statistics import Statistics
from matching.synthetic import TODAY, people, roles
from matching.types import Availability, Importance, NeededSkill, RemoteWish


def scene_and_crowd(limit: float):
    adverts = roles(400)
    adverts[0] = replace(adverts[0], closed=True)
    for number in range(5, 40):
        needed = (NeededSkill("skill 1", Importance.MUST), NeededSkill("skill 2", level=0.6))
        adverts[number] = replace(adverts[number], skills=needed, minimum_age=18)
    crowd = [replace(one, within_km=limit) for one in people(40)]
    crowd[0] = replace(crowd[0], skills=(), interests=(), text="")
    crowd[1] = replace(crowd[1], availability=None)
    crowd[2] = replace(crowd[2], availability=Availability(any_time=True, changes=True))
    crowd[3] = replace(crowd[3], remote=RemoteWish.NO, age_from=12, age_to=14)
    crowd[4] = replace(crowd[4], accepts_training=True)
    fitted = Statistics.fit(adverts)
    pool = Pool.build(crowd, fitted)
    (meeting,) = meetings(pool, Catalogue.build(adverts, fitted, today=TODAY))
    return scene_of(meeting, [(0, 400)]), crowd_of(meeting, np.arange(40))


@pytest.mark.parametrize("limit", [3.0, 16.1, 90.0])
def test_no_eligible_pair_scores_above_its_bound(limit: float) -> None:
    scene, crowd = scene_and_crowd(limit)
    size = len(scene.strip)
    rows, line = np.repeat(crowd.rows, size), np.tile(scene.strip.line, len(crowd))
    pairs = Pairs(scene.meeting, rows, line)
    alive, _ = judge(pairs)
    exact = score_pairs(pairs, DEFAULT_WEIGHTS).total[alive]
    bound = bounds(scene, crowd, DEFAULT_WEIGHTS).T.reshape(-1)[alive]
    assert len(exact) > 500
    assert (exact <= bound / sum(DEFAULT_WEIGHTS.values()) + 1e-5).all()


def test_bounds_are_near_enough_to_leave_most_roles_out() -> None:
    scene, crowd = scene_and_crowd(16.1)
    pairs = Pairs(scene.meeting, np.repeat(crowd.rows, 400), np.tile(scene.strip.line, 40))
    alive, _ = judge(pairs)
    exact = np.where(alive, score_pairs(pairs, DEFAULT_WEIGHTS).total, -1).reshape(40, 400)
    tenth = np.partition(exact, -10, axis=1)[:, -10]
    bound = bounds(scene, crowd, DEFAULT_WEIGHTS).T
    assert ((bound >= tenth[:, None]).sum(axis=1) < 60).mean() > 0.8


def test_far_north_and_wide_circles_are_left_to_others() -> None:
    _, crowd = scene_and_crowd(16.1)
    assert fits(crowd)
    assert not fits(replace(crowd, limit=np.full(40, 400.0)))
    assert not fits(replace(crowd, latitude=crowd.latitude + 20))
    assert not fits(replace(crowd, longitude=crowd.longitude - 179))


@settings(max_examples=100)
@given(
    st.floats(-80, 80),
    st.floats(-170, 170),
    st.floats(0, 0.1),
    st.floats(0, 0.1),
    st.floats(0.5, 80),
    st.randoms(use_true_random=False),
)
def test_a_box_is_covered_with_all_its_circles(south, west, tall, wide, kilometres, dice) -> None:
    runs = list(cover_all((south, south + tall), (west, west + wide), kilometres))
    for _ in range(20):
        home = south + tall * dice.random(), west + wide * dice.random()
        place = np.array([home[0] + dice.uniform(-1, 1), home[1] + dice.uniform(-3, 3)])
        place = np.clip(place, -90, 90) if abs(place[1]) < 90 else place
        near = distances(home[0], home[1], place[:1], place[1:])[0] <= kilometres
        cell = cells_of(place[:1], place[1:])[0]
        assert not near or any(first <= cell <= last for first, last in runs)
