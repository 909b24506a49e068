"""Where an alert is sent."""

from __future__ import annotations

from dataclasses import dataclass

from brokerage.suggestions.alerts.models import Alert
from brokerage.suggestions.alerts.wishes import ways_to
from brokerage.volunteers.models import Volunteer


@dataclass(frozen=True)
class Way:
    """A channel and an address of it; of somebody without a record we know no name."""

    channel: str
    address: str
    name: str = ""
    first_name: str = ""


def way_of(alert: Alert, volunteer: Volunteer | None) -> Way | None:
    """None where the address is gone since, or its owner wants no messages."""
    if volunteer is None:
        return Way("email", alert.address) if alert.address else None
    if alert.channel not in ways_to(volunteer):
        return None
    first = volunteer.first_name
    whole = f"{first} {volunteer.last_name}".strip()
    if alert.channel == "letter":
        return Way("letter", volunteer.address, whole, first)
    address = volunteer.phone_e164 if alert.channel == "text" else volunteer.email
    return Way(alert.channel, address or "", first, first)
