"""Hard rules: who is out, and why. The first rule that a pair fails is the one that is told.

A rule is ``test(pairs) -> bool (n,)``, True for out, and ``words(pairs, index) -> str``. What is
not stated never excludes anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from matching.access import lacked, lacks_access
from matching.columns import Bools
from matching.journeys import takes_too_long, too_long_words
from matching.pairs import KM_PER_MILE, Pairs
from matching.reasons import exact_miles, inside, listed
from matching.records import FROM_HOME, HYBRID, NOT_AT_HOME, ON_SITE, ONLY_AT_HOME
from matching.relations import SERVES
from matching.types import Exclusion


@dataclass(frozen=True)
class Rule:
    """One way to be out."""

    name: str
    test: Callable[[Pairs], Bools]
    words: Callable[[Pairs, int], str]


def is_closed(pairs: Pairs) -> Bools:
    """The role takes nobody any more."""
    closed: Bools = pairs.roles.closed[pairs.role]
    return closed


def is_full(pairs: Pairs) -> Bools:
    """The role says how many places are open, and none is."""
    full: Bools = pairs.roles.places_open[pairs.role] == 0
    return full


def is_over(pairs: Pairs) -> Bools:
    """No date is left."""
    over: Bools = pairs.roles.times.last_on[pairs.role] < pairs.meeting.day.today
    return over


def ends_before_start(pairs: Pairs) -> Bools:
    """The last date comes before the person can begin."""
    begins = pairs.people.times.starts_on[pairs.person]
    early: Bools = pairs.roles.times.last_on[pairs.role] < begins
    return early


def is_outside_age(pairs: Pairs) -> Bools:
    """The person's whole age range lies outside the role's."""
    young = pairs.people.age_to[pairs.person] < pairs.roles.minimum_age[pairs.role]
    old = pairs.people.age_from[pairs.person] > pairs.roles.maximum_age[pairs.role]
    outside: Bools = young | old
    return outside


def is_wrongly_remote(pairs: Pairs) -> Bools:
    """Done from home by somebody who wants to go out, or the other way round."""
    wish, remote = pairs.people.remote[pairs.person], pairs.roles.remote[pairs.role]
    wrong: Bools = (wish == NOT_AT_HOME) & (remote == FROM_HOME)
    wrong |= (wish == ONLY_AT_HOME) & (remote == ON_SITE)
    return wrong


def is_too_far(pairs: Pairs) -> Bools:
    """Beyond the person's limit, in miles or minutes; what is done from home has no distance."""
    if not np.isfinite(pairs.people.within_km[pairs.person]).any():
        return np.zeros(len(pairs), bool)
    far: Bools = pairs.beyond_limit | takes_too_long(pairs)
    return far


def lacks_must(pairs: Pairs) -> Bools:
    """A skill that the role cannot do without is missing from those the person named.

    Not for somebody who would be taught it, where the role gives training.
    """
    lacking = np.zeros(len(pairs), bool)
    named = pairs.people.skills.counts[pairs.person] > 0
    named &= ~(pairs.people.trainable[pairs.person] & pairs.roles.trains[pairs.role])
    asked = np.flatnonzero(named & pairs.meeting.role_part.has_must[pairs.role])
    if len(asked):
        lines = pairs.only(asked).strengths
        unmet = lines.needs["must"] & (lines.strength < SERVES)
        lacking[asked[lines.owner[unmet]]] = True
    return lacking


def _over_words(pairs: Pairs, index: int) -> str:
    last = int(pairs.roles.times.last_on[pairs.role[index]])
    return f"Its dates are over (last on {date.fromordinal(max(last, 1)):%-d %B %Y})"


def _age_words(pairs: Pairs, index: int) -> str:
    lowest = int(pairs.roles.minimum_age[pairs.role[index]])
    highest = int(pairs.roles.maximum_age[pairs.role[index]])
    if int(pairs.people.age_to[pairs.person[index]]) < lowest:
        return f"For people aged {lowest} or over"
    return f"For people aged {highest} or under"


def _remote_words(pairs: Pairs, index: int) -> str:
    if pairs.roles.remote[pairs.role[index]] == FROM_HOME:
        return "Done from home, which you did not ask for"
    return "Cannot be done from home"


def _far_words(pairs: Pairs, index: int) -> str:
    """How far; a role that is done from home in part says that the rest is not."""
    said = _how_far(pairs, index)
    if pairs.roles.remote[pairs.role[index]] != HYBRID:
        return said
    return f"Done from home only in part: {said[0].lower()}{said[1:]}"


def _how_far(pairs: Pairs, index: int) -> str:
    too_long = too_long_words(pairs, index)
    if too_long:
        return too_long
    miles = pairs.measure(index)[0] / KM_PER_MILE
    limit = float(pairs.people.within_km[pairs.person[index]]) / KM_PER_MILE
    if miles - limit < 0.1:
        return f"Just beyond your {exact_miles(limit)}"
    return f"{exact_miles(miles)} away, farther than your {exact_miles(limit)}"


def _must_words(pairs: Pairs, index: int) -> str:
    return f"Needs {listed(musts_unmet(pairs, index))}, which is not among your skills"


def musts_unmet(pairs: Pairs, index: int) -> list[str]:
    """Labels of must-have skills that the person has not got, or has not named."""
    lines = pairs.strengths.of(index)
    unmet = lines.needs["term"][lines.needs["must"] & (lines.strength < SERVES)]
    return [inside(pairs.meeting.catalogue.terms.label(int(term))) for term in unmet]


def _access_words(pairs: Pairs, index: int) -> str:
    return f"It says it does not have what you need: {listed(lacked(pairs, index))}"


MUST_RULE = Rule("skills", lacks_must, _must_words)
OPEN_RULES = (
    Rule("closed", is_closed, lambda pairs, index: "Closed: it takes nobody any more"),
    Rule("full", is_full, lambda pairs, index: "All its places are filled"),
    Rule("over", is_over, _over_words),
)
RULES = (
    *OPEN_RULES,
    Rule("start", ends_before_start, lambda pairs, index: "It ends before you can start"),
    Rule("age", is_outside_age, _age_words),
    Rule("remote", is_wrongly_remote, _remote_words),
    Rule("distance", is_too_far, _far_words),
    Rule("access", lacks_access, _access_words),
    MUST_RULE,
)


def judge(pairs: Pairs, rules: Sequence[Rule] = RULES) -> tuple[Bools, dict[str, int]]:
    """Which pairs survive every rule, bool (n,), and how many fell to each."""
    alive = np.ones(len(pairs), bool)
    fallen: dict[str, int] = {}
    for rule in rules:
        out = rule.test(pairs) & alive
        count = int(np.count_nonzero(out))
        if count:
            fallen[rule.name] = count
            alive &= ~out
    return alive, fallen


def exclusion(pairs: Pairs, index: int) -> Exclusion | None:
    """The first rule that one pair fails, None when it is eligible."""
    return next(_exclusions(pairs, index), None)


def exclusions(pairs: Pairs, index: int) -> tuple[Exclusion, ...]:
    """Every rule that one pair fails, in order."""
    return tuple(_exclusions(pairs, index))


def _exclusions(pairs: Pairs, index: int) -> Iterator[Exclusion]:
    one = pairs.only(np.array([index]))
    for rule in RULES:
        if rule.test(one)[0]:
            role, person = int(one.role[0]), int(one.person[0])
            names = one.roles.id.text(role), one.people.id.text(person)
            yield Exclusion(*names, rule.name, rule.words(one, 0))
