"""Roles laid out for scanning: by place, with what the bounds of a score need side by side.

Roles that no circle may leave out (done from home, place unknown, several places) come
first, the others follow by cell of the grid, so that the roles near a point are a few slices.
Every role has at least one line of times: a role that does not state them has one that points at a
last, blank stretch, for which the scan reads the neutral value.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from matching.columns import Array, Ints, Ragged
from matching.grid import cells_of, cover, cover_all
from matching.records import FROM_HOME, RoleColumns
from matching.timetable.roles import FLEXIBLE, SPAN_WEEKS, UNSTATED
from matching.types import Point

CLOSED, FULL, OVER = 1, 2, 3  # reasons to be out for everybody
NOWHERE, SEVERAL = -2, -1  # in a cell's place
FATE = 3  # mask of them in ``flags``
HAS_MUST, NO_NEEDS, NO_CAUSES, NO_TIMES = 4, 8, 16, 32
UNEVEN, LEVELED = 64, 128  # weeks of hours that differ; a level is asked: bounds only
Slices = list[tuple[int, int]]


@dataclass(frozen=True)
class Lane:
    """n roles in the order above.

    ``line`` int32: the role's row in the columns; ``loose`` (2,) how many come first, and of these
    the first of all, done from home or without a place; ``cells`` int32 ascending, of the rest;
    ``latitude`` and ``longitude`` float64 of the first place, NaN for none; ``flags`` uint8.
    ``starts`` and ``ends`` (d,) of the different stretches of a week in minutes from Monday 0:00.
    Times: ``slot`` (a stretch) and ``count`` (how often), of ``asked`` (n,) minutes. ``extra_at``
    int32 (e,): which roles have further places, ``extra`` int32 where these stand among the
    columns' places. Needs: ``need``, ``worth``, ``must`` and float64 ``whole`` (n,), the worth of
    all. ``cause``. ``*_from`` int32 (n + 1,): where each role's lines begin.
    """

    line: Array
    loose: Array
    cells: Array
    latitude: Array
    longitude: Array
    flags: Array
    starts: Array
    ends: Array
    slot_from: Array
    slot: Array
    count: Array
    asked: Array
    extra_at: Array
    extra: Array
    need_from: Array
    need: Array
    worth: Array
    must: Array
    whole: Array
    cause_from: Array
    cause: Array

    def near(self, homes: Array, limit: float) -> Slices:
        """Slices of all roles that may lie within ``limit`` km of any of the homes (PLACE)."""
        if not len(homes) or not np.isfinite(limit):
            return [(0, len(self.line))] if len(self.line) else []
        points = (Point(latitude, longitude) for latitude, longitude, _ in homes.tolist())
        return self._slices(sorted(run for point in points for run in cover(point, limit)))

    def round_box(self, homes: Array, limit: float) -> Slices:
        """The same for very many homes of one neighbourhood: a box round all of them."""
        north, east = homes["latitude"], homes["longitude"]
        box = (float(north.min()), float(north.max())), (float(east.min()), float(east.max()))
        return self._slices(list(cover_all(*box, limit)))

    def _slices(self, runs: list[tuple[int, int]]) -> Slices:
        """Where the roles of some runs of cells stand, after those that no circle leaves out."""
        loose = int(self.loose[0])
        edges = np.array(runs, np.int32)
        begin = self.cells.searchsorted(edges[:, 0]) + loose
        end = self.cells.searchsorted(edges[:, 1], "right") + loose
        return _disjoint([(0, loose), *zip(begin.tolist(), end.tolist(), strict=True)])


def _disjoint(slices: Iterable[tuple[int, int]]) -> Slices:
    """Slices that do not overlap, from slices in order of their beginnings; touching ones join."""
    found: Slices = []
    for begin, end in slices:
        if end <= begin:
            continue
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found


def build_lane(columns: RoleColumns, today: int) -> Lane:
    """Lay out all roles; ``today`` is the ordinal of the catalogue's day."""
    latitude, longitude, cells = _spots(columns)
    order = np.argsort(cells, kind="stable")
    loose, unplaced = int(np.count_nonzero(cells < 0)), int(np.count_nonzero(cells == NOWHERE))
    starts, ends, slots = _stretches(columns.times.rows)
    blank = columns.times.kind == UNSTATED
    slot_from, slot = _laid(columns.times.rows, slots, order, len(starts))
    _, count = _laid(columns.times.rows, _counts(columns), order, 0)
    count[slot_from[:-1][blank[order]]] = 1
    extra_at, extra = _extras(columns.places, order[:loose])
    needs, causes = columns.needs.take(order), columns.causes.take(order)
    return Lane(
        line=order.astype(np.int32),
        loose=np.array([loose, unplaced]),
        cells=cells[order[loose:]].astype(np.int32),
        latitude=latitude[order],
        longitude=longitude[order],
        flags=_flags(columns, today)[order],
        starts=starts,
        ends=ends,
        slot_from=slot_from,
        slot=slot.astype(np.uint16 if len(starts) < 65_535 else np.int32),
        count=count.astype(np.uint8),
        asked=np.maximum(columns.times.asked[order], 1),
        extra_at=extra_at,
        extra=extra,
        need_from=needs.offsets.astype(np.int32),
        need=needs.values["term"],
        worth=needs.values["weight"],
        must=needs.values["must"],
        whole=_whole(needs),
        cause_from=causes.offsets.astype(np.int32),
        cause=causes.values,
    )


