"""What an organisation receives: agreed by the volunteer for each introduction, then frozen.

A first name, how to reach them, and reasons for. Scores, reasons against, support needs, who
referred them and equality data have no way into this dictionary.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from brokerage.errors import Invalid
from brokerage.volunteers.choices import CHANNELS
from brokerage.volunteers.models import Volunteer

THROUGH_US = "centre"
CONTACT_CHANNELS = {**CHANNELS, THROUGH_US: "Through the volunteer centre"}
MOST_REASONS = 5


@dataclass(frozen=True)
class Agreement:
    """What the volunteer agreed to send. ``reasons`` are sentences that were shown to them."""

    channel: str
    reasons: tuple[str, ...] = ()
    note: str = ""


def freeze(volunteer: Volunteer, agreement: Agreement) -> dict[str, Any]:
    """The copy that is kept and sent; also what is shown beforehand.

    The address or number itself follows once the organisation has answered. Raises Invalid,
    naming the field, for a channel that this person does not have.
    """
    if agreement.channel not in CONTACT_CHANNELS:
        raise Invalid("Choose how they may reach the volunteer.", "contact_channel")
    if not _has(volunteer, agreement.channel):
        raise Invalid("We have no such contact details. Choose another way.", "contact_channel")
    return {
        "first_name": volunteer.first_name,
        "contact_channel": agreement.channel,
        "reasons": list(dict.fromkeys(agreement.reasons))[:MOST_REASONS],
        "note": agreement.note.strip(),
    }


def channels_of(volunteer: Volunteer) -> dict[str, str]:
    """The ways of reaching this person that can be agreed to, the preferred one first."""
    ways = {code: label for code, label in CONTACT_CHANNELS.items() if _has(volunteer, code)}
    first = {volunteer.preferred_channel} & set(ways)
    return {code: ways[code] for code in [*first, *(c for c in ways if c not in first)]}


def _has(volunteer: Volunteer, channel: str) -> bool:
    if channel == "carer":
        return bool(volunteer.carers)
    needed = {
        "email": volunteer.email,
        "phone": volunteer.phone,
        "text": volunteer.phone,
        "letter": volunteer.address,
        THROUGH_US: THROUGH_US,
    }
    return bool(needed.get(channel))
