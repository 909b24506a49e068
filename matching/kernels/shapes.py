"""What the compiled kernel reads: named tuples of roles, of people, and of what is asked."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from matching.columns import Array, Doubles, Ints, Ragged
from matching.crowds import NEUTRAL
from matching.factors.skills import BEST, PARTLY
from matching.grid import boxes
from matching.pairs import Meeting
from matching.records import NOT_AT_HOME
from matching.relations import Related
from matching.scenes import Scene
from matching.scoring import Weights

STEPS = 512  # of squared distance, from nothing to beyond the limit
NAMES = ("availability", "skills", "distance", "interests", "text")


class Ask(NamedTuple):
    """Both in the order of ``NAMES``; the sum of the weights comes last."""

    weights: Array
    neutral: Array


class Roles(NamedTuple):
    """m roles in the order of their lane; columns as in ``lanes.Lane`` and ``scenes.Scene``.

    ``points``: minutes of the week where a stretch begins or ends; ``starts`` and ``ends`` of each
    line of times among them. ``use_from``, ``use_at``, ``use``: which roles each skill serves and
    how far at most; ``word_*`` the same of words. ``order``: by turn and name.
    """

    unplaced: int
    loose: int
    skills: int
    causes: int
    cells: Array
    latitude: Array
    longitude: Array
    flags: Array
    asked: Array
    whole: Array
    slot_from: Array
    starts: Array
    ends: Array
    often: Array
    points: Array
    need_from: Array
    need: Array
    worth: Array
    must: Array
    cause_from: Array
    cause: Array
    extra_from: Array
    extra_latitude: Array
    extra_longitude: Array
    out: Array
    rough: Array
    remote: Array
    lowest: Array
    highest: Array
    order: Array
    use_from: Array
    use_at: Array
    use: Array


class People(NamedTuple):
    """b people: columns, and lines of what each skill, interest and word of theirs reaches.

    ``rows`` and ``columns`` (b, 2) of the grid round each circle; ``state`` tells apart who has
    stated what; ``turn`` of an interest among the person's own.
    """

    latitude: Array
    longitude: Array
    limit: Array
    half: Array
    rows: Array
    columns: Array
    state: Array
    goes_out: Array
    timed: Array
    skilled: Array
    caring: Array
    interests: Array
    youngest: Array
    oldest: Array
    free_from: Array
    free_start: Array
    free_length: Array
    line_from: Array
    term: Array
    worth: Array
    turn: Array


def ask_of(weights: Weights) -> Ask:
    each = [*(weights.get(name, 0.0) for name in NAMES), sum(weights.values())]
    return Ask(np.array(each), np.array([NEUTRAL[name] for name in NAMES], np.float32))


def roles_of(scene: Scene) -> Roles:
    """Of a scene that holds the whole lane."""
    strip, part = scene.strip, scene.meeting.role_part
    points, start_at, end_at = part.week_points
    stretch = np.minimum(strip.slot, len(start_at) - 1)  # the blank one is never read
    loose = int(part.lane.loose[0])
    given = {name: getattr(strip, name, None) for name in Roles._fields}
    given |= {
        name: getattr(scene, name) for name in ("out", "rough", "remote", "lowest", "highest")
    }
    given |= {
        "loose": loose,
        "skills": scene.meeting.skills.width,
        "causes": scene.meeting.causes.width,
        "cells": part.lane.cells,
        "starts": start_at[stretch] if len(start_at) else stretch,
        "ends": end_at[stretch] if len(start_at) else stretch,
        "often": strip.count,
        "points": points,
        "extra_from": np.searchsorted(strip.extra_at, np.arange(loose + 1)),
        "order": np.argsort(np.lexsort((scene.name, scene.turn))),
    }
    given |= zip(("use_from", "use_at", "use"), _used(scene), strict=True)
    return Roles(**{name: _own(value) for name, value in given.items()})


def _used(scene: Scene) -> tuple[Ints, Ints, Doubles]:
    """For each term (skills, causes, words) where its roles begin; the roles; what each adds."""
    strip, meeting = scene.strip, scene.meeting
    asking = np.repeat(np.arange(len(strip)), np.diff(strip.need_from))
    serving = np.repeat(np.arange(len(strip)), np.diff(strip.cause_from))
    rarest = np.zeros(len(strip))
    np.maximum.at(rarest, asking, strip.worth)
    use = BEST + (1 - BEST) * strip.worth / strip.whole[asking]
    use *= PARTLY + (1 - PARTLY) * np.minimum(rarest, 1)[asking]
    words, before = meeting.role_part.postings, meeting.skills.width + meeting.causes.width
    each = strip.need, meeting.skills.width + strip.cause
    terms = np.concatenate(each)
    order = np.argsort(terms, kind="stable")
    starts = np.searchsorted(terms[order], np.arange(before))
    return (
        np.concatenate((starts, len(terms) + words.offsets)),
        np.concatenate(
            (np.concatenate((asking, serving))[order], scene.place[words.values["role"]])
        ),
        np.concatenate(
            (np.concatenate((use, np.ones(len(serving))))[order], words.values["weight"])
        ),
    )


def _own(column: Any) -> Any:
    """Contiguous and writeable, so that one compiled version serves mapped and other arrays."""
    if not isinstance(column, np.ndarray):
        return column
    whole = column.flags.writeable and column.flags.c_contiguous
    return column if whole else column.copy()


def people_of(meeting: Meeting, rows: Ints) -> People:
    people, times = meeting.people, meeting.people.times
    homes = people.places.values[people.places.offsets[rows]]
    latitude, longitude = homes["latitude"].copy(), homes["longitude"].copy()
    limit = people.within_km[rows]
    timed, skilled = times.stated[rows], people.skills.counts[rows] > 0
    caring, goes_out = people.interests.counts[rows] > 0, people.remote[rows] == NOT_AT_HOME
    grid_rows, grid_columns = boxes(latitude, longitude, limit)
    free, reached = times.free.take(rows), _reached(meeting, rows)
    return People(
        latitude=latitude,
        longitude=longitude,
        limit=limit,
        half=np.maximum(limit / 2, 0.1),
        rows=grid_rows,
        columns=grid_columns,
        state=state_of(meeting, rows),
        goes_out=goes_out,
        timed=timed,
        skilled=skilled,
        caring=caring,
        interests=np.maximum(people.interests.counts[rows], 1).astype(np.int64),
        youngest=people.age_from[rows],
        oldest=people.age_to[rows],
        free_from=free.offsets,
        free_start=free.values["weekday"] * np.int64(1440) + free.values["start"],
        free_length=free.values["end"] - free.values["start"].astype(np.int64),
        **dict(zip(("line_from", "term", "worth", "turn"), reached, strict=True)),
    )


def state_of(meeting: Meeting, rows: Ints) -> Ints:
    """One number for all that state the same of times, skills, interests and work from home."""
    people = meeting.people
    said = people.times.stated, people.skills.counts > 0, people.interests.counts > 0
    state: Ints = 8 * (people.remote[rows] == NOT_AT_HOME).astype(np.int64)
    for turn, some in enumerate(said):
        state += some[rows] * 2**turn
    return state


def _reached(meeting: Meeting, rows: Ints) -> tuple[Array, ...]:
    """Where each person's lines begin; which term each reaches, how far, from which of theirs."""
    people, skills, causes = meeting.people, meeting.skills, meeting.causes
    held, caring = _linked(skills, people.skills, rows), _linked(causes, people.interests, rows)
    at, owners = people.words.expand(rows)
    asked = people.words.values[at]
    owner = np.concatenate((held[0], caring[0], owners))
    order = np.argsort(owner, kind="stable")
    terms = held[1], skills.width + caring[1], skills.width + causes.width + asked["term"]
    worth = np.concatenate((held[2], caring[2], asked["weight"])).astype(np.float64)
    turn = np.concatenate((held[3], caring[3], np.zeros(len(asked), np.int64)))
    begins = np.searchsorted(owner[order], np.arange(len(rows) + 1))
    return begins, np.concatenate(terms).astype(np.int64)[order], worth[order], turn[order]


def _linked(related: Related, stated: Ragged, rows: Ints) -> tuple[Ints, Array, Array, Ints]:
    """Whose each line is; which term it reaches, how far, from which of the person's own."""
    positions, owners = stated.expand(rows)
    terms = stated.values["term"] if stated.values.dtype.names else stated.values
    at, line = related.links.expand(terms[positions])
    links = related.links.values[at]
    turn = positions - stated.offsets[rows][owners]
    return owners[line], links["term"], links["strength"], turn[line]


def scratch_of(roles: Roles, people: People) -> tuple[Array, ...]:
    """Tables that are filled for one person after another."""
    base, text, more, most = np.zeros((4, len(roles.flags)))
    held = np.zeros(roles.skills)
    cares = np.zeros((int(people.interests.max()), roles.causes))
    before = np.zeros(len(roles.points), np.int64)
    return held, cares, text, more, before, base, np.zeros(STEPS + 1), most
