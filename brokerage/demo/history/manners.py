"""What sets the invented centres apart, so that figures beside each other have something to say.

Each has one manner, named in data/centres.toml: at one organisations answer fast, one loses people,
one is strong in roles without fixed times, one began late.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from brokerage.demo.history.seasons import LONGEST
from brokerage.demo.library import centre_facts


@dataclass(frozen=True, slots=True)
class Manner:
    """``answers``: days until an organisation answers. ``stays``: how long, beside the others.

    ``leaves``: of those on the books, how many times as many go. ``flexible``: how often a role's
    times are drawn anew for want of freedom. ``began``: days since its books begin.
    """

    answers: tuple[int, int] = (1, 9)
    stays: float = 1.0
    leaves: float = 1.0
    flexible: int = 0
    began: int = LONGEST


ORDINARY = Manner()
MANNERS: Mapping[str, Manner] = {
    "ordinary": ORDINARY,
    "quick": Manner(answers=(1, 6), stays=1.15),
    "leaky": Manner(answers=(2, 13), stays=0.4, leaves=3.0),
    "free": Manner(flexible=3),
    "late": Manner(answers=(1, 11), began=500),
}


@cache
def manner_of(slug: str) -> Manner:
    """Of a centre, by the name in its address."""
    names = {facts["slug"]: facts.get("manner", "ordinary") for facts in centre_facts()}
    return MANNERS[names.get(slug, "ordinary")]
