"""How long "about N people near you fit" takes: `python benchmarks/reach.py --people 20000`.

The library's part on a synthetic county, and the changes that a page tries beside the role itself.
Nothing here is a test.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from datetime import date

from brokerage.suggestions.reach import NEAR_KM, coarse, possible
from matching import types
from matching.catalogue import Pool
from matching.relaxing import crowds
from matching.statistics import Statistics

RUNS = 20
TODAY = date(2026, 11, 21)
ASHFORD = types.Point(51.1465, 0.8750)
TUESDAY = types.Session(date(2026, 11, 24), 600, 180, "weekly", weekdays=(1,))
ROLES = {
    "a weekly session": {"sessions": (TUESDAY,)},
    "hours within two afternoons": {
        "hours": types.Hours(180, "week", (types.Window(1, 720, 1020), types.Window(3, 720, 1020)))
    },
    "five sessions a week": {
        "sessions": (
            types.Session(date(2026, 11, 23), 540, 240, "weekly", weekdays=(0, 1, 2, 3, 4)),
        )
    },
}


def person(number: int, rng: random.Random) -> types.Volunteer:
    """Somebody somewhere in the county, free at a few parts of the week."""
    starts = rng.sample((480, 720, 1020), rng.randint(1, 3))
    windows = tuple(
        types.Window(day, start, start + 240) for day in rng.sample(range(7), 3) for start in starts
    )
    home = types.Point(51.0 + rng.random() * 0.45, 0.1 + rng.random() * 1.3)
    return types.Volunteer(
        id=str(number),
        places=(types.Place(home),),
        within_km=rng.choice((5.0, 10.0, 16.0, None)),
        availability=types.Availability(windows=windows) if rng.random() < 0.8 else None,
        age_from=18,
        age_to=75,
    )


def main() -> None:
    """Print a table: the role, how many changes, median and longest."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=20_000)
    people = parser.parse_args().people
    rng = random.Random(1)
    everybody = [person(number, rng) for number in range(people)]
    pool = Pool.build(everybody, Statistics.fit([]))
    for name, times in ROLES.items():
        role = types.Opportunity(
            id="r", key="r", places=(types.Place(ASHFORD),), minimum_age=18, **times
        )
        changes = [one.role for one in possible(coarse(role), str)]
        taken = []
        for _ in range(RUNS + 1):
            begun = time.perf_counter()
            now, _more = crowds(coarse(role), changes, pool, near_km=NEAR_KM, today=TODAY)
            taken.append((time.perf_counter() - begun) * 1000)
        middle, most = statistics.median(taken[1:]), max(taken[1:])
        print(f"{name:<30} {len(changes)} changes, {now} fit: {middle:.0f} ms (at most {most:.0f})")


if __name__ == "__main__":
    main()
