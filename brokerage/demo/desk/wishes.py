"""Which introductions the demonstration should have: a full desk at the lead centre, and for the
people who sign in something of their own to look at."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from brokerage.demo.chance import happens, one_of
from brokerage.demo.desk.cast import Cast, Person
from brokerage.demo.desk.stories import LATER, ON_THE_WAY
from brokerage.introductions.states import State

MOST_ON_THE_WAY = 260  # seven desks of two part-time people each
AT_THE_LEAD = 0.25
SLOW = (8, 14)  # days without an answer: reminded, or back with the broker
FRESH = (1, 3)
SILENT = (19, 22)  # long enough for a reminder and the way back to the broker

FOUR_WEEKS = (28, 30)  # since the first day: somebody should ask how it goes

THEIRS = (
    (State.REFERRED, FRESH),
    (State.REFERRED, (9, 10)),  # reminded a moment ago
    (State.REFERRED, (19, 22)),  # long late: the broker has it
    (State.INTERVIEWING, FRESH),
    (State.ACKNOWLEDGED, FRESH),
    (State.REFERRED, FRESH),
    (State.CHECKS, FRESH),
    (State.ACCEPTED, FRESH),
    (State.STARTED, FRESH),
    (State.UNSUCCESSFUL, FRESH),
    (State.WITHDRAWN, FRESH),
)


@dataclass(frozen=True, slots=True)
class Wish:
    """How one should end, and where; what is None is left to chance."""

    state: State
    centre_id: int
    organisation_id: int | None = None
    person: Person | None = None
    since: tuple[int, int] | None = None


def wishes(cast: Cast, count: int, rng: random.Random) -> Iterator[Wish]:
    """So many, the ones that somebody will look for first."""
    yield from islice(_all(cast, count, rng), count)


def _all(cast: Cast, count: int, rng: random.Random) -> Iterator[Wish]:
    yield from _for_the_volunteer(cast)
    yield from _for_the_organisation(cast)
    yield from _slow(cast)
    people = Counter(person.centre_id for person in cast.people)
    for _ in range(min(MOST_ON_THE_WAY, count // 3)):
        centre = cast.lead.id if happens(rng, AT_THE_LEAD) else one_of(rng, people)
        yield Wish(one_of(rng, ON_THE_WAY), centre)
    while people:
        yield Wish(one_of(rng, LATER), one_of(rng, people))


def _for_the_volunteer(cast: Cast) -> Iterator[Wish]:
    """Whoever signs in as "volunteer": one waited for, one that goes well, one that did not."""
    for person in cast.people:
        if person.id == cast.volunteer_id:
            for state, since in (
                (State.STARTED, (30, 60)),
                (State.REFERRED, FRESH),
                (State.OFFERED, FRESH),
                (State.UNSUCCESSFUL, (20, 40)),
            ):
                yield Wish(state, person.centre_id, person=person, since=since)


def _for_the_organisation(cast: Cast) -> Iterator[Wish]:
    """Whoever signs in as "organisation" has people at every step, and one answer is late."""
    if cast.organisation_id is None:
        return
    theirs = [one for one in cast.offers if one.organisation_id == cast.organisation_id]
    for state, since in THEIRS:
        if theirs:
            yield Wish(state, theirs[0].centre_id, cast.organisation_id, since=since)


def _slow(cast: Cast) -> Iterator[Wish]:
    """Two organisations near the lead centre that owe several answers, some given up on, and
    people to be asked how it goes."""
    for organisation_id in _busiest(cast)[:2]:
        for _ in range(3):
            yield Wish(State.REFERRED, cast.lead.id, organisation_id, since=SLOW)
    for _ in range(3):
        yield Wish(State.REFERRED, cast.lead.id, since=SILENT)
        yield Wish(State.STARTED, cast.lead.id, since=FOUR_WEEKS)


def _busiest(cast: Cast) -> Sequence[int]:
    """Organisations with most roles near the lead centre, but not the one that signs in."""
    roles = Counter(one.organisation_id for one in cast.offers if one.centre_id == cast.lead.id)
    roles.pop(cast.organisation_id or 0, None)
    return [organisation_id for organisation_id, _count in roles.most_common()]
