"""An invented county: the benchmark's roles and people, with places, organisations and centres."""

from __future__ import annotations

import numpy as np

from matching import synthetic
from matching.catalogue import Catalogue, Pool
from matching.columns import Ints
from matching.evaluation.world import Behaviour, Labels, World, attraction, lives, visits
from matching.statistics import Statistics
from matching.types import Opportunity

# Places asked for by adverts: near the deciles of 665 roles of NYC Service (median 12), smaller,
# as a county's are; half of 77 roles on Do-it that say so ask for 1 to 3.
PLACES = np.array([1, 1, 2, 3, 3, 5, 5, 8, 12, 20])
SIZES = ("small", "medium", "large")
# A larger organisation writes fuller adverts: chances by how many of times and skills are stated.
CHANCES = {0: (0.65, 0.25, 0.10), 1: (0.45, 0.35, 0.20), 2: (0.25, 0.35, 0.40)}


def county(count: int, behaviour: Behaviour, seed: int) -> World:
    """``count`` roles over all the weeks, those that arrive later included."""
    dice = np.random.default_rng([seed, 1])
    roles = synthetic.roles(count, seed=1000 + seed)
    people = synthetic.people(behaviour.weeks * behaviour.visits_a_week, seed=2000 + seed)
    statistics = Statistics.fit(roles)
    catalogue = Catalogue.build(roles, statistics, today=synthetic.TODAY)
    begins, ends = lives(count, behaviour, dice)
    return World(
        catalogue,
        places(count, dice),
        begins,
        ends,
        attraction(count, behaviour, dice),
        Labels([_size(role, dice) for role in roles], [_centre(role) for role in roles]),
        visits(Pool.build(people, statistics), catalogue, behaviour, dice),
    )


def places(count: int, dice: np.random.Generator) -> Ints:
    """How many people each role wants, int64 (n,)."""
    return dice.choice(PLACES, count).astype(np.int64)


def _size(role: Opportunity, dice: np.random.Generator) -> str:
    told = bool(role.sessions or role.hours) + bool(role.skills)
    return str(dice.choice(SIZES, p=CHANCES[told]))


def _centre(role: Opportunity) -> str:
    point = role.places[0].point
    north = "north" if point.latitude > synthetic.CENTRE[0] else "south"
    return f"{north} {'east' if point.longitude > synthetic.CENTRE[1] else 'west'}"
