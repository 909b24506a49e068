"""What has to be asked, shown or obtained before starting: said, never counted."""

from __future__ import annotations

from matching.access import answers, unstated_access
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
    unsure |= unstated_access(pairs)
    return unsure & ~people.accompanied[pairs.person]


def _access(pairs: Pairs, index: int) -> list[Reason]:
    words, reasons = pairs.meeting.pool.terms, []
    for uri, has in answers(pairs, index):
        label = words.label(words.numbers[uri])
        said = f"{label[0].upper()}{label[1:]}"
        if has is None:
            reasons += against(f"{said} not stated: ask", None)
        else:
            reasons += for_person(f"{said}: yes", None) if has else against(f"{said}: no", None)
    return reasons
