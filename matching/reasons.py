"""Sentences, and who may read them."""

from __future__ import annotations

from collections.abc import Sequence

from matching.types import Audience, Reason

PERSON = frozenset({Audience.VOLUNTEER, Audience.BROKER})
ORGANISATION_ONLY = frozenset({Audience.ORGANISATION})
BROKER_ONLY = frozenset({Audience.BROKER})


def reason(
    text: str, supports: bool, value: float | None, audiences: frozenset[Audience]
) -> Reason:
    """A reason whose factor and weight the ranker fills in."""
    return Reason("", text, supports, 0.0, value, audiences)


def for_person(text: str, value: float | None) -> list[Reason]:
    """For the role; said to the volunteer and the broker."""
    return [reason(text, True, value, PERSON)]


def praise(text: str, to_organisation: str | None, value: float | None) -> list[Reason]:
    """For the pair; to the organisation in other words than to the volunteer and the broker."""
    said = for_person(text, value)
    if to_organisation is not None:
        said.append(reason(to_organisation, True, value, ORGANISATION_ONLY))
    return said


def against(
    text: str, value: float | None, audiences: frozenset[Audience] = PERSON
) -> list[Reason]:
    """Against, or to be asked; never said to the organisation."""
    return [reason(text, False, value, audiences)]


def listed(names: Sequence[str]) -> str:
    """For example cooking, driving and first aid."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def miles_away(miles: float, approximate: bool) -> str:
    """For example about 3 miles away."""
    words = _miles(miles)
    if approximate:
        return f"About {words[0].lower()}{words[1:]} away"
    return f"{words} away"


def _miles(miles: float) -> str:
    if miles < 0.5:
        return "Under half a mile"
    shown = f"{miles:.1f}".removesuffix(".0") if miles < 3 else f"{miles:.0f}"
    return "1 mile" if shown == "1" else f"{shown} miles"
