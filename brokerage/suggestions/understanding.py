"""A question as it was understood: its place found, its words looked up, its filters as masks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
from sqlalchemy.orm import Session

from brokerage.geography.located import Located
from brokerage.geography.service import locate
from brokerage.suggestions import adapter
from brokerage.suggestions.index import Snapshot, live_index
from brokerage.suggestions.queries import Filters, Profile, Search
from brokerage.taxonomies.models import Kind
from brokerage.taxonomies.service import Vocabulary
from matching.columns import Bools
from matching.fitting import fitting
from matching.types import Volunteer


@dataclass(frozen=True)
class Understood:
    """Masks are bool (roles,), aligned with the catalogue.

    ``allowed``: roles that pass the filters. ``fits``: those no rule leaves out.
    """

    search: Search
    today: date
    snapshot: Snapshot
    located: Located | None
    person: Volunteer
    allowed: Bools
    fits: Bools

    @property
    def personal(self) -> bool:
        """Whether there is anything to rank by."""
        return adapter.says_something(self.person)

    @property
    def folds(self) -> bool:
        """Whether the same advert in several towns is shown once: not where these are asked for."""
        return not self.search.filters.same

    @property
    def listed(self) -> Bools:
        """Every role that the list holds, each posting of an advert for itself."""
        return self.fits & self.allowed

    @property
    def count(self) -> Callable[[Bools], int]:
        """How many roles of a mask the list shows."""
        return self.snapshot.repeats.count if self.folds else _each

    @cached_property
    def competing(self) -> Bools:
        """The allowed, each advert once: what is told of roles left out counts these."""
        if not self.folds:
            return self.allowed
        return self.snapshot.repeats.once(self.person, self.allowed, self.fits)


def _each(mask: Bools) -> int:
    return int(np.count_nonzero(mask))


def understand(session: Session, asked: Search, today: date) -> Understood:
    """Look up what a question names.

    Raises Invalid, naming the field, for a place, skill or cause that is not understood.
    """
    snapshot = live_index().current(session)
    facets = snapshot.facets
    asked = replace(asked, filters=with_slugs(asked.filters, snapshot.vocabulary))
    located = find_place(asked.profile)
    person = adapter.person(with_words(asked), located, snapshot.vocabulary)
    same = _same(asked.filters.same, snapshot)
    return Understood(
        search=asked,
        today=today,
        snapshot=snapshot,
        located=located,
        person=person,
        allowed=facets.mask(asked.filters, today) & same,
        fits=fitting(person, snapshot.catalogue) & same,
    )


def find_place(profile: Profile) -> Located | None:
    """Where somebody is, if they say so."""
    return locate(profile.near) if profile.near else None


def _same(public_id: str, snapshot: Snapshot) -> Bools:
    """The postings of a role's advert; every role where none is named."""
    if not public_id:
        return np.ones(len(snapshot.catalogue), bool)
    row = snapshot.catalogue.index_of(public_id)
    if row is None:
        return np.zeros(len(snapshot.catalogue), bool)
    return snapshot.repeats.family(row)


def with_words(asked: Search) -> Profile:
    """The words searched for also say what somebody likes: they rank what they let through."""
    text = f"{asked.profile.text}\n{asked.filters.q}".strip()
    return replace(asked.profile, text=text)


def with_slugs(filters: Filters, vocabulary: Vocabulary) -> Filters:
    """Causes and skills may be named by URI or label; the facets know short names."""
    return replace(
        filters,
        cause=tuple(vocabulary.get(text, Kind.CAUSE, "cause").slug for text in filters.cause),
        uses=tuple(vocabulary.get(text, Kind.SKILL, "uses").slug for text in filters.uses),
    )
