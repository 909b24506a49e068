"""Which single change on a person's side would open most roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from matching.catalogue import Catalogue, Pool
from matching.columns import Bools, Ints
from matching.conditions import doubts
from matching.pairing import meetings
from matching.pairs import KM_PER_MILE, Meeting, Pairs
from matching.reasons import exact_miles, inside
from matching.relations import SERVES
from matching.relaxing.counting import (
    Change,
    Standing,
    missing_alone,
    opened,
    ranked,
    stand,
    without_needless,
)
from matching.relaxing.parts import DAYS, PARTS, SHIFTS, at_some_time_of, shifted
from matching.relaxing.words import Key, Kind
from matching.selection import Allowed, allowed_lines, candidates
from matching.timetable.roles import week_stretches
from matching.travel import STRAIGHT_LINE, Travel
from matching.types import (
    Availability,
    HeldSkill,
    Relaxation,
    RemoteWish,
    Volunteer,
    Window,
)

FARTHER = (1.5, 2.0)
MOST_SKILLS = 3


def relaxations(
    volunteer: Volunteer,
    catalogue: Catalogue,
    *,
    allowed: Allowed = None,
    travel: Travel = STRAIGHT_LINE,
) -> list[Relaxation]:
    """Changes that open at least one role of those allowed, most first.

    Raises:
        InvalidInput: the person's record cannot be used.
        MisalignedInput: a mask of another length than ``catalogue.ids``.
    """
    plain = replace(volunteer, text="", interests=())  # no rule and no times look at them
    widest = _widest(plain)
    before = _standings([plain, widest], catalogue, allowed_lines(catalogue, allowed), travel)
    changes = [*_changes(plain), *_skills(plain, catalogue, before)]
    people = [change.record or plain for change in changes]
    pool = _pool(people, catalogue, travel) if people else None
    counts = np.zeros(len(changes), np.int64)
    for number, standing in enumerate(before):
        which = [np.flatnonzero(change.which(standing)) for change in changes]
        roles = [standing.pairs.role[lines] for lines in which]
        direct = np.array([change.record is None for change in changes], bool)
        counts[direct] += np.array([len(some) for some in roles], np.int64)[direct]
        if pool and not direct.all():
            counts += _tried(meetings(pool, catalogue)[number], roles, direct)
    return without_needless(ranked(changes, counts))


def _tried(meeting: Meeting, roles: Sequence[Ints], direct: Bools) -> Ints:
    tried = [roles[n] if not direct[n] else roles[n][:0] for n in range(len(roles))]
    person = np.repeat(np.arange(len(tried)), [len(some) for some in tried])
    return opened(Pairs(meeting, person, np.concatenate(tried)), person, len(tried))


def _pool(people: Sequence[Volunteer], catalogue: Catalogue, travel: Travel) -> Pool:
    named = [replace(person, id=str(number)) for number, person in enumerate(people)]
    taxonomy = catalogue.terms.taxonomy
    return Pool.build(named, catalogue.statistics, taxonomy=taxonomy, travel=travel)


def _standings(
    people: list[Volunteer],
    catalogue: Catalogue,
    masks: Sequence[Bools | None],
    travel: Travel,
) -> list[Standing]:
    """The first person against all roles that the second could reach, a part at a time."""
    found = []
    for meeting, mask in zip(
        meetings(_pool(people, catalogue, travel), catalogue), masks, strict=True
    ):
        roles = candidates(meeting.people, 1, meeting.role_part, mask)
        found.append(stand(Pairs(meeting, np.zeros(len(roles), np.int64), roles)))
    return found


def _widest(volunteer: Volunteer) -> Volunteer:
    """Both limits as far as any change moves them: the grid must cover that."""
    km, minutes, most = volunteer.within_km, volunteer.within_minutes, max(FARTHER)
    return replace(
        volunteer,
        within_km=km and km * most,
        within_minutes=minutes and minutes * most,
    )


def _changes(volunteer: Volunteer) -> Iterator[Change[Volunteer]]:
    yield from _places(volunteer)
    if volunteer.skills and not volunteer.accepts_training:
        yield Change(
            Kind.TRAINING,
            "Be trained for the role, where training is given",
            Key.ACCEPTS_TRAINING,
            True,
            lambda standing: standing.within(["skills"]),
            replace(volunteer, accepts_training=True),
        )
    if (volunteer.needs or volunteer.first_time) and not volunteer.accompanied:
        words = "Go with somebody on a first visit"
        yield Change(Kind.ACCOMPANIED, words, Key.ACCOMPANIED, True, _doubtful, None)
    free = volunteer.availability
    if free is not None and not free.any_time and not free.changes:
        yield from _times(volunteer, free)


def _doubtful(standing: Standing) -> Bools:
    return standing.fits & doubts(standing.pairs)


def _places(volunteer: Volunteer) -> Iterator[Change[Volunteer]]:
    for times in FARTHER if volunteer.places else ():
        if volunteer.within_km:
            limit = volunteer.within_km * times
            words = f"Look up to {exact_miles(limit / KM_PER_MILE)} away"
            person = replace(volunteer, within_km=limit)
            yield Change(Kind.DISTANCE, words, Key.WITHIN_KM, limit, _elsewhere, person)
        if volunteer.within_minutes:
            longer = volunteer.within_minutes * times
            words = f"Travel for up to {longer:.0f} minutes"
            person = replace(volunteer, within_minutes=longer)
            yield Change(Kind.TRAVEL, words, Key.WITHIN_MINUTES, longer, _elsewhere, person)
    if volunteer.remote is not RemoteWish.WELCOME:
        home = "done from home" if volunteer.remote is RemoteWish.NO else "away from home"
        welcome = RemoteWish.WELCOME
        person = replace(volunteer, remote=welcome)
        words = f"Include roles {home}"
        yield Change(Kind.REMOTE, words, Key.REMOTE, welcome, _elsewhere, person)


def _elsewhere(standing: Standing) -> Bools:
    """A change of what is wanted may open roles that lie too far as they stand."""
    return standing.within(["remote", "distance"])


def _times(volunteer: Volunteer, free: Availability) -> Iterator[Change[Volunteer]]:
    def change(
        kind: Kind, text: str, windows: tuple[Window, ...], added: Sequence[Window]
    ) -> Change[Volunteer]:
        person = replace(volunteer, availability=replace(free, windows=windows))
        return Change(
            kind,
            text,
            Key.WINDOWS,
            windows,
            lambda standing: at_some_time_of(standing, added),
            person,
        )

    for words, earlier, later in SHIFTS if free.windows else ():
        wider = tuple(shifted(window, -earlier, later) for window in free.windows)
        yield change(Kind.SHIFT, f"Be free {words}", wider, wider)
    stated = week_stretches(free.windows)
    for weekday, day in enumerate(DAYS):
        for part, (start, end) in PARTS.items():
            if not any(d == weekday and s <= start and end <= e for d, s, e in stated):
                more = Window(weekday, start, end)
                words = f"Be free on {day} {part}"
                yield change(Kind.TIME, words, (*free.windows, more), [more])


def _skills(
    volunteer: Volunteer, catalogue: Catalogue, before: Sequence[Standing]
) -> list[Change[Volunteer]]:
    """The skills that most often are all that is missing."""
    missing: Counter[int] = Counter()
    for standing in before if volunteer.skills else ():
        missing.update(missing_alone(standing, SERVES))
    uris = catalogue.terms.uris
    best = sorted(missing, key=lambda term: (-missing[term], uris[term]))[:MOST_SKILLS]
    return [
        Change(
            Kind.SKILL,
            f"Be trained in {inside(catalogue.terms.label(term))}",
            Key.SKILL,
            uris[term],
            lambda standing: standing.within(["skills"]),
            replace(volunteer, skills=(*volunteer.skills, HeldSkill(uris[term]))),
        )
        for term in best
    ]
