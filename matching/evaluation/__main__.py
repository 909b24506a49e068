"""``python -m matching.evaluation``: a fair turn, with and without, over several seeds.

``--data county,FOLDER`` names the worlds: the invented county, or the folder of the real data.
``--vary`` repeats the headline under other assumptions, one changed at a time. ``--first-seed``
keeps exploring apart from reporting.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any

from matching.evaluation.county import county
from matching.evaluation.measures import NAMES, Change, compared, figures
from matching.evaluation.real import real
from matching.evaluation.simulation import Run
from matching.evaluation.world import Behaviour, World
from matching.exposure import FAIR_WEIGHT

VARIATIONS: dict[str, dict[str, float]] = {
    "as assumed": {},
    "half the visits": {"visits_a_week": 0.5},
    "twice the visits": {"visits_a_week": 2},
    "people read further down": {"bias": 0.5},
    "people read only the top": {"bias": 2},
    "fit matters twice as much": {"choosiness": 2},
    "roles equally attractive": {"unequal": 0},
    "roles more unequal": {"unequal": 1.5},
}
HEADLINES = ("reached", "reached_weekly", "introductions", "filled", "fit")
Make = Callable[[Behaviour, int], World]


def measure(
    make: Make, behaviour: Behaviour, seeds: Sequence[int], weights: Sequence[float]
) -> dict[float, list[Change]]:
    """Changes by weight, each against no term at all, on the same worlds."""
    plain, fair = [], {weight: list[dict[str, float]]() for weight in weights}
    for seed in seeds:
        world = make(behaviour, seed)
        plain.append(figures(Run(world, behaviour, None, seed).whole(), world))
        for weight, found in fair.items():
            found.append(figures(Run(world, behaviour, weight, seed).whole(), world))
    return {weight: compared(plain, found) for weight, found in fair.items()}


def varied(behaviour: Behaviour, times: dict[str, float]) -> Behaviour:
    """The same assumptions with some multiplied."""
    changed = {name: getattr(behaviour, name) * factor for name, factor in times.items()}
    if "visits_a_week" in changed:
        changed["visits_a_week"] = int(changed["visits_a_week"])
    return replace(behaviour, **changed)


def table(changes: Sequence[Change], markdown: bool) -> str:
    """One line a measure."""
    rows = [("measure", "without", "with", "change %", "95 % between")]
    for one in changes:
        between = f"{one.least:+.1f} and {one.most:+.1f}"
        rows.append(
            (one.measure, _shown(one.without), _shown(one.with_), f"{one.percent:+.1f}", between)
        )
    return laid_out(rows, markdown)


def laid_out(rows: Sequence[Sequence[str]], markdown: bool) -> str:
    """Rows as Markdown or in columns; all but the first column to the right."""
    if markdown:
        rule = ["---"] + ["---:"] * (len(rows[0]) - 1)
        return "\n".join(f"| {' | '.join(row)} |" for row in [rows[0], rule, *rows[1:]])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def headline(found: dict[str, list[Change]], markdown: bool) -> str:
    """One line a variation, with changes in per cent only."""
    rows = [("change in % of", *(NAMES[name] for name in HEADLINES))]
    for name, changes in found.items():
        by_name = {one.measure: one for one in changes}
        cells = (by_name[NAMES[one]] for one in HEADLINES)
        rows.append((name, *(f"{one.percent:+.1f}" for one in cells)))
    return laid_out(rows, markdown)


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.3f}"


def makers(data: str, roles: int) -> dict[str, tuple[Make, float]]:
    """By name: how to make a world, and its share of the visits (real roles are fewer)."""
    found: dict[str, tuple[Make, float]] = {}
    for name in data.split(","):
        if name == "county":
            found["invented county"] = (partial(county, roles), 1.0)
        else:
            found["real roles"] = (partial(real, Path(name)), 0.5)
    return found


def arguments() -> argparse.Namespace:
    """What the command was given."""
    parser = argparse.ArgumentParser(prog="python -m matching.evaluation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=5, help="how many worlds")
    parser.add_argument("--first-seed", type=int, default=0, help="100 and above are for exploring")
    parser.add_argument("--data", default="county", help="county, or the folder of the real data")
    parser.add_argument("--roles", type=int, default=1600, help="roles of the county in all weeks")
    parser.add_argument("--weeks", type=int, default=12)
    parser.add_argument("--visits", type=int, default=300, help="visits a week to the county")
    parser.add_argument("--weights", default=str(FAIR_WEIGHT), help="the first in full")
    parser.add_argument("--vary", action="store_true", help="also under other assumptions")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--json", type=Path, help="also write all figures to this file")
    return parser.parse_args()


def report(
    name: str, make: Make, how: Behaviour, given: argparse.Namespace
) -> dict[str, list[Change]]:
    """Measure one kind of world and print: the first weight in full, the others' headlines."""
    seeds = range(given.first_seed, given.first_seed + given.seeds)
    weights = [float(weight) for weight in given.weights.split(",")]
    changes = measure(make, how, seeds, weights)
    found = {f"weight {weight:g}": one for weight, one in changes.items()}
    print(f"\n{name}, weight {weights[0]:g}, seeds {seeds[0]} to {seeds[-1]}\n")
    print(table(changes[weights[0]], given.markdown))
    if len(weights) > 1:
        print(f"\n{name}, by weight\n")
        print(headline(found, given.markdown))
    if given.vary:
        others = {
            label: measure(make, varied(how, times), seeds, weights[:1])[weights[0]]
            for label, times in VARIATIONS.items()
        }
        print(f"\n{name}, weight {weights[0]:g}, other assumptions\n")
        print(headline(others, given.markdown))
        found |= others
    return found


def main() -> None:
    """Measure and print; every figure also goes into the JSON file when asked."""
    given = arguments()
    kept: list[dict[str, Any]] = []
    for name, (make, share) in makers(given.data, given.roles).items():
        how = Behaviour(weeks=given.weeks, visits_a_week=int(given.visits * share))
        kept += [
            {"data": name, "case": label, **asdict(line)}
            for label, lines in report(name, make, how, given).items()
            for line in lines
        ]
    if given.json:
        given.json.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
