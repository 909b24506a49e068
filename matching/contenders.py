"""Which pairs can be among the best, so that only these are scored by every factor.

A scan gives every eligible pair an upper bound of its score (:mod:`matching.kernels`). The pairs
with the highest bounds are scored exactly; whatever could still reach the last of the best by its
bound is scored as well. So the result is the plain one, ties included, however loose a bound is:
the threshold method of Fagin, Lotem and Naor, "Optimal aggregation algorithms for middleware".
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, replace

import numpy as np

from matching.columns import Array, Bools, Doubles, Ints
from matching.crowds import Crowd, crowd_of
from matching.eligibility import MUST_RULE, RULES, Rule, judge
from matching.factors import FACTORS
from matching.geodesy import KM_PER_DEGREE
from matching.kernels import arrays
from matching.lanes import FATE, LEVELED, UNEVEN
from matching.pairs import Meeting, Pairs
from matching.records import NO_AGE_LIMIT, WELCOME
from matching.scoring import DECIMALS, Scored, Weights, score_pairs
from matching.strips import Strip, strip_of

ROUGH = 2e-6  # scores are rounded to six decimals
SPARE = 8  # pairs scored beyond those asked for, before the first look at the last of the best
FAR_NORTH, NEAR_EDGE = 60, 170  # degrees, within which east and west are simple
WHOLE = 3  # times the limit: so few pairs are scored at once


@dataclass(frozen=True)
class Found:
    """``scored`` holds every pair that can be among the best; ``total`` counts the eligible.

    ``roles`` int64 (total,): the rows of the eligible.
    """

    scored: Scored
    total: int
    fallen: Counter[str]
    roles: Ints


def best_roles(
    meeting: Meeting,
    person: int,
    mask: Bools | None,
    weights: Weights,
    limit: int,
    fair: Array | None = None,
) -> Found:
    """For one person of the meeting (row of its part): the best roles of its part, scored.

    ``mask`` bool (rows of the part,): which may compete. ``fair`` float64 (rows of the part,): what
    a role's score is multiplied by before it is ordered. Roles outside the cover of the person's
    circle were never looked at; they count as too far.
    """
    part, people = meeting.role_part, meeting.people
    strip = strip_of(part, part.lane.near(people.places.row(person), people.within_km[person]))
    crowd = crowd_of(meeting, np.array([person]))
    apart = arrays.kilometres(strip, crowd)
    pairs = Pairs(meeting, np.full(len(strip), person), strip.line)
    pairs.__dict__["distance_km"] = np.full(len(strip), np.nan) if apart is None else apart
    alive, fallen = _judged(pairs, strip, crowd, mask)
    chosen = np.flatnonzero(alive)
    if len(chosen) <= WHOLE * limit:
        scored = score_pairs(pairs.only(chosen), weights)
        return Found(scored, len(chosen), fallen, strip.line[chosen])
    total = arrays.totals(strip, crowd, weights, apart)
    if weights.get("text"):
        total += weights["text"] * arrays.words(strip, meeting, person)
    total = _with_others(total, pairs, weights, {*arrays.FACTORS, "text"})[chosen]
    pairs, flags = pairs.only(chosen), strip.flags[chosen]
    roles = pairs.role
    if crowd.plain[0]:
        scored = _patched(pairs, flags, total, weights)
    else:
        scored = _threshold(pairs, total, weights, limit, None if fair is None else fair[roles])
    return Found(scored, len(chosen), fallen, roles)


def _patched(pairs: Pairs, flags: Array, total: Doubles, weights: Weights) -> Scored:
    """The scan's sums as scores, those of roles that it only bounds scored by the factors."""
    total = np.round(total, DECIMALS)
    rough = np.flatnonzero(flags & (UNEVEN | LEVELED))
    if len(rough):
        total[rough] = score_pairs(pairs.only(rough), weights).total
    return Scored(pairs, {}, total)


def _judged(
    pairs: Pairs, strip: Strip, crowd: Crowd, mask: Bools | None
) -> tuple[Bools, Counter[str]]:
    """Which pairs compete and pass every rule, and how many of all that compete fell to each."""
    part = pairs.meeting.role_part
    rules = _rules(pairs, strip, crowd)
    if mask is None and part.all_alive:
        alive, fallen = judge(pairs, rules)
        competing, looked_at = len(part.alive), len(strip)
    else:
        allowed = part.alive if mask is None else part.alive & mask
        some = np.flatnonzero(allowed[strip.line])
        alive = np.zeros(len(strip), bool)
        alive[some], fallen = judge(pairs.only(some), rules)
        competing, looked_at = int(np.count_nonzero(allowed)), len(some)
    found = Counter(fallen)
    if competing > looked_at:
        found["distance"] += competing - looked_at
    return alive, found