def _spots(columns: RoleColumns) -> tuple[Array, Array, Ints]:
    """First place of each role and its cell; NOWHERE, or SEVERAL for what no cell may hold."""
    places, size = columns.places, len(columns.id)
    has = places.counts > 0
    first = places.values[places.offsets[:-1][has]]
    latitude, longitude = np.full(size, np.nan), np.full(size, np.nan)
    latitude[has], longitude[has] = first["latitude"], first["longitude"]
    local = (columns.remote != FROM_HOME) & (places.counts == 1)
    cells = np.where(has & (columns.remote != FROM_HOME), SEVERAL, NOWHERE)
    cells[local] = cells_of(latitude[local], longitude[local])
    return latitude, longitude, cells


def _extras(places: Ragged, loose: Ints) -> tuple[Array, Array]:
    """Places after the first of roles that have several; all such roles are loose."""
    positions, owners = places.expand(loose)
    further = np.diff(owners, prepend=-1) == 0
    return owners[further].astype(np.int32), positions[further].astype(np.int32)


def _flags(columns: RoleColumns, today: int) -> Array:
    fate = np.select(
        (columns.closed, columns.places_open == 0, columns.times.last_on < today),
        (CLOSED, FULL, OVER),
    )
    owners = np.repeat(np.arange(len(columns.id)), columns.needs.counts)
    needs = columns.needs.values
    must = np.bincount(owners, needs["must"], len(columns.id)) > 0
    flags = fate + HAS_MUST * must + NO_NEEDS * (columns.needs.counts == 0)
    flags += NO_CAUSES * (columns.causes.counts == 0)
    flags += NO_TIMES * (columns.times.kind == UNSTATED) + UNEVEN * _uneven(columns)
    flags += LEVELED * (np.bincount(owners, needs["level"] > 0, len(columns.id)) > 0)
    found: Array = flags.astype(np.uint8)
    return found


def _uneven(columns: RoleColumns) -> Array:
    """Hours whose windows are not the same in each of the twelve weeks."""
    times = columns.times
    owner = np.repeat(np.arange(len(times.kind)), times.rows.counts)
    partial = times.rows.values["weeks"] != (1 << SPAN_WEEKS) - 1
    some = np.bincount(owner, partial, len(times.kind)) > 0
    uneven: Array = (times.kind == FLEXIBLE) & (some | (times.rows.counts == 0))
    return uneven


def _stretches(rows: Ragged) -> tuple[Ints, Ints, Ints]:
    """Begin and end of the different stretches in minutes of the week; each row's number."""
    values = rows.values
    start = values["weekday"].astype(np.int64) * 1440 + values["start"]
    length = values["end"].astype(np.int64) - values["start"]
    found, number = np.unique(start * 2048 + length, return_inverse=True)
    starts = found // 2048
    return starts, starts + found % 2048, number


def _counts(columns: RoleColumns) -> Array:
    """How often each row happens; of hours, in how many weeks they can be given at most."""
    times = columns.times
    owner = np.repeat(np.arange(len(times.kind)), times.rows.counts)
    weeks = np.bitwise_count(times.rows.values["weeks"])
    spanned = np.minimum(times.span[owner], SPAN_WEEKS)
    found: Array = np.where(times.kind[owner] == FLEXIBLE, spanned, weeks)
    return found


def _whole(needs: Ragged) -> Array:
    """The weight of all needs of each role, 1 for none."""
    owner = np.repeat(np.arange(len(needs)), needs.counts)
    weight = np.bincount(owner, needs.values["weight"].astype(np.float64), len(needs))
    return np.where(needs.counts > 0, weight, 1.0)


def _laid(rows: Ragged, values: Array, order: Ints, blank: object) -> tuple[Array, Array]:
    """Values in lane order, one ``blank`` for a role without any; where each role's begin."""
    counts = np.maximum(rows.counts[order], 1)
    offsets = np.concatenate(([0], np.cumsum(counts)))
    found = np.full(int(offsets[-1]), blank, np.asarray(values).dtype if len(values) else None)
    positions, owners = rows.expand(order)
    turn = positions - rows.offsets[order][owners]
    found[offsets[owners] + turn] = values[positions]
    return offsets.astype(np.int32), found
