"""What a role says of its times, with a week to draw and without, and of its kind."""

from __future__ import annotations

from brokerage.opportunities.models import Opportunity
from brokerage.suggestions import strips
from brokerage.suggestions.facets import kinds
from brokerage.suggestions.results import Strip
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


def drawing(strip: Strip, role: Opportunity) -> strips.Drawing:
    """The week strip of a role, with its words."""
    asked = "" if role.sessions else asked_in_words(role) or HOURS_NOT_STATED
    return strips.draw(strip.blocks, strip.windows, asked)


def when_lines(strip: Strip, role: Opportunity) -> list[str]:
    """All that a page says of a role's times, a line each."""
    return list(drawing(strip, role).words) if strip.stated else [times_in_words(role)]


def asked_in_words(role: Opportunity) -> str:
    """ "3 hours a week"; empty where no amount is stated."""
    if not role.hours_minutes:
        return ""
    return hours_asked(role.hours_minutes, role.hours_per or "week")


def kinds_in_words(role: Opportunity) -> str:
    """ "Regular, From home", in the order of the filter."""
    found = kinds(role)
    return ", ".join(label for kind, label in KINDS.items() if kind in found)
