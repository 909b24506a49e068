"""How far and by what: two questions of the search form.

The page asks for one limit, in miles or in minutes, because two beside each other would leave one
of them forgotten; an address or the API may state both.
"""

from __future__ import annotations

from collections.abc import Mapping

from werkzeug.datastructures import MultiDict

from brokerage.forms import Control
from brokerage.schema import declared
from brokerage.suggestions.schemas import TRAVEL_MODES, ProfileSchema
from brokerage.suggestions.travel import LIMITS, minutes_in_words

MILES = ("1", "2", "5", "10", "20")
FIRST_MILES = "10"  # chosen on an empty form
MINUTES = (15, 30, 45, 60)
ANY_DISTANCE = ("", "Any distance")
ANY_WAY = ("", "Any way")
UNITS = {"km": " km", "min": " minutes", "mi": " miles"}
CARRIED = ("minutes_per_week",)  # not asked by the form, and not to be lost


def within_control(args: MultiDict[str, str], errors: Mapping[str, list[str]]) -> Control:
    """ "How far can you travel?", with a limit of somebody's own among the choices."""
    chosen = _limit(args) if args else FIRST_MILES
    choices = [(n, "1 mile" if n == "1" else f"{n} miles") for n in MILES]
    choices += [(f"{minutes}min", minutes_in_words(minutes)) for minutes in MINUTES]
    if chosen and chosen not in dict(choices):
        choices.append((chosen, _in_words(chosen)))
    return Control(
        name="within",
        kind="select",
        label="How far can you travel?",
        choices=(*choices, ANY_DISTANCE),
        values=(chosen,),
        errors=tuple(text for name in LIMITS for text in errors.get(name, ())),
    )


def travel_control(args: MultiDict[str, str], errors: Mapping[str, list[str]]) -> Control:
    """ "How do you travel?"; a limit in minutes needs it."""
    return Control(
        name="travel_mode",
        kind="select",
        label=str(declared(ProfileSchema)["travel_mode"].metadata["label"]),
        choices=(ANY_WAY, *TRAVEL_MODES.items()),
        values=((args.get("travel_mode") or "").strip(),),
        errors=tuple(errors.get("travel_mode", ())),
    )


def carried(args: MultiDict[str, str]) -> tuple[str, ...]:
    """Answers to carry along unasked; of two limits the form shows one and keeps the other."""
    return (*CARRIED, "within_minutes") if args.get("within") else CARRIED


def _limit(args: MultiDict[str, str]) -> str:
    """The limit as the page writes it, also where an address says it as the API does."""
    for name, unit in (("within", ""), ("within_km", "km"), ("within_minutes", "min")):
        if number := (args.get(name) or "").strip():
            return f"{number}{unit}"
    return ""


def _in_words(limit: str) -> str:
    for unit, words in UNITS.items():
        if limit.endswith(unit):
            return f"{limit.removesuffix(unit).strip()}{words}"
    return limit
