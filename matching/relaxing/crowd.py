"""Who fits a role near them, and who would fit it otherwise: for somebody who is writing an advert.

A person *fits* here as in the rest of this package: no rule keeps them out, and their times are met
by half or more or not stated. *Near*: within the distance they stated, or else within ``near_km``;
somebody whose home is not known is near nothing but what is done from home.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from matching.catalogue import Catalogue, Pool
from matching.columns import Bools, Ints
from matching.eligibility import judge
from matching.pairing import meetings
from matching.pairs import LIMIT_BAND_KM, Meeting, Pairs
from matching.records import FROM_HOME
from matching.relaxing.counting import fits_in_time
from matching.selection import Allowed, allowed_lines
from matching.types import Calendar, Opportunity, Remote


def crowds(
    opportunity: Opportunity,
    others: Sequence[Opportunity],
    pool: Pool,
    *,
    near_km: float,
    allowed: Allowed = None,
    today: date | None = None,
    calendar: Calendar | None = None,
) -> tuple[int, list[int]]:
    """How many people near a role fit it; for each other version, how many fit one or both.

    Raises:
        InvalidInput: the role or a version of it cannot be used.
        MisalignedInput: a mask of another length than ``pool.ids``.
    """
    roles = [_plain(role, number) for number, role in enumerate((opportunity, *others))]
    catalogue = Catalogue.build(
        roles, pool.statistics, taxonomy=pool.terms.taxonomy, calendar=calendar, today=today
    )
    now, more = 0, np.zeros(len(others), np.int64)
    for meeting, mask in zip(meetings(pool, catalogue), allowed_lines(pool, allowed), strict=True):
        alive = meeting.person_part.alive
        people = np.flatnonzero(alive if mask is None else alive & mask)
        if all(_same_way(role, roles[0]) for role in roles):  # those too far are too far for all
            people = people[_near(_pairs(meeting, people, 0), 0, near_km)]
        fits = _fits(meeting, people, 0, near_km)
        now += int(np.count_nonzero(fits))
        left = people[~fits]
        for number in range(len(others)):
            more[number] += np.count_nonzero(_fits(meeting, left, number + 1, near_km))
    return now, [now + int(count) for count in more]


def _plain(role: Opportunity, number: int) -> Opportunity:
    """No rule and no times look at words."""
    return replace(role, id=str(number), key=str(number), text="", title="", causes=())


def _fits(meeting: Meeting, people: Ints, role: int, near_km: float) -> Bools:
    pairs = _pairs(meeting, people, role)
    fits = _near(pairs, role, near_km)
    lines = np.flatnonzero(fits)
    alive, _fallen = judge(pairs.only(lines))
    lines = lines[alive]
    timely = fits_in_time(pairs.only(lines))
    found = np.zeros(len(people), bool)
    found[lines[timely]] = True
    return found


def _near(pairs: Pairs, role: int, near_km: float) -> Bools:
    if pairs.roles.remote[role] == FROM_HOME:
        return np.ones(len(pairs), bool)
    limit = pairs.people.within_km[pairs.person]
    own = np.where(np.isfinite(limit), limit + LIMIT_BAND_KM, near_km)  # the rule has the last word
    near: Bools = pairs.distance_km <= own  # never for NaN: a home that is not known
    return near


def _same_way(one: Opportunity, other: Opportunity) -> bool:
    home = Remote.YES in (one.remote, other.remote)
    return one.places == other.places and not home


def _pairs(meeting: Meeting, people: Ints, role: int) -> Pairs:
    return Pairs(meeting, people, np.full(len(people), role, np.int64))
