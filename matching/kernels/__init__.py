"""Scans of many roles for some people, in NumPy or, where it is installed, in Numba.

A kernel is ``kernel(meeting, rows, weights, limit) -> (roles, scores, sure)``: for each of some
people (rows of the meeting; one home and a limit each, no pause, cap or need) the rows of the
``limit`` best roles, best first and -1 where fewer are eligible, int64 (b, limit); their scores,
float64 (b, limit), NaN where none; and whether both are final, bool (b,).
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

from matching.columns import Bools, Doubles, Ints
from matching.pairs import Meeting
from matching.scoring import Weights

Kernel = Callable[[Meeting, Ints, Weights, int], tuple[Ints, Doubles, Bools]]
COMPILED = find_spec("numba") is not None


def chosen_kernel(compiled: bool | None = None) -> Kernel:
    """The compiled kernel where Numba is installed (or as asked); loaded when first called for."""
    if COMPILED if compiled is None else compiled:
        from matching.kernels.native import best

        return best
    from matching.kernels.blocks import best as plain

    return plain
