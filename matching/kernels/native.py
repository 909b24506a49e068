"""Everybody's best roles by the compiled scan."""

from __future__ import annotations

import numpy as np

from matching.columns import Bools, Doubles, Ints
from matching.kernels import blocks
from matching.kernels.bounds import fit
from matching.kernels.compiled import scan
from matching.kernels.shapes import ask_of, people_of, roles_of, scratch_of, state_of
from matching.pairs import Meeting
from matching.scenes import scene_of
from matching.scoring import Weights


def best(meeting: Meeting, rows: Ints, weights: Weights, limit: int) -> tuple[Ints, Doubles, Bools]:
    """See :mod:`matching.kernels`; what the scan cannot settle is left to NumPy."""
    size, total = (len(rows), limit), len(meeting.role_part.lane.line)
    places, scores = np.full(size, -1), np.full(size, np.nan)
    if not len(rows) or not total or limit <= 0:
        return places, scores, np.ones(len(rows), bool)
    homes = meeting.people.places.values[meeting.people.places.offsets[rows]]
    within = meeting.people.within_km[rows]
    some = np.flatnonzero(fit(homes["latitude"], homes["longitude"], within))
    order = some[np.lexsort((homes["latitude"][some], within[some], state_of(meeting, rows[some])))]
    scene = scene_of(meeting, [(0, total)])
    found = places[order], scores[order]
    unsure = np.zeros(len(order), bool)
    if len(order):
        roles, people = roles_of(scene), people_of(meeting, rows[order])
        scan(roles, people, ask_of(weights), found, unsure, scratch_of(roles, people))
    places[order] = np.where(found[0] >= 0, scene.strip.line[found[0]], -1)
    scores[order] = found[1]
    left = np.ones(len(rows), bool)
    left[order[~unsure]] = False
    sure = ~left
    if left.any():
        places[left], scores[left], sure[left] = blocks.best(meeting, rows[left], weights, limit)
    return places, scores, sure
