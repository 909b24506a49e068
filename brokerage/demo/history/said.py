"""What both sides said of placements, after four weeks and at the end, if they said anything."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Row as Found
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from brokerage.centres.models import Centre
from brokerage.demo.chance import happens, one_of, public_id, stream
from brokerage.demo.history.manners import Manner, manner_of
from brokerage.demo.ledger import SAID_TABLES, Ledger, Row
from brokerage.hours.feedback.questions import OUTCOMES, WORDING
from brokerage.hours.models import OutcomeAnswer, PlacementFeedback
from brokerage.introductions.models import Introduction
from brokerage.introductions.states import State
from brokerage.opportunities.models import Opportunity

ANSWERS: Mapping[tuple[str, str], float] = {  # how often anybody answers
    ("volunteer", "weeks_4"): 0.45,
    ("volunteer", "end"): 0.3,
    ("organisation", "weeks_4"): 0.35,
    ("organisation", "end"): 0.2,
}
CONTENT = {"yes": 60, "mostly": 28, "no": 12}
LESS_CONTENT = {"yes": 38, "mostly": 30, "no": 32}
EACH = 0.8  # of the questions for evaluation are answered
LATER = (1, 12)  # days after the question came
OFTEN: Mapping[str, Mapping[str, Mapping[str, float]]] = {
    "weeks_4": {
        "hours_a_week": {"under_1": 14, "1_to_3": 52, "4_to_7": 26, "8_or_more": 8},
        "confidence": {"more": 44, "same": 50, "less": 6},
        "loneliness": {"often": 8, "some": 17, "occasionally": 24, "hardly": 30, "never": 21},
        "route_to_work": {"started": 4, "looking": 16, "no": 24, "not_wanted": 56},
    },
    "end": {
        "hours_a_week": {"under_1": 10, "1_to_3": 48, "4_to_7": 31, "8_or_more": 11},
        "confidence": {"more": 58, "same": 37, "less": 5},
        "loneliness": {"often": 5, "some": 13, "occasionally": 24, "hardly": 34, "never": 24},
        "route_to_work": {"started": 13, "looking": 18, "no": 17, "not_wanted": 52},
    },
}


def add_said(session: Session, today: date, seed: int) -> dict[str, int]:
    """Add it for every placement; gives the number of rows by table."""
    ledger, rng = Ledger(session, SAID_TABLES), stream(seed, "said")
    slugs = session.execute(select(Centre.id, Centre.slug))
    manners = {key: manner_of(slug) for key, slug in slugs}
    for placement in session.execute(_placements()).all():
        for moment, asked_on in _asked(placement):
            _answer(ledger, placement, moment, asked_on, today, manners, rng)
        ledger.write_when_full()
    ledger.finish()
    return ledger.written


def _placements() -> Select[*tuple[Any, ...]]:
    columns = (
        Introduction.id, Introduction.volunteer_id, Introduction.home_centre_id,
        Introduction.state, Introduction.started_on, Introduction.closed_at,
        Opportunity.organisation_id,
    )  # fmt: skip
    query = select(*columns).join(Opportunity, Opportunity.id == Introduction.opportunity_id)
    return query.where(Introduction.started_on.is_not(None)).order_by(Introduction.id)


def _asked(placement: Found[Any]) -> Iterator[tuple[str, date]]:
    """When each question came: at four weeks to whoever was still there, and at the end."""
    ended = placement.closed_at.date() if placement.state == State.ENDED else None
    month_on = placement.started_on + timedelta(weeks=4)
    if ended is None or ended > month_on:
        yield "weeks_4", month_on
    if ended is not None:
        yield "end", ended


def _answer(
    ledger: Ledger,
    placement: Found[Any],
    moment: str,
    asked_on: date,
    today: date,
    manners: Mapping[int, Manner],
    rng: random.Random,
) -> None:
    given_on = asked_on + timedelta(days=rng.randint(*LATER))
    if given_on >= today:
        return
    given_at = datetime.combine(given_on, time(rng.randint(8, 20), rng.randrange(60)), UTC)
    content = LESS_CONTENT if manners[placement.home_centre_id].leaves > 1 else CONTENT
    for side in ("volunteer", "organisation"):
        if happens(rng, ANSWERS[side, moment]):
            row = _feedback(placement, side, moment, content, rng)
            ledger.add(PlacementFeedback, row | {"given_at": given_at})
            if side == "volunteer":
                outcomes = _outcomes(placement, moment, rng)
                ledger.add_all(OutcomeAnswer, ({**one, "given_at": given_at} for one in outcomes))


def _feedback(
    placement: Found[Any],
    side: str,
    moment: str,
    content: Mapping[str, float],
    rng: random.Random,
) -> Row:
    """Nobody asks to be rung: that would be a task on somebody's desk."""
    return {
        "public_id": public_id(rng),
        "introduction_id": placement.id,
        "volunteer_id": placement.volunteer_id,
        "organisation_id": placement.organisation_id,
        "side": side,
        "moment": moment,
        "wording": WORDING,
        "first": one_of(rng, content) if happens(rng, 0.95) else None,
        "second": one_of(rng, content),
        "third": "no" if side == "organisation" else one_of(rng, content),
        "words": "",
        "shown": False,
        "actor": "public",
        "on_behalf_of": None,
        "through": "web",
    }


def _outcomes(placement: Found[Any], moment: str, rng: random.Random) -> Iterator[Row]:
    for question in OUTCOMES:
        if happens(rng, EACH):
            yield {
                "introduction_id": placement.id,
                "volunteer_id": placement.volunteer_id,
                "moment": moment,
                "question": question.name,
                "wording": WORDING,
                "answer": one_of(rng, OFTEN[moment][question.name]),
                "actor": "public",
                "through": "web",
            }
