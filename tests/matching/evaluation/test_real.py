from pathlib import Path

import numpy as np

from matching.evaluation.measures import figures
from matching.evaluation.real import adverts, real
from matching.evaluation.simulation import Run
from matching.evaluation.world import Behaviour


def test_the_real_roles_are_read_whole(real_data: Path) -> None:
    told = adverts(real_data)
    assert len(told) == 77 + 665
    assert len({advert.role.id for advert in told}) == len(told)
    assert sum(advert.role.hours is not None for advert in told) == 37  # 40 of 77 state nothing
    assert sum(bool(advert.role.places) for advert in told) > 600
    assert {advert.centre for advert in told} >= {"Harrow", "Brooklyn", "Manhattan"}


def test_a_few_weeks_on_the_real_roles(real_data: Path) -> None:
    how = Behaviour(weeks=2, visits_a_week=60)
    world = real(real_data, how, 3)
    assert (world.capacity >= 1).all()
    found = figures(Run(world, how, 0.3, 3).whole(), world)
    assert found["reached"] > 0
    sizes = [share for name, share in found.items() if name.startswith("size: ")]
    assert np.isclose(sum(sizes), 1)
