"""Scans of many roles for some people, in NumPy or, where it is installed, in Numba.

A kernel is ``kernel(scene, crowd, weights, limit) -> (chosen, scores, sure)``: for each person the
``limit`` best roles as places in the scene's strip, best first and -1 where fewer are eligible,
int64 (b, limit); their scores, float64 (b, limit), NaN where none; and whether both are final,
bool (b,). They are not where a role that is only bounded, or one within a metre of the limit, is
among the best.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

from matching.columns import Bools, Doubles, Ints
from matching.crowds import Crowd
from matching.scenes import Scene
from matching.scoring import Weights

Kernel = Callable[[Scene, Crowd, Weights, int], tuple[Ints, Doubles, Bools]]
COMPILED = find_spec("numba") is not None


def chosen_kernel(compiled: bool | None = None) -> Kernel:
    """The compiled kernel where Numba is installed (or as asked); loaded when first called for."""
    if COMPILED if compiled is None else compiled:
        from matching.kernels.compiled import best

        return best
    from matching.kernels.blocks import best as plain

    return plain
