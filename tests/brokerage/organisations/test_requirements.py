"""What an organisation has to show grows with the risk of its roles."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from brokerage.organisations.models import Organisation, Standing
from brokerage.organisations.requirements import (
    NO_RISK,
    POLICY_LASTS,
    RISKS,
    Flags,
    missing,
    needed,
    risks_in_words,
    why_not_live,
)

TODAY = date(2026, 11, 21)
BASIC = {
    "contact_name": "Ash",
    "email": "ash@people.example",
    "second_name": "Wren",
    "second_phone": "01632 960001",
    "insurance": "none",
    "expenses": "none",
}
FULL = {
    **BASIC,
    "insurance": "own",
    "insurance_ends_on": TODAY,
    "safeguarding_lead": "Wren",
    "safeguarding_reviewed_on": TODAY - POLICY_LASTS,
    "data_protection_on": TODAY,
}


def body(**facts):
    return Organisation(name="Lane End", state=Standing.VERIFIED, **facts)


def codes(organisation, role=NO_RISK):
    return [one.code for one in missing(organisation, role, TODAY)]


def test_a_group_that_has_said_nothing_lacks_the_short_list():
    assert codes(body()) == ["contact", "second", "insurance", "expenses"]


def test_two_contacts_and_two_statements_are_enough_without_risk():
    assert codes(body(**BASIC)) == []
    assert len(needed(body(**BASIC), NO_RISK, TODAY)) == 4


@pytest.mark.parametrize("risk", RISKS)
def test_each_risk_asks_for_the_full_list(risk):
    role = Flags(**{risk: True})
    assert codes(body(**BASIC), role) == ["insured", "lead", "policy", "data"]
    assert codes(body(**FULL), role) == []


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("insurance_ends_on", TODAY - timedelta(1), "insured"),
        ("insurance", "unsure", "insured"),
        ("safeguarding_reviewed_on", TODAY - POLICY_LASTS - timedelta(1), "policy"),
        ("safeguarding_reviewed_on", TODAY + timedelta(1), "policy"),
        ("data_protection_on", TODAY + timedelta(1), "data"),
        ("second_phone", None, "second"),
    ],
)
def test_a_statement_that_is_over_or_not_yet_true_counts_as_missing(field, value, code):
    assert codes(body(**{**FULL, field: value}), Flags(with_children=True)) == [code]


def test_a_role_says_why_it_cannot_be_published():
    role = Flags(with_children=True, in_private_homes=True)
    assert risks_in_words(role) == "with children and in private homes"
    assert why_not_live(body(**FULL), role, TODAY) == ""
    said = why_not_live(body(**{**FULL, "safeguarding_lead": None}), role, TODAY)
    assert "a safeguarding lead" in said
    waiting = body(**FULL)
    waiting.state = Standing.SUBMITTED
    assert "say yes" in why_not_live(waiting, NO_RISK, TODAY)
