"""The simulation shows what the ranker shows, and two runs differ by the order of lists only."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from matching import synthetic
from matching.evaluation.county import county
from matching.evaluation.simulation import Run
from matching.evaluation.world import Behaviour, World
from matching.exposure import Exposure
from matching.ranker import Ranker

HOW = Behaviour(weeks=4, visits_a_week=60)
SEED = 7


@pytest.fixture(scope="module")
def world() -> World:
    return county(200, HOW, SEED)


def same(one: Run, other: Run) -> bool:
    mine, theirs = one.whole(), other.whole()
    return all(
        np.array_equal(getattr(mine, name), getattr(theirs, name))
        for name in ("introductions", "showings", "taken", "fit", "shown_fit")
    )


def test_one_seed_gives_one_outcome_and_another_another(world: World) -> None:
    assert same(Run(world, HOW, 0.3, SEED), Run(world, HOW, 0.3, SEED))
    assert not same(Run(world, HOW, 0.3, SEED), Run(world, HOW, 0.3, SEED + 1))
    assert not same(Run(world, HOW, 0.3, SEED), Run(world, HOW, None, SEED))


def test_a_world_is_made_of_its_seed_alone(world: World) -> None:
    again = county(200, HOW, SEED)
    for name in ("capacity", "begins", "ends", "attraction"):
        assert np.array_equal(getattr(world, name), getattr(again, name))
    assert world.labels == again.labels
    assert [visit.day for visit in world.visits] == [visit.day for visit in again.visits]
    assert not np.array_equal(world.capacity, county(200, HOW, SEED + 1).capacity)


def test_no_place_is_given_twice_and_no_role_is_shown_out_of_its_days(world: World) -> None:
    for weight in (None, 0.5):
        tally = Run(world, HOW, weight, SEED).whole()
        assert (tally.taken <= world.capacity).all()
        assert tally.taken.sum() <= tally.introductions.sum() == len(tally.fit)
        assert not tally.showings[world.begins >= 7 * HOW.weeks].any()
    run = Run(world, HOW, None, SEED)
    assert not (run.live(3) & (world.begins > 3)).any()
    assert not (run.live(30) & (world.ends <= 30)).any()


@pytest.mark.parametrize("weight", [None, 0.4])
def test_lists_are_those_that_the_ranker_gives(world: World, weight: float | None) -> None:
    run = Run(world, HOW, weight, SEED)
    run.whole()
    day = 7 * HOW.weeks - 1
    live, turn = run.live(day), run.turn(day)
    needs = run.needs(live)
    ids = np.array(world.catalogue.ids)
    exposure = None
    if weight is not None:
        counts = world.capacity - run.tally.taken, run.asked.sum(axis=0), run.seen.sum(axis=0)
        exposure = Exposure(ids[live], *(column[live] for column in counts), weight=weight)
    people = synthetic.people(HOW.weeks * HOW.visits_a_week, seed=2000 + SEED)
    today = world.catalogue.today + timedelta(days=day)
    for number in (0, 50, 100, 150, 200):
        visit = world.visits[number]
        shown = ids[visit.roles[run.listed(visit, live, needs, turn)]]
        ranking = Ranker().rank(
            people[number], world.catalogue, HOW.shown, today=today, allowed=live, exposure=exposure
        )
        assert [match.opportunity_id for match in ranking] == list(shown)


def test_who_hosts_a_role_changes_nothing(world: World) -> None:
    labels = replace(world.labels, size=["large"] * 200, centre=["north"] * 200)
    other = replace(world, labels=labels)
    assert same(Run(world, HOW, 0.3, SEED), Run(other, HOW, 0.3, SEED))


def test_nobody_asks_for_more_than_the_most_and_answers_come_late(world: World) -> None:
    how = replace(HOW, keenness=100, bias=0.0, most=1, accepted=1.0, answer_days=1000)
    tally = Run(world, how, None, SEED).whole()
    lists = sum(1 for _ in tally.shown_fit)
    assert tally.introductions.sum() == lists
    assert not tally.taken.any()
