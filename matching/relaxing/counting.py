"""How many pairs a change opens, for many changes at once.

Each pair is judged once as it stands. A change is then tried only on the pairs that it can open:
those that fail no rule but the ones it touches, or, when it touches the times, those that fail on
nothing but their times.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from matching.columns import Bools, Ints
from matching.eligibility import RULES, judge
from matching.factors import availability
from matching.pairs import Pairs
from matching.relaxing.words import Key, Kind
from matching.types import Opportunity, Relaxation, Remote, Volunteer

FITS = 0.5
RULE_BITS = {rule.name: 1 << number for number, rule in enumerate(RULES)}
Record = TypeVar("Record", Volunteer, Opportunity)


@dataclass(frozen=True)
class Standing:
    """Pairs as they stand: ``failed`` int64 (n,) bits of rules, ``timely`` bool (n,)."""

    pairs: Pairs
    failed: Ints
    timely: Bools

    @property
    def fits(self) -> Bools:
        """No rule against it, and times that fit or are not stated."""
        found: Bools = (self.failed == 0) & self.timely
        return found

    def within(self, rules: Sequence[str]) -> Bools:
        """Kept out by nothing but some of these rules."""
        touched = sum(RULE_BITS[name] for name in rules)
        found: Bools = (self.failed != 0) & (self.failed & ~touched == 0) & self.timely
        return found

    @property
    def untimely(self) -> Bools:
        """Kept out by nothing but its times."""
        found: Bools = (self.failed == 0) & ~self.timely
        return found


Which = Callable[[Standing], Bools]


@dataclass(frozen=True)
class Change(Generic[Record]):
    """One thing changed.

    ``which`` are the pairs it can open. ``record`` is the person or the role with it; None where
    it opens all of those pairs.
    """

    kind: Kind
    text: str
    key: Key
    value: object
    which: Which
    record: Record | None


def stand(pairs: Pairs) -> Standing:
    """Judge by every rule; times are scored only where a change could still open the pair."""
    failed = np.zeros(len(pairs), np.int64)
    for rule in RULES:
        failed[rule.test(pairs)] |= RULE_BITS[rule.name]
    timely = np.zeros(len(pairs), bool)
    hopeful = np.flatnonzero(failed & ~OPENABLE == 0)
    timely[hopeful] = fits_in_time(pairs.only(hopeful))
    return Standing(pairs, failed, timely)


OPENABLE = sum(RULE_BITS[name] for name in ("remote", "distance", "skills"))


def fits_in_time(pairs: Pairs) -> Bools:
    """Times met by half or more, or not stated, bool (n,)."""
    share = availability.score(pairs)
    return np.isnan(share) | (share >= FITS)


def opened(changed: Pairs, change: Ints, changes: int) -> Ints:
    """How many pairs fit under each change, int64 (changes,); ``change`` (n,) of each pair."""
    alive, _ = judge(changed)
    pairs, change = changed.only(alive), change[alive]
    timely = fits_in_time(pairs)
    return np.bincount(change[timely], minlength=changes)


def ranked(changes: Sequence[Change[Record]], counts: Sequence[int] | Ints) -> list[Relaxation]:
    """Those that open something, most first."""
    found = [
        Relaxation(
            str(change.kind),
            change.text,
            int(count),
            {str(change.key): change.value},
            settles=change.kind is Kind.ACCOMPANIED,
        )
        for change, count in zip(changes, counts, strict=True)
        if count
    ]
    return sorted(found, key=lambda one: (-one.opens, one.kind, one.text))


def without_needless(relaxations: Sequence[Relaxation]) -> list[Relaxation]:
    """Asking for more only where it opens more: both ends of the day, all of it from home."""
    less = {
        Kind.SHIFT: max((one.opens for one in _shifts(relaxations, both=False)), default=0),
        Kind.REMOTE: max((one.opens for one in relaxations if _in_part(one)), default=0),
    }
    more = [*_shifts(relaxations, both=True), *(r for r in relaxations if _wholly(r))]
    needless = [one for one in more if one.opens <= less[Kind(one.kind)]]
    return [one for one in relaxations if one not in needless]


def _shifts(relaxations: Sequence[Relaxation], both: bool) -> list[Relaxation]:
    shifts = (one for one in relaxations if one.kind == Kind.SHIFT)
    return [one for one in shifts if (" and " in one.text) is both]


def _in_part(one: Relaxation) -> bool:
    return one.change.get(Key.REMOTE) == Remote.HYBRID


def _wholly(one: Relaxation) -> bool:
    return one.change.get(Key.REMOTE) == Remote.YES


def missing_alone(standing: Standing, serves: float) -> Counter[int]:
    """Must-have skills, by number, that are all that is missing, and how often."""
    pairs = standing.pairs.only(standing.within(["skills"]))
    lines = pairs.strengths
    unmet = lines.needs["must"] & (lines.strength < serves)
    alone = np.bincount(lines.owner[unmet], minlength=len(pairs)) == 1
    return Counter(lines.needs["term"][unmet & alone[lines.owner]].tolist())
