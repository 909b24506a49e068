"""Columns that several tables share."""

from __future__ import annotations

from brokerage.evaluation.packaging.tables import Field, Type
from brokerage.evaluation.releases.pseudonyms import PATTERN


def pseudonym(name: str, title: str, description: str, *, always: bool = True) -> Field:
    """What a record is called in this evaluation."""
    return Field(name, Type.STRING, title, description, {"required": always, "pattern": PATTERN})


def own_name(name: str, title: str, of: str) -> Field:
    """The pseudonym of what a row is about."""
    constraints = {"required": True, "unique": True, "pattern": PATTERN}
    return Field(name, Type.STRING, title, f"Pseudonym of {of}.", constraints)


def code(name: str, title: str, description: str, *, always: bool = False) -> Field:
    """One of a set of short words."""
    return Field(name, Type.STRING, title, description, {"required": True} if always else {})


def number(name: str, title: str, description: str, *, always: bool = False) -> Field:
    """A whole number, never negative."""
    return Field(name, Type.INTEGER, title, description, {"minimum": 0, "required": always})


def flag(name: str, title: str, description: str, *, always: bool = True) -> Field:
    """Yes or no."""
    return Field(name, Type.BOOLEAN, title, description, {"required": True} if always else {})


PERSON = pseudonym("person", "Person", "Pseudonym of the volunteer; see people.")
INTRODUCTION = pseudonym(
    "introduction", "Introduction", "Pseudonym of the introduction; see introductions."
)
ROLE = pseudonym("role", "Role", "Pseudonym of the role; see roles.")
ORGANISATION = pseudonym(
    "organisation", "Organisation", "Pseudonym of the organisation; see organisations."
)
CENTRE = code("centre", "Volunteer centre", "Short name of the centre, as in web addresses.")
DISTRICT = code("district", "District", "Office for National Statistics code.")
