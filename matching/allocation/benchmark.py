"""How fast, against SciPy's dense assignment, in one run on the same scores.

``python -m matching.allocation.benchmark [--people 10000] [--roles 2000] [--places 5] [--runs 5]
[--dense-runs 1] [--json FILE] [--markdown FILE]`` scores invented people and roles as the library
does, then allocates the same pairs by each method. The dense assignment gets its matrix ready
made, a column for each place; the others get the eligible pairs. Totals must agree to 1e-5.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from matching.allocation.flow import load_flow
from matching.allocation.gathering import gather
from matching.allocation.market import UNIT, Market
from matching.allocation.rounds import solve
from matching.catalogue import Catalogue, Pool
from matching.columns import Doubles
from matching.errors import MissingSolver
from matching.ranker import Ranker
from matching.statistics import Statistics
from matching.synthetic import TODAY, people, roles

Line = dict[str, Any]
DENSE = "scipy.optimize.linear_sum_assignment"
AGREE = 1e-5


def scored(crowd: int, count: int, places: int) -> Market:
    """Invented people and roles in one county, scored by the library."""
    adverts = [replace(one, places_open=places) for one in roles(count)]
    fitted = Statistics.fit(adverts)
    catalogue = Catalogue.build(adverts, fitted, today=TODAY)
    pool = Pool.build(people(crowd), fitted)
    return gather(pool, catalogue, Ranker(), None, None).market


def uniform(crowd: int, count: int, places: int) -> Market:
    """Everybody eligible everywhere, every score equally likely: an easy case."""
    scores = np.random.default_rng(1).random((crowd, count)).round(6)
    return Market.of_matrix(scores, np.full(count, places))


def measure(case: str, market: Market, runs: int, dense_runs: int) -> list[Line]:
    """One line a method, the dense assignment first."""
    methods: dict[str, tuple[Callable[[], float], int]] = {
        DENSE: (partial(_dense, _seats(market)), dense_runs)
    }
    for solver in _solvers():
        methods[f"matching, {solver}"] = (partial(_sparse, market, solver), runs)
    lines = []
    for method, (work, times) in methods.items():
        total, found = _timed(work, times)
        lines.append(_line(case, market, method, total, found))
    return lines


def _solvers() -> list[str]:
    try:
        load_flow()
    except MissingSolver:
        return ["scipy"]
    return ["scipy", "ortools"]


def _seats(market: Market) -> Doubles:
    """A column for each place; 0 where not eligible."""
    whole = np.zeros((market.people, market.roles))
    whole[market.person_of(np.arange(len(market.role))), market.role] = market.score / UNIT
    return np.repeat(whole, market.places, axis=1)


def _dense(seats: Any) -> float:
    rows, columns = linear_sum_assignment(seats, maximize=True)
    return float(seats[rows, columns].sum())


def _sparse(market: Market, solver: str) -> float:
    return solve(market, solver=solver).total


def _timed(work: Callable[[], float], runs: int) -> tuple[float, list[tuple[float, float]]]:
    """The total, and seconds by the clock and of the processor in each run."""
    found, total = [], 0.0
    for _ in range(runs):
        clock, processor = time.perf_counter(), time.process_time()
        total = work()
        found.append((time.perf_counter() - clock, time.process_time() - processor))
    return total, found


def _line(
    case: str, market: Market, method: str, total: float, found: list[tuple[float, float]]
) -> Line:
    clock, processor = zip(*found, strict=True)
    return {
        "case": case,
        "roles": market.roles,
        "people": market.people,
        "method": method,
        "median_ms": round(statistics.median(clock) * 1000, 3),
        "min_ms": round(min(clock) * 1000, 3),
        "max_ms": round(max(clock) * 1000, 3),
        "processor_ms": round(statistics.median(processor) * 1000, 3),
        "total": round(total, 6),
    }


def table(lines: list[Line]) -> str:
    """Markdown, with ratios to the dense assignment of the same case."""
    dense = {one["case"]: one for one in lines if one["method"] == DENSE}
    rows = [
        "| case | people | roles | method | total | median s | least | greatest | processor s | "
        "times as fast | by processor |",
        "| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for one in lines:
        first = dense[one["case"]]
        agrees = abs(one["total"] - first["total"]) <= AGREE
        total = f"{one['total']:,.6f}" + ("" if agrees else " (differs!)")
        seconds = [one[key] / 1000 for key in ("median_ms", "min_ms", "max_ms", "processor_ms")]
        ratios = [first[key] / max(one[key], 1e-3) for key in ("median_ms", "processor_ms")]
        cells = [one["case"], f"{one['people']:,}", f"{one['roles']:,}", one["method"], total]
        cells += [f"{value:,.2f}" for value in seconds] + [f"{ratio:,.0f}" for ratio in ratios]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def main() -> None:
    """Read the options, measure, print, and write the files asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m matching.allocation.benchmark", description=__doc__
    )
    for name, number in (("people", 10_000), ("roles", 2_000), ("places", 5), ("runs", 5)):
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--dense-runs", type=int, default=1)
    parser.add_argument("--json", type=Path, help="also write the lines to this file")
    parser.add_argument("--markdown", type=Path, help="also write the table to this file")
    given = parser.parse_args()
    size = given.people, given.roles, given.places
    lines = measure("scored by the library", scored(*size), given.runs, given.dense_runs)
    lines += measure("uniform", uniform(*size), given.runs, given.dense_runs)
    print(table(lines))
    if given.json:
        given.json.write_text(json.dumps(lines, indent=2) + "\n", encoding="utf-8")
    if given.markdown:
        given.markdown.write_text(table(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
