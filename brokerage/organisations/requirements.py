"""What an organisation has to show. It grows with the risk of its roles. Pure.

Statements and dates only: the centre reads papers when it visits, and keeps none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from brokerage.organisations.models import Organisation, Standing

# A safeguarding policy that nobody has looked at for two years is asked for again.
POLICY_LASTS = timedelta(days=2 * 366)
INSURED = frozenset({"own", "shared"})


class Risks(Protocol):
    """Whom a role is with, and where; a role has these columns."""

    @property
    def with_children(self) -> bool | None:
        """Work with people under 18."""

    @property
    def with_adults_at_risk(self) -> bool | None:
        """Work with adults who need care or support."""

    @property
    def in_private_homes(self) -> bool | None:
        """Work in somebody's home."""


@dataclass(frozen=True)
class Flags:
    """The same, where there is no role yet."""

    with_children: bool | None = None
    with_adults_at_risk: bool | None = None
    in_private_homes: bool | None = None


@dataclass(frozen=True)
class Requirement:
    """One line of a list. ``field``: where it is answered. ``why``: said where it is missing."""

    code: str
    label: str
    field: str
    why: str
    met: bool = False


NO_RISK = Flags()
RISKS = {
    "with_children": "with children",
    "with_adults_at_risk": "with adults at risk",
    "in_private_homes": "in private homes",
}
BASIC = (
    Requirement(
        "contact", "A first contact", "contact_name", "Who is it, and how do we reach them?"
    ),
    Requirement(
        "second", "A second contact", "second_name", "Somebody to ring when the first is away."
    ),
    Requirement(
        "insurance", "A word on insurance", "insurance", "Say how it is, also if you have none."
    ),
    Requirement(
        "expenses", "A word on expenses", "expenses", "Say whether you pay fares and the like."
    ),
)
FULL = (
    Requirement(
        "insured",
        "Insurance that covers volunteers today",
        "insurance_ends_on",
        "Say whose it is, and until when it lasts.",
    ),
    Requirement(
        "lead", "A safeguarding lead", "safeguarding_lead", "The person whom anybody can tell."
    ),
    Requirement(
        "policy",
        "A safeguarding policy, looked at in the last two years",
        "safeguarding_reviewed_on",
        "Say on which day it was last looked at.",
    ),
    Requirement(
        "data",
        "Care with people’s details",
        "data_protection_on",
        "State that you keep volunteers’ details safe, and only as long as you need them.",
    ),
)
WORDS: Mapping[str, Requirement] = {one.code: one for one in (*BASIC, *FULL)}


def is_risky(role: Risks) -> bool:
    """Whether a role is with children or adults at risk, or in private homes."""
    return any(getattr(role, name) for name in RISKS)


def risks_in_words(role: Risks) -> str:
    """Why a role asks for more: "with children and in private homes"."""
    said = [words for name, words in RISKS.items() if getattr(role, name)]
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def needed(organisation: Organisation, role: Risks, today: date) -> list[Requirement]:
    """The whole list for an organisation with such a role, and which lines are met."""
    asked = (*BASIC, *FULL) if is_risky(role) else BASIC
    return [
        Requirement(one.code, one.label, one.field, one.why, _MET[one.code](organisation, today))
        for one in asked
    ]


def missing(organisation: Organisation, role: Risks, today: date) -> list[Requirement]:
    """What is still to be shown."""
    return [one for one in needed(organisation, role, today) if not one.met]


def why_not_live(organisation: Organisation, role: Risks, today: date) -> str:
    """Why a role of theirs cannot be published now; an empty text where it can be.

    One that came with an import is published by the centre that brought it in, and not by this.
    """
    if organisation.state != Standing.VERIFIED:
        return "The volunteer centre has to say yes to the organisation first."
    lacking = missing(organisation, role, today) if is_risky(role) else []
    if not lacking:
        return ""
    first, *others = (one.label for one in lacking)
    named = "; ".join([first[:1].lower() + first[1:], *(o[:1].lower() + o[1:] for o in others)])
    return f"This role is {risks_in_words(role)}. The organisation still has to show: {named}."


Met = Callable[[Organisation, date], bool]


def _insured(one: Organisation, today: date) -> bool:
    return one.insurance in INSURED and bool(
        one.insurance_ends_on and one.insurance_ends_on >= today
    )


def _reviewed(one: Organisation, today: date) -> bool:
    day = one.safeguarding_reviewed_on
    return day is not None and today - POLICY_LASTS <= day <= today


_MET: Mapping[str, Met] = {
    "contact": lambda one, _today: bool(one.contact_name and (one.email or one.phone)),
    "second": lambda one, _today: bool(one.second_name and (one.second_email or one.second_phone)),
    "insurance": lambda one, _today: bool(one.insurance),
    "expenses": lambda one, _today: bool(one.expenses),
    "insured": _insured,
    "lead": lambda one, _today: bool(one.safeguarding_lead),
    "policy": _reviewed,
    "data": lambda one, today: bool(one.data_protection_on and one.data_protection_on <= today),
}
