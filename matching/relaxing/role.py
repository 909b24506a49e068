"""Which single change on a role's side would open most people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import numpy as np

from matching.catalogue import Catalogue, Pool
from matching.columns import Bools, Ints
from matching.conditions import doubts
from matching.pairing import meetings
from matching.pairs import KM_PER_MILE, Meeting, Pairs
from matching.reasons import inside, listed
from matching.relations import SERVES
from matching.relaxing.counting import (
    RULE_BITS,
    Change,
    Standing,
    missing_alone,
    opened,
    ranked,
    stand,
    without_needless,
)
from matching.relaxing.moving import other_times
from matching.relaxing.words import Key, Kind
from matching.selection import Allowed, allowed_lines
from matching.terms import label
from matching.types import (
    Calendar,
    Importance,
    Opportunity,
    Relaxation,
    Remote,
)

LIFT_MILES = (3, 5)
MOST_SKILLS = 3


def role_relaxations(
    opportunity: Opportunity,
    pool: Pool,
    *,
    allowed: Allowed = None,
    today: date | None = None,
    calendar: Calendar | None = None,
) -> list[Relaxation]:
    """Changes of the role that open at least one person of those allowed, most first.

    Raises:
        InvalidInput: the role cannot be used.
        MisalignedInput: a mask of another length than ``pool.ids``.
    """
    plain = replace(opportunity, text="", title="", causes=())  # no rule, no times look at them

    def compiled(roles: Sequence[Opportunity]) -> Catalogue:
        named = [replace(role, id=str(number)) for number, role in enumerate(roles)]
        given = {"taxonomy": pool.terms.taxonomy, "calendar": calendar, "today": today}
        return Catalogue.build(named, pool.statistics, **given)  # type: ignore[arg-type]

    catalogue = compiled([plain])
    before = _standings(pool, catalogue, allowed_lines(pool, allowed))
    changes = [*_changes(plain, pool), *_skills(plain, catalogue, before)]
    others = compiled([change.record or plain for change in changes])
    counts = np.zeros(len(changes), np.int64)
    for meeting, standing in zip(meetings(pool, others), before, strict=True):
        counts += _counted(meeting, standing, changes)
    return without_needless(ranked(changes, counts))


def _standings(pool: Pool, catalogue: Catalogue, masks: Sequence[Bools | None]) -> list[Standing]:
    found = []
    for meeting, mask in zip(meetings(pool, catalogue), masks, strict=True):
        alive = meeting.person_part.alive
        people = np.flatnonzero(alive if mask is None else alive & mask)
        found.append(stand(Pairs(meeting, people, np.zeros(len(people), np.int64))))
    return found


def _counted(meeting: Meeting, standing: Standing, changes: Sequence[Change[Opportunity]]) -> Ints:
    which = [np.flatnonzero(change.which(standing)) for change in changes]
    direct = np.array([change.record is None for change in changes], bool)
    counts = np.where(direct, [len(some) for some in which], 0)
    tried = [some[:0] if done else some for some, done in zip(which, direct, strict=True)]
    person = standing.pairs.person[np.concatenate(tried)] if tried else np.zeros(0, np.int64)
    change = np.repeat(np.arange(len(tried)), [len(some) for some in tried])
    order = np.argsort(person, kind="stable")
    pairs = Pairs(meeting, person[order], change[order])
    return counts + opened(pairs, change[order], len(changes))


def _changes(role: Opportunity, pool: Pool) -> Iterator[Change[Opportunity]]:
    yield from _places(role)
    yield from other_times(role)
    words = "Go with people on their first visit"
    yield Change(Kind.ACCOMPANIED, words, Key.ACCOMPANIED, True, _doubtful, None)
    musts = [need.uri for need in role.skills if need.importance is Importance.MUST]
    if musts and not role.training_given:
        said = listed([inside(label(uri, pool.terms.taxonomy)) for uri in musts])
        yield _less_strict(role, Kind.TRAINING, f"Train people in {said}", True, musts)


def _doubtful(standing: Standing) -> Bools:
    return standing.fits & doubts(standing.pairs)


def _less_strict(
    role: Opportunity, kind: Kind, text: str, value: object, uris: Sequence[str]
) -> Change[Opportunity]:
    """The role without insisting on some skills."""
    skills = tuple(
        replace(need, importance=Importance.NEEDED) if need.uri in uris else need
        for need in role.skills
    )
    key = Key.TRAINING_GIVEN if kind is Kind.TRAINING else Key.SKILL
    record = replace(role, skills=skills)
    return Change(kind, text, key, value, lambda standing: standing.within(["skills"]), record)


def _skills(
    role: Opportunity, catalogue: Catalogue, before: Sequence[Standing]
) -> list[Change[Opportunity]]:
    missing: Counter[int] = Counter()
    for standing in before:
        missing.update(missing_alone(standing, SERVES))
    uris = catalogue.terms.uris
    best = sorted(missing, key=lambda term: (-missing[term], uris[term]))[:MOST_SKILLS]
    return [
        _less_strict(
            role,
            Kind.SKILL,
            f"Do not insist on {inside(catalogue.terms.label(term))}",
            uris[term],
            [uris[term]],
        )
        for term in best
    ]


def _places(role: Opportunity) -> Iterator[Change[Opportunity]]:
    for miles in LIFT_MILES if role.places and role.remote is not Remote.YES else ():
        words = f"Offer a lift to people up to {miles} miles beyond their limit"
        lift = miles * KM_PER_MILE
        yield Change(Kind.DISTANCE, words, Key.LIFT_KM, lift, partial(_within_a_lift, lift), None)
    homes = {Remote.HYBRID: "in part from home", Remote.YES: "from home"}
    wider = {Remote.NO: (Remote.HYBRID, Remote.YES), Remote.HYBRID: (Remote.YES,)}
    for remote in wider.get(role.remote, ()):
        yield Change(
            Kind.REMOTE,
            f"Let it be done {homes[remote]}",
            Key.REMOTE,
            remote,
            lambda standing: standing.within(["remote", "distance"]),
            replace(role, remote=remote),
        )


def _within_a_lift(kilometres: float, standing: Standing) -> Bools:
    pairs = standing.pairs
    near = pairs.distance_km <= pairs.people.within_km[pairs.person] + kilometres
    lifted: Bools = (standing.failed == RULE_BITS["distance"]) & standing.timely & near
    return lifted