def _rules(pairs: Pairs, strip: Strip, crowd: Crowd) -> list[Rule]:
    """The rules that some of these pairs of one person may fail."""
    if not len(pairs):
        return []
    people, person = pairs.people, pairs.person[0]
    flags = int(np.bitwise_or.reduce(strip.flags))
    idle = set()
    if not flags & FATE:
        idle |= {"closed", "full", "over"}
    if people.times.starts_on[person] <= pairs.meeting.day.today:
        idle.add("start")  # what ends before today is over already
    if people.age_from[person] <= 0 and people.age_to[person] >= NO_AGE_LIMIT:
        idle.add("age")
    if people.remote[person] == WELCOME:
        idle.add("remote")
    if not people.needs.counts[person]:
        idle.add("access")
    if not people.skills.counts[person]:
        idle.add("skills")
    elif len(pairs) == len(strip) and not people.trainable[person]:
        lacking = arrays.lacks_must(strip, crowd)
        quick = replace(MUST_RULE, test=lambda some: _among(lacking, some, pairs))
        return [quick if rule is MUST_RULE else rule for rule in RULES if rule.name not in idle]
    return [rule for rule in RULES if rule.name not in idle]


def _among(lacking: Bools, some: Pairs, whole: Pairs) -> Bools:
    return lacking if some is whole else MUST_RULE.test(some)


def _with_others(total: Doubles, pairs: Pairs, weights: Weights, known: Set[str]) -> Doubles:
    """Factors that a scan did not know are scored for every pair; the weighted mean of all."""
    for factor in FACTORS:
        weight = weights.get(factor.name, 0.0)
        if weight and factor.name not in known:
            value = factor.score(pairs)
            total += weight * np.where(np.isnan(value), factor.neutral, value)
    total /= sum(weights.values())
    return total


def _threshold(
    pairs: Pairs, bound: Doubles, weights: Weights, limit: int, fair: Array | None
) -> Scored:
    """Scores of all that can be among the ``limit`` best of these pairs."""
    if limit <= 0:
        return score_pairs(pairs.only(np.zeros(0, np.int64)), weights)
    turn = 1.0 if fair is None else fair
    bound = bound * turn
    at = max(len(bound) - limit - SPARE, 0)
    first = bound >= np.partition(bound, at)[at]
    scored = score_pairs(pairs.only(first), weights)
    exact = scored.total * (1.0 if fair is None else fair[first])
    last = np.partition(exact, len(exact) - limit)[-limit]
    missed = bound >= last - ROUGH
    if (missed & ~first).any():
        scored = score_pairs(pairs.only(missed | first), weights)
    return scored


def best_people(meeting: Meeting, mask: Bools | None, weights: Weights, limit: int) -> Found:
    """For the one role of the meeting: the best people of its part, scored; ``mask`` (rows,)."""
    alive = meeting.person_part.alive
    rows = np.flatnonzero(alive if mask is None else alive & mask)
    pairs, fallen = _near_enough(Pairs(meeting, rows, np.zeros(len(rows), np.int64)))
    if len(pairs) <= WHOLE * limit:
        return Found(score_pairs(pairs, weights), len(pairs), fallen, pairs.role)
    strip = strip_of(meeting.role_part, [(0, 1)])
    crowd = crowd_of(meeting, pairs.person)
    total = arrays.totals(strip, crowd, weights, pairs.distance_km[None, :])[0]
    total = _with_others(total, pairs, weights, arrays.FACTORS.keys())
    if crowd.plain.all() and not strip.flags[0] & (UNEVEN | LEVELED):
        scored = Scored(pairs, {}, np.round(total, DECIMALS))
    else:
        scored = _threshold(pairs, total, weights, limit, None)
    return Found(scored, len(pairs), fallen, pairs.role)


def _near_enough(pairs: Pairs) -> tuple[Pairs, Counter[str]]:
    """Pairs of one role that pass every rule, rule by rule; the far are not even measured."""
    fallen: Counter[str] = Counter()
    for rule in RULES:
        if rule.name == "distance":
            beyond = _surely_beyond(pairs)
            fallen[rule.name] += int(np.count_nonzero(beyond))
            pairs = pairs.only(np.flatnonzero(~beyond)) if beyond.any() else pairs
        out = rule.test(pairs)
        lost = int(np.count_nonzero(out))
        if lost:
            fallen[rule.name] += lost
            pairs = pairs.only(np.flatnonzero(~out))
    return pairs, +fallen


def _surely_beyond(pairs: Pairs) -> Bools:
    """People north, south, east or west of the role's one place by more than their limit."""
    places, homes = pairs.roles.places.row(0), pairs.people.places
    if len(places) != 1 or homes.longest != 1:
        return np.zeros(len(pairs), bool)
    north, east = (column[pairs.person] for column in pairs.meeting.person_part.homes)
    limit = pairs.people.within_km[pairs.person] + 0.01
    latitude, longitude = float(places[0]["latitude"]), float(places[0]["longitude"])
    beyond: Bools = np.abs(north - latitude) * KM_PER_DEGREE > limit
    if abs(latitude) < FAR_NORTH and abs(longitude) < NEAR_EDGE:
        narrow = 0.9 * math.cos(math.radians(latitude)) * KM_PER_DEGREE
        near = limit < narrow  # a degree: the parallels narrow little over it
        beyond |= near & (np.abs(east - longitude) * narrow > limit)
    return beyond
