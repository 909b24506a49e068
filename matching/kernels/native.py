"""The best roles of a block of people by the compiled scan."""

from __future__ import annotations

import numpy as np

from matching.columns import Bools, Doubles, Ints
from matching.crowds import NEUTRAL, Crowd
from matching.geodesy import NEAR_KM, POLAR_DEGREES
from matching.kernels import blocks
from matching.kernels.compiled import scan
from matching.kernels.shapes import people_of, roles_of
from matching.scenes import Scene
from matching.scoring import Weights

NAMES = ("availability", "skills", "distance", "interests", "text")


def best(scene: Scene, crowd: Crowd, weights: Weights, limit: int) -> tuple[Ints, Doubles, Bools]:
    """See :mod:`matching.kernels`; far limits, poles and the date line are left to NumPy."""
    if not len(scene.strip) or _far_or_polar(crowd):
        return blocks.best(scene, crowd, weights, limit)
    size = (len(crowd), limit)
    places, scores = np.full(size, -1), np.full(size, np.nan)
    unsure = np.zeros(size, bool)
    each = np.array([*(weights.get(name, 0.0) for name in NAMES), sum(weights.values())])
    neutral = np.array([NEUTRAL[name] for name in NAMES], np.float32)
    scan(roles_of(scene), people_of(scene, crowd), each, neutral, places, scores, unsure)
    sure: Bools = np.logical_not(unsure.any(axis=1))
    return places, scores, sure


def _far_or_polar(crowd: Crowd) -> bool:
    """The short formula of distance alone is compiled."""
    polar = (np.abs(crowd.latitude) > POLAR_DEGREES - 5).any()
    edge = (np.abs(crowd.longitude) > 170).any()
    return bool(polar or edge or len(crowd.latitude) != 1 or (crowd.limit > NEAR_KM / 2).any())
