"""From what was found to what is said: read again, decided, written to the outbox, remembered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.service import is_open, list_by_public_id
from brokerage.suggestions.alerts import posting
from brokerage.suggestions.alerts.asking import Answer
from brokerage.suggestions.alerts.fits import really_fits
from brokerage.suggestions.alerts.models import Alert, AlertState, HowOften
from brokerage.suggestions.alerts.news import OVERLAP, News
from brokerage.suggestions.alerts.service import rest
from brokerage.suggestions.alerts.times import Stale, next_due, stale
from brokerage.suggestions.alerts.ways import Way, way_of
from brokerage.suggestions.cards import card
from brokerage.suggestions.results import Card
from brokerage.volunteers.models import Volunteer
from matching.types import Match

REMEMBERED = 2000  # roles; older ones have closed for good

TOLD, NOTHING, ASKED, PAUSED = "told", "nothing new", "asked whether to go on", "paused"


def tell(
    session: Session,
    news: News,
    ids: Sequence[int],
    answers: Mapping[int, Answer],
    moment: datetime,
) -> Counter[str]:
    """Settle these alerts for this time; how many came to what. One already settled is left."""
    alerts = _still_due(session, ids, moment)
    names = {m.opportunity_id for one in alerts for m in _matches(one, answers)}
    roles = list_by_public_id(session, sorted(names))
    owners = {one.volunteer_id for one in alerts} - {None}
    people = {
        one.id: one for one in session.scalars(select(Volunteer).where(Volunteer.id.in_(owners)))
    }
    tally: Counter[str] = Counter()
    for alert in alerts:
        volunteer = people.get(alert.volunteer_id or 0)
        tally[_settle(session, news, alert, volunteer, answers.get(alert.id), roles, moment)] += 1
    session.flush()
    return tally


def _still_due(session: Session, ids: Sequence[int], moment: datetime) -> Sequence[Alert]:
    query = select(Alert).where(
        Alert.id.in_(ids), Alert.state == AlertState.ACTIVE, Alert.next_due_at <= moment
    )
    return session.scalars(query.order_by(Alert.id).with_for_update()).all()


def _matches(alert: Alert, answers: Mapping[int, Answer]) -> list[Match]:
    """What is worth telling, by how often somebody wants to hear."""
    found = answers.get(alert.id)
    matches = list(found.ranking.matches) if found else []
    return list(filter(really_fits, matches)) if alert.how_often == HowOften.FITS else matches


def _settle(
    session: Session,
    news: News,
    alert: Alert,
    volunteer: Volunteer | None,
    found: Answer | None,
    roles: Mapping[str, Opportunity],
    moment: datetime,
) -> str:
    cards = _cards(alert, found, roles, news)
    way, due = way_of(alert, volunteer), alert.next_due_at
    alert.seen_to = max(moment - OVERLAP, alert.seen_to or moment)
    alert.next_due_at = next_due(alert.how_often, alert.weekday, moment)
    if way is None:
        return NOTHING
    if not cards or found is None or due is None:
        return _nothing_new(session, alert, volunteer, way, moment)
    made_for = f"alert:{alert.public_id}:{due:%Y%m%dT%H%M}"
    more = _more(alert, found, len(cards))
    posting.queue_digest(session, alert, way, volunteer, cards, more, made_for)
    _remember(alert, cards, news)
    alert.told_at, alert.asked_at = moment, None
    return TOLD


def _cards(
    alert: Alert, found: Answer | None, roles: Mapping[str, Opportunity], news: News
) -> list[Card]:
    """Roles as they are now: what closed since they were ranked is left out."""
    if found is None:
        return []
    today = news.snapshot.today
    live = [
        (roles[match.opportunity_id], match)
        for match in _matches(alert, {alert.id: found})
        if match.opportunity_id in roles and is_open(roles[match.opportunity_id], today)
    ]
    return [card(rank, role, match, found.question) for rank, (role, match) in enumerate(live, 1)]


def _more(alert: Alert, found: Answer, told: int) -> int:
    """New roles beyond those told; nobody who wants only what really fits is told of others."""
    shown = len(found.ranking.matches)
    return 0 if alert.how_often == HowOften.FITS or not told else found.ranking.total - shown


def _remember(alert: Alert, cards: Sequence[Card], news: News) -> None:
    """Each role, and the same advert elsewhere, is announced once."""
    told = [name for one in cards for name in (one.opportunity.public_id, *one.also)]
    numbers = [number for number in map(news.number_of, told) if number is not None]
    alert.announced = [*alert.announced, *numbers][-REMEMBERED:]


def _nothing_new(
    session: Session, alert: Alert, volunteer: Volunteer | None, way: Way, moment: datetime
) -> str:
    """Nothing is said, but that after some weeks somebody is asked whether to go on."""
    if way.channel != "email" or alert.wanted_at is None:
        return NOTHING
    step = stale(moment, alert.told_at, alert.wanted_at, alert.asked_at)
    if step is Stale.ASK:
        posting.queue_go_on(session, alert, way, volunteer)
        alert.asked_at = moment
        return ASKED
    if step is Stale.PAUSE:
        posting.queue_paused(session, alert, way, volunteer)
        rest(alert)
        return PAUSED
    return NOTHING
