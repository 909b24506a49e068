"""What a run came to, and how two runs of the same worlds differ."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import t as student

from matching.columns import Ints
from matching.evaluation.simulation import Tally
from matching.evaluation.world import World

NAMES = {
    "reached": "opportunities with an introduction, all weeks",
    "reached_weekly": "opportunities with an introduction, a week",
    "introductions": "introductions",
    "filled": "places filled",
    "fit": "mean fit of introductions",
    "shown_fit": "mean fit of lists shown",
    "top_tenth": "share of showings of the most shown tenth",
}
Figures = Mapping[str, float]


@dataclass(frozen=True)
class Change:
    """A figure without and with the term, means over seeds; the change in per cent.

    ``least`` and ``most`` bound the change with 95 % confidence (Student's t over seeds, paired);
    NaN from one seed, which says nothing about chance.
    """

    measure: str
    without: float
    with_: float
    percent: float
    least: float
    most: float


def figures(tally: Tally, world: World) -> dict[str, float]:
    """Every measure of one run; shares of showings by size and centre as ``size: small``."""
    reached = tally.introductions > 0
    shown = np.sort(tally.showings)[::-1]
    found = {
        "reached": float(reached.any(axis=0).sum()),
        "reached_weekly": float(reached.sum(axis=1).mean()),
        "introductions": float(tally.introductions.sum()),
        "filled": float(tally.taken.sum()),
        "fit": float(np.mean(tally.fit)) if tally.fit else math.nan,
        "shown_fit": float(np.mean(tally.shown_fit)) if tally.shown_fit else math.nan,
        "top_tenth": float(shown[: max(1, len(shown) // 10)].sum() / max(1, shown.sum())),
    }
    found |= shares("size", world.labels.size, tally.showings)
    return found | shares("centre", world.labels.centre, tally.showings)


def shares(kind: str, labels: Sequence[str], showings: Ints) -> dict[str, float]:
    """Share of all showings that each label had."""
    of = np.array(labels)
    total = max(1, int(showings.sum()))
    return {
        f"{kind}: {label}": float(showings[of == label].sum() / total)
        for label in sorted(set(labels))
    }


def compared(without: Sequence[Figures], with_: Sequence[Figures]) -> list[Change]:
    """Every measure that all runs have; the two sequences by the same seeds."""
    names = [name for name in without[0] if all(name in one for one in (*without, *with_))]
    return [_change(name, without, with_) for name in names]


def _change(name: str, without: Sequence[Figures], with_: Sequence[Figures]) -> Change:
    before = np.array([one[name] for one in without])
    after = np.array([one[name] for one in with_])
    with np.errstate(divide="ignore", invalid="ignore"):
        percent = 100 * (after / before - 1)
    mean, half = float(percent.mean()), math.nan
    if len(percent) > 1:
        error = float(percent.std(ddof=1)) / math.sqrt(len(percent))
        half = float(student.ppf(0.975, len(percent) - 1)) * error
    means = float(before.mean()), float(after.mean())
    return Change(NAMES.get(name, name), *means, mean, mean - half, mean + half)
