"""Whom to compare with what: candidates from the grid, then the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from matching.catalogue import Catalogue, Pool
from matching.columns import Bools, Ints
from matching.eligibility import judge
from matching.pairs import Meeting, Pairs
from matching.selection import candidates
from matching.travel import STRAIGHT_LINE, Travel
from matching.types import Volunteer


def person_pool(volunteer: Volunteer, catalogue: Catalogue, travel: Travel = STRAIGHT_LINE) -> Pool:
    """One person, compiled with the catalogue's own statistics and taxonomy."""
    taxonomy = catalogue.terms.taxonomy
    return Pool.build([volunteer], catalogue.statistics, taxonomy=taxonomy, travel=travel)


def meetings(pool: Pool, catalogue: Catalogue) -> list[Meeting]:
    """Every part of the pool with every part of the catalogue, by part of the pool."""
    return [
        Meeting(pool, catalogue, people, roles)
        for people in pool.parts
        for roles in catalogue.parts
    ]


def eligible(meeting: Meeting, person: Ints, mask: Bools | None) -> tuple[Pairs, Counter[str]]:
    """One person's pairs that pass every rule, and how many fell to each.

    Roles outside the grid's cover were never looked at; they count as too far.
    """
    part = meeting.role_part
    roles = candidates(meeting.people, int(person[0]), part, mask)
    pairs, fallen = judged(Pairs(meeting, np.repeat(person, len(roles)), roles))
    competing = len(part.rows) if mask is None else int(np.count_nonzero(part.alive & mask))
    if competing > len(roles):
        fallen["distance"] += competing - len(roles)
    return pairs, fallen


def judged(pairs: Pairs) -> tuple[Pairs, Counter[str]]:
    """Pairs that pass every rule, and how many fell to each."""
    alive, fallen = judge(pairs)
    return pairs.only(alive), Counter(fallen)


def joined(pairs: Sequence[Pairs]) -> Pairs:
    """Pairs of one meeting, one after another; distances are not measured again."""
    whole = Pairs(
        pairs[0].meeting,
        np.concatenate([one.person for one in pairs]),
        np.concatenate([one.role for one in pairs]),
    )
    whole.__dict__["distance_km"] = np.concatenate([one.distance_km for one in pairs])
    return whole
