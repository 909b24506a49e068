"""What a block of people is scanned against: a strip of roles with what rules and order need."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matching.columns import Array, Ints
from matching.crowds import Crowd
from matching.lanes import FATE, LEVELED, NO_TIMES, UNEVEN, Slices
from matching.ordering import rotation
from matching.pairs import Meeting
from matching.strips import Strip, strip_of

if TYPE_CHECKING:
    from matching.sums import Sums


@dataclass(frozen=True)
class Scene:
    """``rough`` bool (m,): the scan only bounds these roles' scores."""

    meeting: Meeting
    strip: Strip
    out: Array
    rough: Array
    remote: Array
    lowest: Array
    highest: Array
    turn: Array
    name: Array

    @cached_property
    def place(self) -> Ints:
        """Where each row of the part stands in the strip, -1 where it does not."""
        found = np.full(len(self.meeting.role_part.alive), -1)
        found[self.strip.line] = np.arange(len(self.strip))
        return found

    @cached_property
    def sums(self) -> Sums:
        """Sparse tables of the roles; SciPy is loaded for digests only."""
        from matching.sums import sums_of

        meeting = self.meeting
        stretches = len(meeting.role_part.lane.starts)
        return sums_of(self.strip, stretches, meeting.skills.width, meeting.causes.width)

    @cached_property
    def silent(self) -> Ints:
        """Roles that do not state their times."""
        return np.flatnonzero(self.strip.flags & NO_TIMES)

    def words(self, crowd: Crowd) -> tuple[Ints, Ints, Array]:
        """Which places in the strip answer which people's words, and how far, one line a word."""
        asked = self.meeting.people.words
        positions, owners = asked.expand(crowd.rows)
        words = asked.values[positions]
        postings = self.meeting.role_part.postings
        at, line = postings.expand(words["term"])
        use = postings.values[at]
        place = self.place[use["role"]]
        here = np.flatnonzero(place >= 0)
        line = line[here]
        weight = use["weight"][here].astype(np.float64) * words["weight"][line]
        return place[here], owners[line], weight


def scene_of(meeting: Meeting, slices: Slices) -> Scene:
    """The roles of some slices of the part's lane."""
    part = meeting.role_part
    strip = strip_of(part, slices)
    columns, line = part.columns, strip.line
    out = (strip.flags & FATE) > 0
    return Scene(
        meeting=meeting,
        strip=strip,
        out=out if part.all_alive else out | ~part.alive[line],
        rough=(strip.flags & (UNEVEN | LEVELED)) > 0,
        remote=columns.remote[line],
        lowest=columns.minimum_age[line],
        highest=columns.maximum_age[line],
        turn=rotation(columns.key_hash[line], meeting.catalogue.today),
        name=columns.id_hash[line],
    )
