"""How alike two records are, in points with reasons. Pure; what is not stated says nothing."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rapidfuzz.distance import JaroWinkler

from brokerage.volunteers.choices import YOUNGEST

LIKELY = 3  # points from which a pair is shown
NAMES_ALIKE = 0.9
FIRST_NAMES_ALIKE = 0.8
MOST_FOR_A_NAME = 1


@dataclass(frozen=True)
class Known:
    """What is compared of a record."""

    id: int
    first_name: str
    last_name: str
    email: str | None = None
    phone: str | None = None  # E.164
    postcode: str | None = None
    born_on: date | None = None
    age_band: str | None = None

    @cached_property
    def first(self) -> str:
        """The first name without case, accents and marks."""
        return fold(self.first_name)

    @cached_property
    def last(self) -> str:
        """The last name, likewise."""
        return fold(self.last_name)


@dataclass(frozen=True, slots=True)
class Likeness:
    """``reasons`` are sentences for whoever decides."""

    points: int
    reasons: tuple[str, ...]


def fold(text: str) -> str:
    """A name as it is compared: "O'Brien-José" is "obrienjose"."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in plain if character.isalnum())


def compare(one: Known, other: Known) -> Likeness:
    """Points above LIKELY mean: show the two to somebody. Nought: the names are too far apart."""
    evidence = _evidence(one, other)
    points = sum(worth for worth, _ in evidence)
    if points < LIKELY - MOST_FOR_A_NAME:  # whatever the names say: most pairs end here
        return Likeness(0, ())
    alike = _names(one, other)
    if alike is None or (alike == "nearly" and points < LIKELY):
        return Likeness(0, ())
    worth, reason = NAME_REASONS[alike]
    return Likeness(max(points + worth, 0), (reason, *(why for _, why in evidence)))


NAME_REASONS = {
    "same": (MOST_FOR_A_NAME, "The same name"),
    "swapped": (MOST_FOR_A_NAME, "The same names the other way round"),
    "close": (0, "Nearly the same name"),
    "nearly": (0, "The same last name, and first names that may be one"),
}


def _names(one: Known, other: Known) -> str | None:
    mine, theirs = (one.first, one.last), (other.first, other.last)
    if mine == theirs:
        return "same"
    if mine == theirs[::-1]:
        return "swapped"
    last = _similar(mine[1], theirs[1]) if mine[1] and theirs[1] else NAMES_ALIKE
    if last < NAMES_ALIKE:
        return None
    first = _similar(mine[0], theirs[0])
    if first >= NAMES_ALIKE or (first >= FIRST_NAMES_ALIKE and mine[1] == theirs[1]):
        return "close"
    return (
        "nearly" if mine[1] and mine[1] == theirs[1] and _short_form(mine[0], theirs[0]) else None
    )


def _short_form(one: str, other: str) -> bool:
    """ "Liz" in "Elizabeth", "J" for "Jane": enough only beside other evidence."""
    short, long = sorted((one, other), key=len)
    return bool(short) and short in long


def _similar(one: str, other: str) -> float:
    return JaroWinkler.similarity(one, other)


def _evidence(one: Known, other: Known) -> list[tuple[int, str]]:
    found = []
    if one.phone and one.phone == other.phone:
        found.append((3, "The same telephone"))
    if one.email and other.email and one.email.lower() == other.email.lower():
        found.append((2, "The same e-mail"))
    if one.born_on and other.born_on:
        same = one.born_on == other.born_on
        found.append((3, "The same date of birth") if same else (-4, "Another date of birth"))
    elif _years_apart(one.age_band, other.age_band):
        found.append((-3, "Another age group"))
    return [*found, *_postcodes(one.postcode, other.postcode)]


def _postcodes(one: str | None, other: str | None) -> list[tuple[int, str]]:
    if not one or not other:
        return []
    if one == other and " " in one:
        return [(2, "The same postcode")]
    return [(1, "The same part of town")] if one.split()[0] == other.split()[0] else []


def _years_apart(one: str | None, other: str | None) -> bool:
    """Neighbouring groups may be one person some years on."""
    bands = list(YOUNGEST)
    if one not in bands or other not in bands:
        return False
    return abs(bands.index(one) - bands.index(other)) > 1
