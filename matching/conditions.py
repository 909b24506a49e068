"""What has to be asked, shown or obtained before starting: said, never counted."""

from __future__ import annotations

from matching.eligibility import musts_unmet
from matching.pairs import Pairs
from matching.reasons import against, for_person, listed
from matching.types import Reason


def conditions(pairs: Pairs, index: int) -> list[Reason]:
    """Reasons of no weight, for the volunteer and the broker."""
    role = int(pairs.role[index])
    reasons = []
    check = pairs.roles.check.text(role)
    if check:
        article = "an" if check[0].lower() in "aeiou" else "a"
        reasons += against(f"Needs {article} {check}; you can get it after applying", None)
    musts = musts_unmet(pairs, index) if pairs.roles.needs.counts[role] else []
    if musts:
        reasons += against(f"You need: {listed(musts)}", None)
    reasons += _access(pairs, index)
    if pairs.roles.trains[role]:
        reasons += for_person("Training is given", None)
    return reasons


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
