"""The geometry of charts: numbers to places in a picture. The table beside it holds the facts.

The foot of every chart is nought, so that no change looks larger than it is. A value that is not
there is a gap in the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MARGIN = 6.0

Values = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its unbroken pieces as points of a polyline, and the place of each value."""

    pieces: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Lines on one scale, from nought at the foot to ``top``."""

    width: int
    height: int
    top: float
    lines: tuple[Line, ...]

    @property
    def foot(self) -> float:
        """Where nought is."""
        return self.height - MARGIN

    @property
    def drawn(self) -> bool:
        """Whether there are two values to compare; one alone is no trend."""
        return any(len(line.dots) > 1 for line in self.lines)


def chart(series: Sequence[Values], width: int = 600, height: int = 160) -> Chart:
    """Lines for values in order, oldest first; all on the scale of the largest."""
    top = max((value for values in series for value in values if value is not None), default=0.0)
    return Chart(width, height, top, tuple(_line(values, width, height, top) for values in series))


def bar(value: float | None, largest: float) -> float:
    """How long a bar is, in hundredths of the longest one."""
    return 0.0 if value is None or largest <= 0 else round(100 * max(0.0, value) / largest, 1)


def _line(values: Values, width: int, height: int, top: float) -> Line:
    step = (width - 2 * MARGIN) / max(1, len(values) - 1)
    pieces: list[list[tuple[float, float]]] = [[]]
    for number, value in enumerate(values):
        if value is None:
            pieces.append([])
            continue
        up = value / top * (height - 2 * MARGIN) if top else 0.0
        pieces[-1].append((round(MARGIN + number * step, 1), round(height - MARGIN - up, 1)))
    return Line(
        tuple(" ".join(f"{x:g},{y:g}" for x, y in piece) for piece in pieces if len(piece) > 1),
        tuple(dot for piece in pieces for dot in piece),
    )
