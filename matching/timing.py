"""Runs, and lines of a table of runs."""

from __future__ import annotations

import statistics as plain
import time
from collections.abc import Callable, Sequence
from typing import Any

Line = dict[str, Any]
Work = Callable[[int], object]
Run = tuple[float, float]  # milliseconds by the clock, and of this process's processor time


def timed(work: Work, runs: int, warm: int = 1) -> list[Run]:
    """Each run; the first, which warm caches, are not counted."""
    found = []
    for number in range(runs + warm):
        clock, processor = time.perf_counter(), time.process_time()
        work(number)
        took = time.perf_counter() - clock, time.process_time() - processor
        found.append((took[0] * 1000, took[1] * 1000))
    return found[warm:]


def line(
    case: str,
    count: int,
    crowd: int,
    method: str,
    times: list[Run],
    scale: float = 1,
    elsewhere: bool = False,
) -> Line:
    """One line of the table, also of the JSON file.

    ``elsewhere``: the work is done by other processes, so processor time tells nothing.
    """
    clock, processor = zip(*times, strict=True)
    return {
        "case": case,
        "roles": count,
        "people": crowd,
        "method": method,
        "median_ms": round(plain.median(clock) * scale, 3),
        "min_ms": round(min(clock) * scale, 3),
        "max_ms": round(max(clock) * scale, 3),
        "processor_ms": None if elsewhere else round(plain.median(processor) * scale, 3),
    }


HEADS = "case | roles | people | method | median ms | least | greatest | processor ms | times"


def table(lines: Sequence[Line]) -> list[str]:
    """Lines of Markdown; ``times`` is how many times matching's own median each median is.

    By processor time where both have it, which other work on the machine disturbs least.
    """
    found = [f"| {HEADS} |", "| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: |"]
    own: dict[tuple[str, int, int], Line] = {}
    for one in lines:
        key = (one["case"], one["roles"], one["people"])
        if one["method"].startswith("matching"):
            own.setdefault(key, one)
        cells = [one["case"], f"{one['roles']:,}", f"{one['people']:,}", one["method"]]
        cells += [f"{one[name]:,.2f}" for name in ("median_ms", "min_ms", "max_ms")]
        cells.append("" if one["processor_ms"] is None else f"{one['processor_ms']:,.2f}")
        times = _times(one, own[key]) if key in own else 1
        found.append(
            f"| {' | '.join([*cells, f'{times:,.2f}' if times < 10 else f'{times:,.0f}'])} |"
        )
    return found


def _times(one: Line, own: Line) -> float:
    name = "processor_ms" if one["processor_ms"] and own["processor_ms"] else "median_ms"
    return float(one[name]) / float(own[name])
