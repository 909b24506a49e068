"""Lines of a benchmark: timed, kept as records, and written as a Markdown table."""

from __future__ import annotations

import statistics as plain
import time
from collections.abc import Callable, Sequence
from typing import Any

Line = dict[str, Any]
Rank = Callable[[int], object]


def timed(work: Rank, runs: int, warm: int = 1) -> list[float]:
    """Milliseconds of each run; the first, which warm caches, are not counted."""
    found = []
    for number in range(runs + warm):
        began = time.perf_counter()
        work(number)
        found.append((time.perf_counter() - began) * 1000)
    return found[warm:]


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


def table(lines: Sequence[Line]) -> list[str]:
    """Lines of Markdown; ``times`` is how many times matching's own median each median is."""
    heads = "case | roles | people | method | median ms | least | greatest | times"
    found = [f"| {heads} |", "| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: |"]
    own: dict[tuple[str, int, int], float] = {}
    for one in lines:
        key = (one["case"], one["roles"], one["people"])
        if one["method"].startswith("matching"):
            own.setdefault(key, one["median_ms"])
        cells = [one["case"], f"{one['roles']:,}", f"{one['people']:,}", one["method"]]
        cells += [f"{one[name]:,.2f}" for name in ("median_ms", "min_ms", "max_ms")]
        times = one["median_ms"] / own[key] if key in own else 1
        found.append(
            f"| {' | '.join([*cells, f'{times:,.2f}' if times < 10 else f'{times:,.0f}'])} |"
        )
    return found
