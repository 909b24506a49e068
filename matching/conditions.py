"""What has to be asked, shown or obtained before starting: said, never counted."""

from __future__ import annotations

import numpy as np

from matching.columns import Bools
from matching.eligibility import musts_unmet
from matching.pairs import Pairs
from matching.reasons import against, for_person, inside, listed, with_article
from matching.types import Reason


def conditions(pairs: Pairs, index: int) -> list[Reason]:
    """Reasons of no weight, for the volunteer and the broker."""
    role, person = int(pairs.role[index]), int(pairs.person[index])
    reasons = []
    check = pairs.roles.check.text(role)
    if check:
        said = with_article(inside(check))
        reasons += against(f"Needs {said}; you can get it after applying", None)
    musts = musts_unmet(pairs, index) if pairs.roles.needs.lengths(role) else []
    if musts:
        reasons += against(f"You need: {listed(musts)}", None)
    reasons += _access(pairs, index)
    if pairs.roles.trains[role]:
        reasons += for_person("Training is given", None)
    if pairs.people.accompanied[person]:
        reasons += for_person("Somebody comes with you on the first visit", None)
    elif pairs.people.newcomer[person] and not pairs.roles.trains[role]:
        reasons += against("New to this: ask whether somebody can come with you first", None)
    return reasons


def doubts(pairs: Pairs) -> Bools:
    """Pairs that somebody coming along on a first visit would settle, bool (n,).

    Access that the person needs and the role does not state; or a person new to volunteering and
    a role that does not say it trains. Not where somebody comes along already.
    """
    people, roles = pairs.people, pairs.roles
    unsure: Bools = people.newcomer[pairs.person] & ~roles.trains[pairs.role]
    unsure |= _unstated_access(pairs)
    return unsure & ~people.accompanied[pairs.person]


def _unstated_access(pairs: Pairs) -> Bools:
    mine, theirs = pairs.meeting.pool.terms, pairs.meeting.catalogue.terms
    known = np.array([theirs.numbers.get(uri, -1) for uri in mine.uris], np.int64)
    at, asks = pairs.people.needs.expand(pairs.person)
    to, has = pairs.roles.access.expand(pairs.role)
    width = len(theirs.uris) + 1
    asked = asks * width + known[pairs.people.needs.values[at]]
    offered = has * width + pairs.roles.access.values[to]
    unmet = np.zeros(len(pairs), bool)
    unmet[asks[~np.isin(asked, offered) | (known[pairs.people.needs.values[at]] < 0)]] = True
    return unmet


def _access(pairs: Pairs, index: int) -> list[Reason]:
    mine, theirs = pairs.meeting.pool.terms, pairs.meeting.catalogue.terms
    has = {theirs.uris[term] for term in pairs.roles.access.row(int(pairs.role[index]))}
    asked = [mine.uris[term] for term in pairs.people.needs.row(int(pairs.person[index]))]
    reasons = []
    for uri in asked:
        words = mine.label(mine.numbers[uri])
        if uri in has:
            reasons += for_person(f"{words[0].upper()}{words[1:]}: yes", None)
        else:
            reasons += against(f"{words[0].upper()}{words[1:]} not stated: ask", None)
    return reasons
