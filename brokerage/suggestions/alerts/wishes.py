"""How often, on which day and in which way somebody wants to hear. Pure, but for who they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from brokerage.errors import Invalid
from brokerage.suggestions.alerts.models import HowOften
from brokerage.volunteers.models import Volunteer
from brokerage.weeks import DAY_NAMES

HOW_OFTEN = {
    HowOften.DAILY: "Every day there is something new",
    HowOften.WEEKLY: "Once a week",
    HowOften.FITS: "Only when something really fits",
}
CHANNELS = {"email": "By e-mail", "text": "By text message", "letter": "By letter"}
WEEKDAYS = {str(number): name for number, name in enumerate(DAY_NAMES)}


@dataclass(frozen=True)
class Wish:
    """``weekday`` counts for a weekly one; 0 is Monday."""

    how_often: HowOften = HowOften.WEEKLY
    weekday: int = 0
    channel: str = "email"


def read_wish(form: Mapping[str, str], usual: str = "email") -> Wish:
    """What a form says. Raises Invalid, naming the field."""
    how_often, weekday = form.get("how_often", ""), form.get("weekday", "0")
    channel = form.get("channel", "") or usual
    if how_often not in set(HowOften):
        raise Invalid("Choose how often we should write.", "how_often")
    if weekday not in WEEKDAYS:
        raise Invalid("Choose a day of the week.", "weekday")
    if channel not in CHANNELS:
        raise Invalid("Choose how we should reach you.", "channel")
    if channel != "email" and how_often != HowOften.WEEKLY:
        raise Invalid("Text messages and letters go out once a week.", "how_often")
    return Wish(HowOften(how_often), int(weekday), channel)


def how_often_in_words(how_often: str, weekday: int) -> str:
    """ "every Tuesday", "every day there is something new"."""
    if how_often == HowOften.WEEKLY:
        return f"every {DAY_NAMES[weekday]}"
    words = HOW_OFTEN[HowOften(how_often)]
    return f"{words[:1].lower()}{words[1:]}"


def ways_to(volunteer: Volunteer) -> dict[str, str]:
    """The channels for which we have somebody's address; none who asked for no messages."""
    if volunteer.preferred_channel == "none":
        return {}
    has = {
        "email": volunteer.email,
        "text": volunteer.phone_e164,
        "letter": volunteer.address,
    }
    return {name: words for name, words in CHANNELS.items() if has[name]}


def usual_way(volunteer: Volunteer) -> str:
    """As they prefer, where that is possible; e-mail first otherwise."""
    ways = ways_to(volunteer)
    preferred = volunteer.preferred_channel
    return preferred if preferred in ways else next(iter(ways), "email")


def check_way(volunteer: Volunteer, wish: Wish) -> None:
    """Raises Invalid for a way in which this person cannot be reached."""
    if wish.channel not in ways_to(volunteer):
        raise Invalid("We have no such address for this. Choose another way.", "channel")
