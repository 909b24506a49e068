"""How fast, against the ordinary loop, in one run on the same data.

``python -m matching.benchmark [--roles 5000,50000] [--json FILE]`` prints a table; each line is the
median, least and greatest of several runs. A loop over many roles would take minutes, so
it is run over 2,000 and multiplied up, and its line says so.
"""

from __future__ import annotations

import argparse
import json
import statistics as plain
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from matching.baseline import Prepared, prepare, rank_in_a_loop
from matching.catalogue import Catalogue, Pool
from matching.ranker import Ranker
from matching.statistics import Statistics
from matching.synthetic import TODAY, people, roles
from matching.types import Volunteer

LOOPED, LOOPED_WHOLE = 2_000, 5_000  # up to the second the whole loop is run
RUNS = 15
PEOPLE = 20
LIMIT = 20
Line = dict[str, Any]


def timed(work: Callable[[int], object], runs: int) -> list[float]:
    """Milliseconds of each run; the first, which warms caches, is not counted."""
    found = []
    for number in range(runs + 1):
        began = time.perf_counter()
        work(number)
        found.append((time.perf_counter() - began) * 1000)
    return found[1:]


def line(
    case: str, count: int, crowd: int, method: str, times: list[float], scale: float = 1
) -> Line:
    """One line of the table, also of the JSON file."""
    return {
        "case": case,
        "roles": count,
        "people": crowd,
        "method": method,
        "median_ms": round(plain.median(times) * scale, 3),
        "min_ms": round(min(times) * scale, 3),
        "max_ms": round(max(times) * scale, 3),
    }


def measure(count: int) -> list[Line]:
    """Everything at one size."""
    adverts, crowd = roles(count), people(PEOPLE)
    fitted = Statistics.fit(adverts)
    catalogue = Catalogue.build(adverts, fitted, today=TODAY)
    anywhere = [replace(person, within_km=None) for person in crowd]
    ranker = Ranker()

    def rank(who: list[Volunteer], limit: int) -> Callable[[int], object]:
        return lambda number: ranker.rank(who[number % PEOPLE], catalogue, limit)

    lines = [
        line("rank near", count, 1, "matching", timed(rank(crowd, LIMIT), RUNS)),
        line("rank near, unexplained", count, 1, "matching", timed(rank(crowd, 0), RUNS)),
        line("rank anywhere", count, 1, "matching", timed(rank(anywhere, LIMIT), RUNS)),
    ]
    prepared = [prepare(one, fitted, TODAY) for one in adverts[: max(LOOPED, LOOPED_WHOLE)]]
    lines.append(_loop(count, crowd, prepared, fitted))
    lines += _catalogue(count, catalogue, lambda _: Catalogue.build(adverts, fitted, today=TODAY))
    pool = Pool.build(people(count), fitted)
    shortlist = timed(lambda n: ranker.shortlist(adverts[n], pool, 50, today=TODAY), RUNS)
    lines.append(line("shortlist of 50", 1, count, "matching", shortlist))
    return lines


def _loop(count: int, crowd: list[Volunteer], prepared: list[Prepared], fitted: Statistics) -> Line:
    looped = count if count <= len(prepared) else LOOPED
    method = "loop" if looped == count else f"loop (of {looped:,}, multiplied up)"
    some = prepared[:looped]
    times = timed(lambda number: rank_in_a_loop(crowd[number], some, fitted, LIMIT), 3)
    return line("rank near", count, 1, method, times, count / looped)


def _catalogue(count: int, catalogue: Catalogue, build: Callable[[int], object]) -> list[Line]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        saved = timed(lambda _: catalogue.save(path), 3)
        loaded = timed(lambda _: Catalogue.load(path), 3)
    return [
        line("build from objects, words included", count, 0, "matching", timed(build, 3)),
        line("save", count, 0, "matching", saved),
        line("load", count, 0, "matching", loaded),
    ]


def show(lines: list[Line]) -> None:
    """Print a Markdown table; ratios to the loop of the same size beside the ranking."""
    loops = {one["roles"]: one["median_ms"] for one in lines if one["method"].startswith("loop")}
    print("| case | roles | people | method | median ms | least | greatest | times the loop |")
    print("| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: |")
    for one in lines:
        ratio = ""
        if one["case"] == "rank near" and one["method"] == "matching":
            ratio = f"{loops[one['roles']] / one['median_ms']:.0f}"
        cells = [one["case"], f"{one['roles']:,}", f"{one['people']:,}", one["method"]]
        cells += [f"{one[key]:,.2f}" for key in ("median_ms", "min_ms", "max_ms")]
        print(f"| {' | '.join([*cells, ratio])} |")


def main() -> None:
    """Read the options, measure, print, and write the JSON file when asked."""
    parser = argparse.ArgumentParser(prog="python -m matching.benchmark", description=__doc__)
    parser.add_argument("--roles", default="5000,50000", help="sizes, separated by commas")
    parser.add_argument("--json", type=Path, help="also write the lines to this file")
    given = parser.parse_args()
    lines = [one for size in given.roles.split(",") for one in measure(int(size))]
    show(lines)
    if given.json:
        given.json.write_text(json.dumps(lines, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
