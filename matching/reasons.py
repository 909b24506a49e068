"""Sentences, and who may read them."""

from __future__ import annotations

from collections.abc import Sequence

from matching.types import Audience, Reason

PERSON = frozenset({Audience.VOLUNTEER, Audience.BROKER})
ORGANISATION_ONLY = frozenset({Audience.ORGANISATION})
BROKER_ONLY = frozenset({Audience.BROKER})
PROPER = """
Albanian Arabic Bengali Braille British Chinese Christian Dari Deaf Dutch English Farsi French
German Greek Gujarati Hindi Hindu Hungarian Italian Jewish Kent Kurdish Makaton Muslim Nepali
Pashto Polish Portuguese Punjabi Romanian Russian Sikh Somali Spanish Swahili Tamil Turkish
Ukrainian Urdu Vietnamese Welsh
"""
NAMED = 2  # as many as a sentence carries
KEPT = frozenset(PROPER.split())  # first words of labels that keep their capital


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


def some_of(names: Sequence[str]) -> str:
    """The first two and how many more: cooking, driving and 3 more."""
    more = len(names) - NAMED
    return listed(names if more <= 0 else [*names[:NAMED], f"{more} more"])


def miles_away(miles: float, approximate: bool) -> str:
    """For example about 3 miles away; the words and rounding of the site's pages."""
    said = f"{in_miles(miles, approximate)} away"
    return f"{said[0].upper()}{said[1:]}"


def in_miles(miles: float, approximate: bool = False) -> str:
    """For example under half a mile, 1 mile, 2.5 miles, about 12 miles."""
    if miles < 0.5:
        return "about half a mile" if approximate else "under half a mile"
    shown = f"{round(miles * 2) / 2:g}" if miles < 9.5 else str(round(miles))
    about = "about " if approximate else ""
    return f"{about}{shown} {'mile' if shown == '1' else 'miles'}"


def exact_miles(miles: float) -> str:
    """To a tenth, where a limit is told: 6.2 miles, 10 miles, 1 mile."""
    shown = f"{miles:.1f}".removesuffix(".0")
    return f"{shown} {'mile' if shown == '1' else 'miles'}"


def inside(label: str) -> str:
    """A label as it stands inside a sentence: driving, but DIY and repairs, British Sign Language.

    Only the first letter changes, and not that of an acronym, of a language or people, or of a
    name of several words.
    """
    first, _, rest = label.partition(" ")
    plain = first[:1].isupper() and first[1:].islower()
    if not plain or first in KEPT or _is_name(rest):
        return label
    return f"{label[0].lower()}{label[1:]}"


def _is_name(rest: str) -> bool:
    following = rest.partition(" ")[0]
    return following[:1].isupper() and following[1:].islower()


def with_article(words: str) -> str:
    """For example an enhanced DBS check, a DBS check, an ID check."""
    first = words.partition(" ")[0]
    vowels = "AEFHILMNORSX" if first.isupper() else "aeiouAEIOU"
    return f"{'an' if words[0] in vowels else 'a'} {words}"
