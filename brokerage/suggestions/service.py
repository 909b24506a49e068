"""Finding a role: one function that page, API and terminal share, so that all three agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.parts import IMPORTANCES
from brokerage.opportunities.service import is_open, list_by_public_id
from brokerage.suggestions.cards import card, others
from brokerage.suggestions.index import live_index
from brokerage.suggestions.ordering import best, page_of, ranker
from brokerage.suggestions.queries import Search
from brokerage.suggestions.results import Card, Found, Other
from brokerage.suggestions.understanding import Understood, understand
from brokerage.taxonomies.models import Kind
from matching.fitting import fitting
from matching.types import Exclusion, Match, Ranking, Relaxation, Volunteer

FEW = 5  # so few that suit, that "what would have to change" is worth saying
SUITS = 0.5  # share of a role's time that the person can give
LOOKED_AT = 20  # of the head of the list, for that
EXCLUSIONS_SHOWN = 200
OTHERS_SHOWN = 20

# By rule: the person as if they had not answered what it goes by.
ANSWERS: Mapping[str, Mapping[str, Any]] = {
    "age": {"age_from": None, "age_to": None},
    "access": {"needs": frozenset()},
    "skills": {"skills": ()},
}
TERM_HEADINGS = {
    Kind.CAUSE: "Cause",
    Kind.SKILL: "Skills",
    Kind.REQUIREMENT: "What you need",
    Kind.ACCESSIBILITY: "Access",
}


def search(session: Session, asked: Search, today: date, explain_excluded: bool = False) -> Found:
    """Answer a question.

    Raises Invalid, naming the field, for a place, skill or cause that is not understood.
    """
    question = understand(session, asked, today)
    facets, vocabulary = question.snapshot.facets, question.snapshot.vocabulary
    ranking = page_of(question)
    filters, fits = question.search.filters, question.fits
    return Found(
        search=question.search,
        located=question.located,
        cards=tuple(_cards(session, ranking, question)),
        total=ranking.total,
        placeless=_placeless(question),
        facets=facets.counts(filters, fits, vocabulary, today, question.count),
        nearly=_nearly(question, ranking),
        excluded=_excluded(question) if explain_excluded else (),
        excluded_by_rule=ranking.excluded,
        left_out=_left_out(question, ranking),
        personal=question.personal,
    )


def _placeless(question: Understood) -> int:
    """Adverts in the list that nowhere say where they are."""
    placed = question.listed & ~question.snapshot.facets.placeless
    return question.count(question.listed) - question.count(placed)


def _nearly(question: Understood, ranking: Ranking) -> tuple[Relaxation, ...]:
    """What would have to change, where few of the best suit; only what brings more roles."""
    if sum(map(_suits, _first(question, ranking))) > FEW:
        return ()
    catalogue = question.snapshot.catalogue
    changes = ranker.nearly(question.person, catalogue, allowed=question.competing)
    return tuple(change for change in changes if not change.settles)


def _first(question: Understood, ranking: Ranking) -> Iterable[Match]:
    """The head of the list, whichever page of it was asked for and however short."""
    page = question.search
    if page.page == 1 and page.limit >= LOOKED_AT:
        return ranking.matches[:LOOKED_AT]
    return best(question, question.allowed, LOOKED_AT)


def _suits(match: Match) -> bool:
    """Whether its times are met by half or more, or not stated."""
    scores = [r.score for r in match.reasons if r.factor == "availability"]
    return all(score is None or score >= SUITS for score in scores)


def _left_out(question: Understood, ranking: Ranking) -> dict[str, int]:
    """How many more the list would hold if the person took one answer about themselves back."""
    listed = question.count(question.listed)
    found: dict[str, int] = {}
    for rule in ANSWERS.keys() & ranking.excluded.keys():
        less = replace(question.person, **ANSWERS[rule])
        without = fitting(less, question.snapshot.catalogue) & question.allowed
        found[rule] = question.count(without) - listed
    return found


def _excluded(question: Understood) -> tuple[Exclusion, ...]:
    """Roles left out by a rule."""
    catalogue, competing = question.snapshot.catalogue, question.competing
    found = ranker.excluded(question.person, catalogue, EXCLUSIONS_SHOWN, allowed=competing)
    return tuple(found)


def similar_roles(session: Session, opportunity: Opportunity, limit: int = 4) -> list[Opportunity]:
    """Other open roles like this one, each advert once; none for a role that is not listed."""
    snapshot = live_index().current(session)
    catalogue, repeats = snapshot.catalogue, snapshot.repeats
    row = catalogue.index_of(opportunity.public_id)
    if row is None:
        return []
    own = repeats.family(row)
    most = limit + int(own.sum()) - 1
    while True:
        matches = ranker.similar(opportunity.public_id, catalogue, most)
        places = [catalogue.index_of(match.opportunity_id) for match in matches]
        like = repeats.first_of_each(at for at in places if at is not None and not own[at])
        if len(like) >= limit or len(matches) < most:
            break
        most *= 2
    names = [catalogue.ids[at] for at in like[:limit]]
    rows = list_by_public_id(session, names)
    found = [rows[name] for name in names if name in rows]
    return [role for role in found if is_open(role, snapshot.today)]


def list_others(session: Session, found: Found) -> dict[str, list[Other]]:
    """For each card: where else its advert is posted, nearest first, at most so many."""
    also = {card.opportunity.public_id: card.also[:OTHERS_SHOWN] for card in found.cards}
    names = [name for some in also.values() for name in some]
    if not names:
        return {}
    question = understand(session, found.search, live_index().current(session).today)
    made = others(list_by_public_id(session, names), question)
    return {name: [made[one] for one in some if one in made] for name, some in also.items()}


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
    snapshot = live_index().current(session)
    return snapshot.repeats.count(fitting(Volunteer("anybody"), snapshot.catalogue))


def _cards(session: Session, matches: Iterable[Match], question: Understood) -> Iterable[Card]:
    """Read again what was found: what closed since is left out."""
    rows = list_by_public_id(session, [match.opportunity_id for match in matches])
    first = (question.search.page - 1) * question.search.limit + 1
    for rank, match in enumerate(matches, first):
        row = rows.get(match.opportunity_id)
        if row is not None and is_open(row, question.today):
            yield card(rank, row, match, question)
