"""What a role says of its times where there is no week to draw."""

from __future__ import annotations

from brokerage.opportunities.models import Opportunity
from brokerage.suggestions.facets import kinds
from brokerage.suggestions.schemas import KINDS
from matching.timetable.words import hours_asked

NOT_STATED = "Times not stated: ask"
HOURS_NOT_STATED = "Hours to be agreed"


def times_in_words(role: Opportunity) -> str:
    """Hours asked for, at any time or in the poster's words; or that they are not stated."""
    said = [asked_in_words(role)]
    if role.flexible:
        said.append("at any time that suits you")
    elif role.commitment:
        said.append(role.commitment)
    text = ", ".join(part for part in said if part)
    return text[:1].upper() + text[1:] if text else NOT_STATED


def asked_in_words(role: Opportunity) -> str:
    """ "3 hours a week"; empty where no amount is stated."""
    if not role.hours_minutes:
        return ""
    return hours_asked(role.hours_minutes, role.hours_per or "week")


def kinds_in_words(role: Opportunity) -> str:
    """ "Regular, From home", in the order of the filter."""
    found = kinds(role)
    return ", ".join(label for kind, label in KINDS.items() if kind in found)
