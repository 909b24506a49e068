"""What the groups of a measure are called on a page, and their order."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.equality.categories import questions
from brokerage.evaluation.cells import TOTAL
from brokerage.evaluation.definitions import Measure
from brokerage.evaluation.entered.funding import KINDS as FUNDING
from brokerage.evaluation.measures.asking import NOT_STATED
from brokerage.evaluation.measures.money import HIGH, LOW
from brokerage.evaluation.telling import is_range, main_group
from brokerage.geography.models import District
from brokerage.guidance.words import KINDS as SUPPORT
from brokerage.hours.feedback.questions import OUTCOMES
from brokerage.introductions.states import IN_WORDS
from brokerage.organisations.schemas import INCOME_BANDS
from brokerage.taxonomies.models import Term
from brokerage.volunteers.choices import AGE_BANDS, HEARD_THROUGH

EVIDENCE = {
    "verified": "Confirmed by the organisation",
    "recorded": "Logged by the volunteer or the centre",
    "estimated": "Estimated from the pattern of the role",
}
TENTHS = {"1": "1, the most deprived"} | {str(n): str(n) for n in range(2, 10)}
_ANSWERS = {question.name: dict(question.answers) for question in OUTCOMES}
_STATED: dict[str, Mapping[str, str]] = {
    "channel": HEARD_THROUGH,
    "reach_age": AGE_BANDS,
    "reach_deprivation": TENTHS | {"10": "10, the least deprived"},
    "hours": EVIDENCE,
    "value": {LOW: "At the lowest rate", HIGH: "At the highest rate"},
    "time_in_state": {state.value: words for state, words in IN_WORDS.items()},
    "organisations": INCOME_BANDS,
    "fair_turn": INCOME_BANDS,
    "support_given": SUPPORT,
    "funding": FUNDING,
    "outcome_hours": _ANSWERS["hours_a_week"],
    "outcome_confidence": _ANSWERS["confidence"],
    "outcome_loneliness": _ANSWERS["loneliness"],
    "outcome_work": _ANSWERS["route_to_work"],
}


def group_words(session: Session, measure: Measure, found: Collection[str]) -> dict[str, str]:
    """The groups that were found, by code, as they are called; those not stated come last."""
    called = {**_called(session, measure, found), NOT_STATED: "Not stated"}
    order = {code: number for number, code in enumerate(called)}

    def place(code: str) -> tuple[int, str]:
        return order.get(code, len(order)) if code != NOT_STATED else len(order) + 1, code

    return {code: called.get(code, _as_written(code)) for code in sorted(found, key=place)}


def of_main_group(session: Session, measure: Measure) -> str:
    """Which group the number of a measure is of, where its groups make no total; else nothing."""
    group = main_group(measure)
    if group == TOTAL or is_range(measure):
        return ""
    return f"{measure.groups}: {group_words(session, measure, [group])[group]}"


def _called(session: Session, measure: Measure, found: Collection[str]) -> Mapping[str, str]:
    if measure.groups == "Cause":
        terms = select(Term.uri, Term.label).where(Term.uri.in_(found)).order_by(Term.label)
        return {row.uri: row.label for row in session.execute(terms)}
    if measure.groups == "District":
        places = select(District.code, District.name).order_by(District.name)
        return {row.code: row.name for row in session.execute(places)}
    asked = questions().get(measure.id.removeprefix("reach_"))
    return asked.choices if asked else _STATED.get(measure.id, {})


def _as_written(code: str) -> str:
    words = code.replace("_", " ")
    return words[:1].upper() + words[1:]
