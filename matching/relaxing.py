"""Which single change on the person's side would open most roles.

A role *fits* when no rule keeps it out and its times are met by half or more, or are not stated on
either side. Each change is tried alone; it opens the roles that fit with it and not without.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from matching.catalogue import Catalogue, Pool
from matching.columns import Bools, Ints
from matching.eligibility import MUST_RULE, RULES, judge
from matching.factors import availability
from matching.pairs import KM_PER_MILE, Meeting, Pairs
from matching.selection import candidates
from matching.timetable.roles import week_stretches
from matching.timetable.words import DAYS
from matching.types import Availability, HeldSkill, Relaxation, RemoteWish, Volunteer, Window

FITS = 0.5
FARTHER = (1.5, 2.0)
SHIFT = 30  # minutes
MOST_SKILLS = 3
PARTS = {"morning": (480, 720), "afternoon": (720, 1020), "evening": (1020, 1320)}
NOTHING = np.zeros(0, np.int64)


@dataclass(frozen=True)
class Change:
    """The person with one thing changed; ``only_times`` when no rule looks at it."""

    kind: str
    text: str
    change: Mapping[str, object]
    person: Volunteer
    only_times: bool = False


def relaxations(volunteer: Volunteer, catalogue: Catalogue) -> list[Relaxation]:
    """Changes that open at least one role, most first."""
    changes = [Change("none", "", {}, volunteer), *_changes(volunteer)]
    changes += _skills(volunteer, catalogue)
    opened = _opened([change.person for change in changes], _lasting(changes), catalogue)
    found = [
        Relaxation(change.kind, change.text, int(count), change.change)
        for change, count in zip(changes, opened, strict=True)
        if count
    ]
    return sorted(found, key=lambda one: (-one.opens, one.kind, one.text))


def _lasting(changes: list[Change]) -> list[bool]:
    return [change.only_times for change in changes]


def _opened(people: list[Volunteer], only_times: list[bool], catalogue: Catalogue) -> Ints:
    """How many roles fit each person that do not fit the first, int64 (people,)."""
    pool = Pool.build(
        [replace(person, id=str(number)) for number, person in enumerate(people)],
        catalogue.statistics,
        taxonomy=catalogue.terms.taxonomy,
    )
    opened = np.zeros(len(people), np.int64)
    for part in catalogue.parts:
        fits = _fitting(Meeting(pool, catalogue, pool.parts[0], part), only_times)
        opened += np.count_nonzero(fits & ~fits[0], axis=1)
    return opened


def _fitting(meeting: Meeting, only_times: list[bool]) -> Bools:
    first = _eligible(meeting, 0)
    roles = [
        first if same else _eligible(meeting, person) for person, same in enumerate(only_times)
    ]
    people = np.repeat(np.arange(len(roles)), [len(some) for some in roles])
    pairs = Pairs(meeting, people, np.concatenate(roles))
    share = availability.score(pairs)
    meets = np.isnan(share) | (share >= FITS)
    fits = np.zeros((len(roles), len(meeting.role_part.alive)), bool)
    fits[pairs.person[meets], pairs.role[meets]] = True
    return fits


def _eligible(meeting: Meeting, person: int) -> Ints:
    roles = candidates(meeting.people, person, meeting.role_part, None)
    alive, _ = judge(Pairs(meeting, np.full(len(roles), person), roles))
    return roles[alive]


def _changes(volunteer: Volunteer) -> Iterator[Change]:
    if volunteer.places and volunteer.within_km:
        for times in FARTHER:
            limit = volunteer.within_km * times
            words = f"Look up to {limit / KM_PER_MILE:.3g} miles away"
            yield Change(
                "distance", words, {"within_km": limit}, replace(volunteer, within_km=limit)
            )
    if volunteer.remote is not RemoteWish.WELCOME:
        home = "done from home" if volunteer.remote is RemoteWish.NO else "away from home"
        person = replace(volunteer, remote=RemoteWish.WELCOME)
        yield Change("remote", f"Include roles {home}", {"remote": "welcome"}, person)
    free = volunteer.availability
    if free is not None and not free.any_time and not free.changes:
        yield from _times(volunteer, free)


def _times(volunteer: Volunteer, free: Availability) -> Iterator[Change]:
    if free.windows:
        wider = tuple(_wider(window) for window in free.windows)
        words = f"Be free {SHIFT} minutes earlier and later"
        yield _other_times("shift", words, volunteer, free, wider)
    stated = week_stretches(free.windows)
    for weekday, day in enumerate(DAYS):
        for part, (start, end) in PARTS.items():
            if not any(d == weekday and s <= start and end <= e for d, s, e in stated):
                more = (*free.windows, Window(weekday, start, end))
                yield _other_times("time", f"Be free on {day} {part}", volunteer, free, more)


def _other_times(
    kind: str, text: str, volunteer: Volunteer, free: Availability, windows: tuple[Window, ...]
) -> Change:
    person = replace(volunteer, availability=replace(free, windows=windows))
    return Change(kind, text, {"windows": windows}, person, only_times=True)


def _wider(window: Window) -> Window:
    start = max(0, window.start - SHIFT)
    return Window(window.weekday, start, min(window.end + SHIFT, start + 1440))


def _skills(volunteer: Volunteer, catalogue: Catalogue) -> list[Change]:
    """The skills that most often are all that is missing."""
    if not volunteer.skills:
        return []
    missing: Counter[int] = Counter()
    pool = Pool.build([volunteer], catalogue.statistics, taxonomy=catalogue.terms.taxonomy)
    for part in catalogue.parts:
        missing.update(_only_missing(Meeting(pool, catalogue, pool.parts[0], part)))
    best = sorted(missing, key=lambda term: (-missing[term], catalogue.terms.uris[term]))
    return [_with_skill(volunteer, catalogue, term) for term in best[:MOST_SKILLS]]


def _only_missing(meeting: Meeting) -> list[int]:
    roles = candidates(meeting.people, 0, meeting.role_part, None)
    pairs = Pairs(meeting, np.zeros(len(roles), np.int64), roles)
    others = [rule for rule in RULES if rule is not MUST_RULE]
    pairs = pairs.only(judge(pairs, others)[0])
    lines = pairs.strengths
    unmet = lines.needs["must"] & (lines.strength < 1)
    alone = np.bincount(lines.owner[unmet], minlength=len(pairs)) == 1
    terms: list[int] = lines.needs["term"][unmet & alone[lines.owner]].tolist()
    return terms


def _with_skill(volunteer: Volunteer, catalogue: Catalogue, term: int) -> Change:
    uri, name = catalogue.terms.uris[term], catalogue.terms.label(term).lower()
    person = replace(volunteer, skills=(*volunteer.skills, HeldSkill(uri)))
    return Change("skill", f"Be trained in {name}", {"skill": uri}, person)
