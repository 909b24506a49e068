"""Finding a role: one function that page, API and terminal share, so that all three agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import numpy as np
from sqlalchemy.orm import Session

from brokerage.geography.located import Located
from brokerage.geography.service import locate
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.parts import IMPORTANCES
from brokerage.opportunities.service import is_open, list_by_public_id
from brokerage.suggestions import adapter
from brokerage.suggestions.cards import card
from brokerage.suggestions.index import Snapshot, live_index
from brokerage.suggestions.queries import Filters, Profile, Search
from brokerage.suggestions.results import Card, Found
from brokerage.taxonomies.models import Kind
from brokerage.taxonomies.service import Vocabulary
from matching.columns import Bools
from matching.fitting import fitting
from matching.ranker import Ranker
from matching.types import Account, Exclusion, Match, Ranking, Relaxation, Volunteer

FEW = 5  # so few that suit, that "what would have to change" is worth saying
SUITS = 0.5  # share of a role's time that the person can give
EXCLUSIONS_SHOWN = 200

TERM_HEADINGS = {
    Kind.CAUSE: "Cause",
    Kind.SKILL: "Skills",
    Kind.REQUIREMENT: "What you need",
    Kind.ACCESSIBILITY: "Access",
}

ranker = Ranker()


def search(session: Session, asked: Search, today: date, explain_excluded: bool = False) -> Found:
    """Answer a question.

    Raises Invalid, naming the field, for a place, skill or cause that is not understood.
    """
    snapshot = live_index().current(session)
    asked = replace(asked, filters=_with_slugs(asked.filters, snapshot.vocabulary))
    located = _located(asked.profile)
    person = adapter.person(_with_words(asked), located, snapshot.vocabulary)
    allowed = snapshot.facets.mask(asked.filters, today)
    fits = fitting(person, snapshot.catalogue)
    personal = adapter.says_something(person)
    ranking = _ranking(person, snapshot, asked, allowed, None if personal else fits & allowed)
    return Found(
        search=asked,
        located=located,
        cards=tuple(_cards(session, ranking, person, snapshot, asked, located)),
        total=ranking.total,
        placeless=int((fits & allowed & snapshot.facets.placeless).sum()),
        facets=snapshot.facets.counts(asked.filters, fits, snapshot.vocabulary, today),
        nearly=_nearly(person, snapshot, ranking, allowed),
        excluded=_excluded(person, snapshot, allowed) if explain_excluded else (),
        excluded_by_rule=ranking.excluded,
        personal=personal,
    )


def _nearly(
    person: Volunteer, snapshot: Snapshot, ranking: Ranking, allowed: Bools
) -> tuple[Relaxation, ...]:
    """What would have to change, where few of the best suit; only what brings more roles."""
    suiting = sum(map(_suits, ranking.matches))
    if suiting > FEW:
        return ()
    changes = ranker.nearly(person, snapshot.catalogue, allowed=allowed)
    return tuple(change for change in changes if not change.settles)


def _suits(match: Match) -> bool:
    """Whether its times are met by half or more, or not stated."""
    scores = [r.score for r in match.reasons if r.factor == "availability"]
    return all(score is None or score >= SUITS for score in scores)


def _excluded(person: Volunteer, snapshot: Snapshot, allowed: Bools) -> tuple[Exclusion, ...]:
    """Roles left out by a rule."""
    found = ranker.excluded(person, snapshot.catalogue, EXCLUSIONS_SHOWN, allowed=allowed)
    return tuple(found)


def account_of(session: Session, opportunity: Opportunity, profile: Profile) -> Account | None:
    """Everything about one role and one person; None for a role that is not listed."""
    snapshot = live_index().current(session)
    if snapshot.catalogue.index_of(opportunity.public_id) is None:
        return None
    person = adapter.person(profile, _located(profile), snapshot.vocabulary)
    return ranker.explain(person, opportunity.public_id, snapshot.catalogue)


def card_for(session: Session, opportunity: Opportunity, asked: Search, today: date) -> Card:
    """One role for somebody who came from a search: its times over theirs, and why it fits."""
    snapshot = live_index().current(session)
    located = _located(asked.profile)
    person = adapter.person(_with_words(asked), located, snapshot.vocabulary)
    match = None
    listed = snapshot.catalogue.index_of(opportunity.public_id) is not None
    if listed and adapter.says_something(person):
        account = ranker.explain(person, opportunity.public_id, snapshot.catalogue)
        match = account.match
    return card(0, opportunity, match, person, located, snapshot)


def similar_roles(session: Session, opportunity: Opportunity, limit: int = 4) -> list[Opportunity]:
    """Other open roles like this one; none for a role that is not listed."""
    snapshot = live_index().current(session)
    if snapshot.catalogue.index_of(opportunity.public_id) is None:
        return []
    matches = ranker.similar(opportunity.public_id, snapshot.catalogue, limit)
    rows = list_by_public_id(session, [match.opportunity_id for match in matches])
    found = [rows[match.opportunity_id] for match in matches if match.opportunity_id in rows]
    return [row for row in found if is_open(row, snapshot.today)]


def terms_in_words(session: Session, opportunity: Opportunity) -> dict[str, list[str]]:
    """The labels of a role's terms by heading; skills say how much they matter."""
    vocabulary = live_index().current(session).vocabulary
    found: dict[str, list[str]] = {}
    for term in opportunity.terms:
        record = vocabulary.by_uri.get(term.uri)
        if record:
            how = IMPORTANCES.get(term.importance or "")
            heading = TERM_HEADINGS[record.kind]
            found.setdefault(heading, []).append(
                f"{record.label} ({how.lower()})" if how else record.label
            )
    return found


