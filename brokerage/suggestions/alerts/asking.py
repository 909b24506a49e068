"""What everybody who is due would be shown: one digest by the matching library for each block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from marshmallow import ValidationError
from sqlalchemy import Row, Select, and_, or_, select
from sqlalchemy.orm import Session

from brokerage.consents import allowed
from brokerage.errors import Invalid
from brokerage.geography.located import Located
from brokerage.logging import log
from brokerage.suggestions import adapter
from brokerage.suggestions.alerts.models import Alert, AlertState, Kind
from brokerage.suggestions.alerts.news import News
from brokerage.suggestions.alerts.saved import search_in
from brokerage.suggestions.ordering import newest, ranker
from brokerage.suggestions.people import compile_people, list_suggestible
from brokerage.suggestions.queries import Profile, Search
from brokerage.suggestions.understanding import Understood, find_place, with_slugs, with_words
from brokerage.volunteers.models import Volunteer, VolunteerState
from matching.catalogue import Pool
from matching.checks import check_person
from matching.errors import InvalidInput
from matching.fitting import fitting
from matching.types import Ranking
from matching.types import Volunteer as Person

MOST = 10  # roles in one message
HEARS = (VolunteerState.REGISTERED, VolunteerState.ACTIVE)
Due = Row[*tuple[Any, ...]]


@dataclass(frozen=True)
class Answer:
    """A question, and the best of what is new to it."""

    question: Understood
    ranking: Ranking


class Places:
    """Where texts are, each looked up once in a run."""

    def __init__(self) -> None:
        self._known: dict[str, Located | None] = {}

    def find(self, profile: Profile) -> Located | None:
        """Raises Invalid for a text that means no place any more."""
        if profile.near not in self._known:
            self._known[profile.near] = find_place(profile)
        return self._known[profile.near]


def due_at(moment: datetime) -> Select[*tuple[Any, ...]]:
    """Alerts to look at: active, due, and of people who still agree and are still with us."""
    theirs = and_(
        Volunteer.state.in_(HEARS),
        Volunteer.merged_into_id.is_(None),
        allowed(Volunteer.id, "digests"),
    )
    return (
        select(
            *(Alert.id, Alert.public_id, Alert.volunteer_id, Alert.kind, Alert.query),
            *(Alert.seen_to, Alert.announced),
        )
        .outerjoin(Volunteer, Volunteer.id == Alert.volunteer_id)
        .where(Alert.state == AlertState.ACTIVE, Alert.next_due_at <= moment)
        .where(or_(Alert.volunteer_id.is_(None), theirs))
        .order_by(Alert.id)
    )


def answer(session: Session, news: News, due: Sequence[Due], places: Places) -> dict[int, Answer]:
    """What is new for each, by the alert's row; nothing for those with nothing new."""
    asked = dict(_questions(session, news, due, places))
    hopeful = {name: one for name, one in asked.items() if one.allowed.any()}
    found = dict(_ranked(news, hopeful))
    ids = {one.public_id: one.id for one in due}
    return {ids[name]: Answer(asked[name], ranking) for name, ranking in found.items() if ranking}


def _ranked(news: News, asked: Mapping[str, Understood]) -> Iterator[tuple[str, Ranking]]:
    """By fit in one digest; where nothing was said to rank by, newest first as the page has it."""
    personal = {name: one for name, one in asked.items() if one.personal}
    catalogue = news.snapshot.catalogue
    pool = Pool.build(
        [one.person for one in personal.values()],
        catalogue.statistics,
        taxonomy=catalogue.terms.taxonomy,
    )
    yield from ranker.digest(
        pool,
        catalogue,
        MOST,
        allowed={name: one.allowed for name, one in personal.items()},
        exposure=news.snapshot.exposure,
        fold=True,
    )
    for name in asked.keys() - personal.keys():
        one = asked[name]
        yield name, newest(replace(one, fits=fitting(one.person, catalogue)))


def _questions(
    session: Session, news: News, due: Sequence[Due], places: Places
) -> Iterator[tuple[str, Understood]]:
    wanted = {one.volunteer_id for one in due if one.kind == Kind.RECORD}
    people = dict(_people(session, news, wanted))
    for one in due:
        fresh = news.since(one.seen_to, one.announced)
        if one.kind == Kind.RECORD and one.volunteer_id in people:
            person = replace(people[one.volunteer_id], id=one.public_id)
            yield one.public_id, _understood(news, Search(limit=MOST), None, person, fresh)
        elif one.kind == Kind.SEARCH:
            made = _searched(news, one, places, fresh)
            if made is not None:
                yield one.public_id, made


def _people(session: Session, news: News, ids: set[int]) -> Iterator[tuple[int, Person]]:
    """Registered people as the ranker takes them, by the rows of their records."""
    rows = list(list_suggestible(session, Volunteer.id.in_(ids))) if ids else []
    numbers = {row.public_id: row.id for row in rows}
    for person in compile_people(rows, news.snapshot):
        yield numbers[person.id], person


def _searched(news: News, one: Due, places: Places, fresh: Any) -> Understood | None:
    """A saved search; None, and a line in the log, for one that nobody understands any more."""
    snapshot = news.snapshot
    try:
        asked = replace(search_in(one.query), limit=MOST)
        asked = replace(asked, filters=with_slugs(asked.filters, snapshot.vocabulary))
        located = places.find(asked.profile)
        made = adapter.person(with_words(asked), located, snapshot.vocabulary)
        person = replace(made, id=one.public_id)
        check_person(person, snapshot.catalogue.terms)
    except (Invalid, ValidationError, InvalidInput) as problem:
        log.warning("alert left out", alert=one.public_id, reason=type(problem).__name__)
        return None
    mask = fresh & snapshot.facets.mask(asked.filters, snapshot.today)
    return _understood(news, asked, located, person, mask)


def _understood(
    news: News, asked: Search, located: Located | None, person: Person, mask: Any
) -> Understood:
    return Understood(asked, news.snapshot.today, news.snapshot, located, person, mask, mask)
