"""The tables of one person alone, by plain loops: a single search spends its time on overheads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from matching.columns import Array, Doubles, Floats
from matching.pairs import Meeting
from matching.relations import Related
from matching.timetable.checks import DAY

MOST_TURNS = 4  # interests looked at one by one; of further ones only the best met counts


class Tables(NamedTuple):
    """Columns of :class:`matching.crowds.Crowd` that are tables."""

    latitude: Doubles
    longitude: Doubles
    free: Array
    held: Array
    cares: tuple[Floats, ...]


def tables_of_one(meeting: Meeting, row: int) -> Tables:
    """Without a second axis, but for the places."""
    people = meeting.people
    homes = people.places.row(row)
    skills, causes = people.skills.row(row)["term"].tolist(), people.interests.row(row).tolist()
    each = [[cause] for cause in causes] if 0 < len(causes) <= MOST_TURNS else [causes]
    return Tables(
        latitude=homes["latitude"][:, None],
        longitude=homes["longitude"][:, None],
        free=_free(meeting, row),
        held=_served(meeting.skills, skills),
        cares=tuple(_served(meeting.causes, some) for some in each),
    )


def _served(related: Related, terms: Iterable[int]) -> Floats:
    """How well these terms serve each term of the catalogue, float32 (terms,)."""
    table = np.zeros(related.width, np.float32)
    for term in terms:
        for number, strength in related.of(term):
            if strength > table[number]:
                table[number] = strength
    return table


def _free(meeting: Meeting, row: int) -> Array:
    """Minutes free in each stretch, by the better of two weeks; a last 0 for no times."""
    points, start_at, end_at = meeting.role_part.week_points
    found = np.zeros(len(start_at) + 1)
    free = meeting.people.times.free.row(row).tolist()
    for wanted in {pattern for pattern, *_ in free}:
        edges, sums = [0], [0]
        for pattern, weekday, start, end in free:
            if pattern == wanted:
                begin = weekday * DAY + start
                edges += begin, begin + end - start
                sums += sums[-1], sums[-1] + end - start
        before = np.interp(points, edges, sums)
        np.maximum(found[:-1], before[end_at] - before[start_at], out=found[:-1])
    return found
