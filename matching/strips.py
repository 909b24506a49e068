"""Stretches of a lane put side by side, ready for a scan."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matching.catalogue import RolePart
from matching.columns import Array, Ints
from matching.lanes import Slices


@dataclass(frozen=True)
class Strip:
    """m roles, the first ``unplaced`` without a place.

    Columns as in :class:`matching.lanes.Lane`, ``*_from`` int64 (m + 1,).

    ``extra_at``, ``extra_latitude`` and ``extra_longitude`` (e,): further places of some roles.
    """

    line: Ints
    unplaced: int
    latitude: Array
    longitude: Array
    flags: Array
    slot_from: Ints
    slot: Array
    count: Array
    asked: Array
    need_from: Ints
    need: Array
    worth: Array
    must: Array
    whole: Array
    cause_from: Ints
    cause: Array
    extra_at: Array
    extra_latitude: Array
    extra_longitude: Array

    def __len__(self) -> int:
        return len(self.line)


def strip_of(part: RolePart, slices: Slices) -> Strip:
    """The roles of some slices of a part's lane; the first slice holds the loose ones, if any."""
    lane = part.lane
    slot_from, slots = _ragged(lane.slot_from, slices)
    need_from, needs = _ragged(lane.need_from, slices)
    cause_from, causes = _ragged(lane.cause_from, slices)
    places = part.columns.places.values[lane.extra]
    return Strip(
        line=_cut(lane.line, slices).astype(np.int64),
        unplaced=int(lane.loose[1]),
        latitude=_cut(lane.latitude, slices),
        longitude=_cut(lane.longitude, slices),
        flags=_cut(lane.flags, slices),
        slot_from=slot_from,
        slot=_cut(lane.slot, slots),
        count=_cut(lane.count, slots),
        asked=_cut(lane.asked, slices),
        need_from=need_from,
        need=_cut(lane.need, needs),
        worth=_cut(lane.worth, needs),
        must=_cut(lane.must, needs),
        whole=_cut(lane.whole, slices),
        cause_from=cause_from,
        cause=_cut(lane.cause, causes),
        extra_at=lane.extra_at,
        extra_latitude=places["latitude"],
        extra_longitude=places["longitude"],
    )


def _cut(column: Array, slices: Slices) -> Array:
    if len(slices) == 1:
        return column[slices[0][0] : slices[0][1]]
    if not slices:
        return column[:0]
    return np.concatenate([column[begin:end] for begin, end in slices])


def _ragged(starts: Array, slices: Slices) -> tuple[Ints, Slices]:
    """Where each role's lines begin in the strip, and the slices of those lines."""
    lines = [(starts.item(begin), starts.item(end)) for begin, end in slices]
    found, before = np.zeros(1 + sum(end - begin for begin, end in slices), np.int64), 0
    at = 1
    for (begin, end), (first, last) in zip(slices, lines, strict=True):
        np.add(starts[begin + 1 : end + 1], before - first, out=found[at : at + end - begin])
        before += last - first
        at += end - begin
    return found, lines
