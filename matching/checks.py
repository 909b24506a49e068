"""Refusing records that mean nothing, before they are compiled."""

from __future__ import annotations

from collections.abc import Iterable

from matching.errors import (
    InvalidAges,
    InvalidDates,
    InvalidInput,
    InvalidLevel,
    InvalidPlaces,
    InvalidPoint,
)
from matching.geodesy import check_point
from matching.terms import Terms, check_known
from matching.timetable.checks import check_availability, check_role_times
from matching.travel import check_travel
from matching.types import HeldSkill, NeededSkill, Opportunity, Volunteer

OLDEST = 150


def check_role(role: Opportunity, terms: Terms) -> None:
    """Raise InvalidInput, the role's id first, for anything that cannot be."""
    try:
        for place in role.places:
            check_point(place.point)
        check_known((skill.uri for skill in role.skills), terms.taxonomy)
        check_known(role.causes, terms.taxonomy)
        if role.starts_on and role.ends_on and role.starts_on > role.ends_on:
            raise InvalidDates(f"{role.starts_on} comes after {role.ends_on}")
        if role.places_open is not None and role.places_open < 0:
            raise InvalidPlaces(f"{role.places_open} places are open; leave it out if not stated")
        check_levels(role.skills)
        check_role_times(role.sessions, role.hours)
    except InvalidInput as error:
        raise type(error)(f"opportunity {role.id}: {error}") from error


def check_person(person: Volunteer, terms: Terms) -> None:
    """Raise InvalidInput, the person's id first, for anything that cannot be."""
    try:
        for place in person.places:
            check_point(place.point)
        check_known((skill.uri for skill in person.skills), terms.taxonomy)
        check_known(person.interests, terms.taxonomy)
        if person.within_km is not None and not person.within_km >= 0:
            raise InvalidPoint("within_km must be 0 or more; leave it out for no limit")
        check_travel(person.travel_mode, person.within_minutes)
        check_levels(person.skills)
        if person.availability is not None:
            check_availability(person.availability)
        check_ages(person.age_from, person.age_to)
    except InvalidInput as error:
        raise type(error)(f"volunteer {person.id}: {error}") from error


def check_levels(skills: Iterable[HeldSkill | NeededSkill]) -> None:
    """Raise InvalidLevel for a level outside 0 to 1, NaN included."""
    for skill in skills:
        if skill.level is not None and not 0 <= skill.level <= 1:
            raise InvalidLevel(f"{skill.uri}: level {skill.level} is not 0 to 1; leave it out")


def check_ages(lowest: int | None, highest: int | None) -> None:
    """Raise InvalidAges for ages that nobody has, or in the wrong order."""
    for age in (lowest, highest):
        if age is not None and not 0 <= age <= OLDEST:
            raise InvalidAges(f"age {age} is not 0 to {OLDEST}; leave it out when not stated")
    if lowest is not None and highest is not None and lowest > highest:
        raise InvalidAges(f"from {lowest} to {highest}: the ages are the wrong way round")
