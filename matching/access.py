"""What people need at a place, and what roles say they have, lack, or say nothing of."""

from __future__ import annotations

import numpy as np

from matching.columns import Bools, Ints
from matching.pairs import Pairs


def lacks_access(pairs: Pairs) -> Bools:
    """Roles that say they do not have something that the person needs, bool (n,)."""
    lacking = np.zeros(len(pairs), bool)
    needy = np.flatnonzero(pairs.people.needs.counts[pairs.person] > 0)
    if len(needy):
        some = pairs.only(needy)
        owners, needed = _needed(some)
        said, lacks = _said(some)
        lacking[needy[owners[np.isin(needed, said[lacks])]]] = True
    return lacking


def unstated_access(pairs: Pairs) -> Bools:
    """Roles that say nothing of something that the person needs, bool (n,)."""
    unstated = np.zeros(len(pairs), bool)
    owners, needed = _needed(pairs)
    unstated[owners[~np.isin(needed, _said(pairs)[0])]] = True
    return unstated


def lacked(pairs: Pairs, index: int) -> list[str]:
    """Labels of what the person needs and the role says it does not have."""
    words = pairs.meeting.pool.terms
    return [words.label(words.numbers[uri]) for uri, has in answers(pairs, index) if has is False]


def answers(pairs: Pairs, index: int) -> list[tuple[str, bool | None]]:
    """What the person needs, and whether the role has it, lacks it, or does not say (None)."""
    mine, theirs = pairs.meeting.pool.terms, pairs.meeting.catalogue.terms
    said = {
        theirs.uris[term]: not lacks
        for term, lacks in pairs.roles.access.row(int(pairs.role[index])).tolist()
    }
    asked = [mine.uris[term] for term in pairs.people.needs.row(int(pairs.person[index]))]
    return [(uri, said.get(uri)) for uri in asked]


def _needed(pairs: Pairs) -> tuple[Ints, Ints]:
    """For each need its pair, and one number for pair and term; -1 where no role knows the term."""
    mine, theirs = pairs.meeting.pool.terms, pairs.meeting.catalogue.terms
    known = np.array([theirs.numbers.get(uri, -1) for uri in mine.uris], np.int64)
    at, owners = pairs.people.needs.expand(pairs.person)
    terms = known[pairs.people.needs.values[at]]
    return owners, np.where(terms < 0, -1, owners * len(theirs.uris) + terms)


def _said(pairs: Pairs) -> tuple[Ints, Bools]:
    """One number for pair and term of all that roles say, and whether they lack it."""
    at, owners = pairs.roles.access.expand(pairs.role)
    said = pairs.roles.access.values[at]
    return owners * len(pairs.meeting.catalogue.terms.uris) + said["term"], said["lacks"]
