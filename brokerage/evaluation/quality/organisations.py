"""Organisations: who they are, how to reach them, and whether they answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from brokerage.evaluation.periods import midnight
from brokerage.evaluation.quality.check import Check, Mend, Severity, Subject
from brokerage.introductions.models import Introduction, IntroductionMove
from brokerage.introductions.states import State
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation, Standing
from brokerage.organisations.requirements import INSURED

SILENT_FOR = timedelta(days=30)
LATELY = timedelta(days=365)
ARGS = ("organisation_id",)
ANSWERS = (
    *(State.ACKNOWLEDGED, State.INTERVIEWING, State.CHECKS, State.ACCEPTED, State.STARTED),
    State.UNSUCCESSFUL,
)


def _records() -> Select[*tuple[Any, ...]]:
    ours = Organisation.state.in_((Standing.LISTED, Standing.VERIFIED))
    return select().select_from(Organisation).where(ours)


def _empty(column: Any) -> ColumnElement[bool]:
    return func.coalesce(column, "") == ""


def _no_contact(_today: date) -> ColumnElement[bool]:
    unreachable = and_(_empty(Organisation.email), _empty(Organisation.phone))
    return or_(_empty(Organisation.contact_name), unreachable)


def _insured(_today: date) -> ColumnElement[bool]:
    return Organisation.insurance.in_(sorted(INSURED))


def _sent_to(today: date) -> ColumnElement[bool]:
    """Somebody was sent to them, long enough ago for an answer."""
    sent = Introduction.referred_at.between(midnight(today - LATELY), midnight(today - SILENT_FOR))
    asked = (
        select(Opportunity.organisation_id)
        .join(Introduction, Introduction.opportunity_id == Opportunity.id)
        .where(sent)
    )
    return Organisation.id.in_(asked)


def _never_answered(today: date) -> ColumnElement[bool]:
    answered = (
        select(Opportunity.organisation_id)
        .join(Introduction, Introduction.opportunity_id == Opportunity.id)
        .join(IntroductionMove, IntroductionMove.introduction_id == Introduction.id)
        .where(Introduction.referred_at >= midnight(today - LATELY))
        .where(IntroductionMove.to_state.in_(ANSWERS))
    )
    return Organisation.id.not_in(answered)


def _details(anchor: str) -> Mend:
    return Mend("organisations.details", anchor, ARGS)


_VERIFIED = Organisation.state == Standing.VERIFIED
CHECKS = (
    Check(
        "organisation_income", "No income band",
        "Whether small groups get a fair turn can be told only where their size is known.",
        Severity.MISSING, lambda _today: _empty(Organisation.income_band),
        _details("income_band"),
    ),
    Check(
        "organisation_contact", "Nobody to talk to",
        "There is no name, or neither an e-mail address nor a telephone number.",
        Severity.MISSING, _no_contact, _details("contact_name"),
    ),
    Check(
        "organisation_district", "No district",
        "It counts in no district’s figures.",
        Severity.MISSING, lambda _today: Organisation.district_code.is_(None), _details("near"),
    ),
    Check(
        "organisation_insurance", "Nothing said about insurance",
        "Volunteers ask, and roles with more risk cannot be published without it.",
        Severity.MISSING, lambda _today: _empty(Organisation.insurance), _details("insurance"),
        asked=lambda _today: _VERIFIED,
    ),
    Check(
        "organisation_uninsured", "Insurance has run out",
        "It says that volunteers are covered, and the day it named has passed.",
        Severity.STALE, lambda today: Organisation.insurance_ends_on < today,
        _details("insurance_ends_on"), asked=_insured,
        detail=("Lasted until", Organisation.insurance_ends_on),
    ),
    Check(
        "organisation_silent", "Has never answered",
        "People were sent to it in the last year, and it has answered about none of them.",
        Severity.MISSING, _never_answered,
        Mend("desk.call", "", ARGS), asked=_sent_to,
    ),
)  # fmt: skip
ORGANISATIONS = Subject(
    "organisations", "Organisations", "organisation", "organisations",
    _records, Organisation.centre_id, Organisation.id,
    {"organisation_id": Organisation.public_id, "name": Organisation.name},
    lambda row: str(row.name), CHECKS, Mend("desk_organisations.show", "", ARGS),
)  # fmt: skip
