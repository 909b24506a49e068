"""A saved search as its owner would say it: "Gardening, within 5 miles of TN23, Saturdays".

It stands in messages, so it says nothing that a stranger at the same address should not read:
not an age, not an access need, not somebody's own description of themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from brokerage.suggestions.chips import shortened, when_in_words
from brokerage.suggestions.facets import labels_of
from brokerage.suggestions.queries import Profile, Search
from brokerage.suggestions.travel import limit_in_words
from brokerage.taxonomies.models import Kind
from brokerage.taxonomies.service import Vocabulary
from brokerage.templating import sentence
from brokerage.weeks import DAY_NAMES, DAYS, PARTS

MOST = 300
HOME = {"no": "not from home", "only": "from home"}
FILTERS = ("kind", "cause", "uses", "access", "expenses", "under18")
NOTHING_ASKED = "Any role"


def in_words(search: Search, when: Sequence[str], vocabulary: Vocabulary) -> str:
    """The whole search in a line. ``when`` are the answers as they were ticked or typed."""
    parts = [part for part in _parts(search, when, vocabulary) if part]
    return shortened(sentence(", ".join(parts)), MOST) if parts else NOTHING_ASKED


def _parts(search: Search, when: Sequence[str], vocabulary: Vocabulary) -> Iterator[str]:
    profile, filters = search.profile, search.filters
    if filters.q:
        yield f"“{shortened(filters.q)}”"
    for names, kind in ((profile.skills, Kind.SKILL), (profile.interests, Kind.CAUSE)):
        yield ", ".join(vocabulary.get(text, kind, "skills").label for text in names)
    for name in FILTERS:
        yield ", ".join(labels_of(name, filters, vocabulary))
    yield _where(profile)
    yield HOME.get(profile.remote, "")
    yield ", ".join(times_in_words(when))
    yield ", ".join(times_in_words(filters.on))


def _where(profile: Profile) -> str:
    if not profile.near:
        return ""
    limit = limit_in_words(profile)
    near = shortened(profile.near)
    return f"within {limit} of {near}" if limit else f"near {near}"


def times_in_words(values: Iterable[str]) -> Iterator[str]:
    """Boxes and exact times; a day of which every part is meant is named once: "Saturdays"."""
    given = list(dict.fromkeys(value.strip() for value in values))
    low = {value.lower() for value in given}
    whole = {day.lower() for day in DAYS if {f"{day.lower()}-{part}" for part in PARTS} <= low}
    for value in given:
        day, _, _part = value.lower().partition("-")
        if day not in whole or value.lower() not in {f"{day}-{part}" for part in PARTS}:
            yield when_in_words(value)
        elif value.lower() == next(v.lower() for v in given if v.lower().startswith(f"{day}-")):
            yield f"{DAY_NAMES[[d.lower() for d in DAYS].index(day)]}s"