def count_live(session: Session) -> int:
    """How many roles somebody could take up today."""
    return int(fitting(Volunteer("anybody"), live_index().current(session).catalogue).sum())


def _located(profile: Profile) -> Located | None:
    return locate(profile.near) if profile.near else None


def _with_words(asked: Search) -> Profile:
    """The words searched for also say what somebody likes: they rank what they let through."""
    text = f"{asked.profile.text}\n{asked.filters.q}".strip()
    return replace(asked.profile, text=text)


def _with_slugs(filters: Filters, vocabulary: Vocabulary) -> Filters:
    """Causes and skills may be named by URI or label; the facets know short names."""
    return replace(
        filters,
        cause=tuple(vocabulary.get(text, Kind.CAUSE, "cause").slug for text in filters.cause),
        uses=tuple(vocabulary.get(text, Kind.SKILL, "uses").slug for text in filters.uses),
    )


def _ranking(
    person: Volunteer, snapshot: Snapshot, asked: Search, allowed: Bools, plain: Bools | None
) -> Ranking:
    """A page of the ranking; of the newest roles (``plain``) where nothing was said to rank by."""
    offset = (asked.page - 1) * asked.limit
    if plain is None:
        return ranker.rank(person, snapshot.catalogue, asked.limit, offset=offset, allowed=allowed)
    published = snapshot.facets.published
    rows = np.flatnonzero(plain)
    ids = snapshot.catalogue.ids
    newest = sorted(rows.tolist(), key=lambda row: (-int(published[row]), ids[row]))
    names = [ids[row] for row in newest[offset : offset + asked.limit]]
    ranked = ranker.rank(person, snapshot.catalogue, asked.limit, allowed=names)
    by_name = {match.opportunity_id: match for match in ranked.matches}
    fallen = ranker.rank(person, snapshot.catalogue, 1, allowed=allowed).excluded
    return Ranking(
        tuple(by_name[name] for name in names if name in by_name), len(rows), excluded=fallen
    )


def _cards(
    session: Session,
    matches: Iterable[Match],
    person: Volunteer,
    snapshot: Snapshot,
    asked: Search,
    located: Located | None,
) -> Iterable[Card]:
    """Read again what was found: what closed since is left out."""
    rows = list_by_public_id(session, [match.opportunity_id for match in matches])
    first = (asked.page - 1) * asked.limit + 1
    for rank, match in enumerate(matches, first):
        row = rows.get(match.opportunity_id)
        if row is not None and is_open(row, snapshot.today):
            yield card(rank, row, match, person, located, snapshot)
