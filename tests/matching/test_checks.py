"""Wrong input is refused by the library's own errors, naming the record and what to do."""

import math
from collections.abc import Callable
from datetime import date

import pytest

from matching.catalogue import Catalogue, Pool
from matching.errors import (
    InvalidAges,
    InvalidDates,
    InvalidHours,
    InvalidInput,
    InvalidLevel,
    InvalidPoint,
    InvalidTravel,
    InvalidWindow,
    MatchingError,
    UnknownTerm,
)
from matching.ranker import Ranker
from matching.statistics import Statistics
from matching.types import (
    Availability,
    DateRange,
    HeldSkill,
    Hours,
    NeededSkill,
    Opportunity,
    Place,
    Point,
    Taxonomy,
    Volunteer,
    Window,
)

NOWHERE = (Place(Point(math.nan, 0.87)),)
BACKWARDS = (Window(1, 1200, 1080),)
KNOWN = Taxonomy(labels={"driving": "Driving"})


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"places": NOWHERE}, InvalidPoint),
        ({"places": (Place(Point(91, 0)),)}, InvalidPoint),
        ({"within_km": -1}, InvalidPoint),
        ({"within_km": math.nan}, InvalidPoint),
        ({"availability": Availability(BACKWARDS)}, InvalidWindow),
        ({"availability": Availability(holiday_windows=(Window(7, 0, 60),))}, InvalidWindow),
        (
            {"availability": Availability(pauses=(DateRange(date(2027, 1, 2), date(2027, 1, 1)),))},
            InvalidDates,
        ),
        ({"availability": Availability(minutes_per_week=-1)}, InvalidHours),
        ({"skills": (HeldSkill("flying"),)}, UnknownTerm),
        ({"skills": (HeldSkill("driving", level=math.nan),)}, InvalidLevel),
        ({"skills": (HeldSkill("driving", level=3),)}, InvalidLevel),
        ({"interests": ("flying",)}, UnknownTerm),
        ({"age_from": 40, "age_to": 30}, InvalidAges),
        ({"age_from": -3}, InvalidAges),
        ({"travel_mode": "horse"}, InvalidTravel),
    ],
)
def test_a_person_who_cannot_be_is_named(given: dict, error: type[InvalidInput]) -> None:
    with pytest.raises(error, match="volunteer someone: "):
        Pool.build([Volunteer("someone", **given)], Statistics.fit([]), taxonomy=KNOWN)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"places": NOWHERE}, InvalidPoint),
        ({"hours": Hours(120, windows=BACKWARDS)}, InvalidWindow),
        ({"hours": Hours(0)}, InvalidHours),
        ({"starts_on": date(2027, 1, 2), "ends_on": date(2027, 1, 1)}, InvalidDates),
        ({"skills": (NeededSkill("flying"),)}, UnknownTerm),
        ({"skills": (NeededSkill("driving", level=-1),)}, InvalidLevel),
        ({"causes": ("flying",)}, UnknownTerm),
    ],
)
def test_a_role_that_cannot_be_is_named(given: dict, error: type[InvalidInput]) -> None:
    with pytest.raises(error, match="opportunity some role: "):
        Catalogue.build(
            [Opportunity("some role", "k", **given)], Statistics.fit([]), taxonomy=KNOWN
        )


def test_every_error_is_the_librarys_own_and_says_what_to_do() -> None:
    for error in (InvalidLevel, InvalidAges, InvalidTravel):
        assert issubclass(error, MatchingError)
        assert error.__doc__


def test_an_empty_catalogue_and_an_empty_pool_answer_with_nothing(
    catalogue_of: Callable, pool_of: Callable
) -> None:
    """On the first day of a site nothing is published: that is no mistake of the one who asks."""
    catalogue, person = catalogue_of([]), Volunteer("v", places=(Place(Point(51.1, 0.9)),))
    ranker = Ranker()
    assert (ranker.rank(person, catalogue).total, ranker.rank(person, catalogue).excluded) == (
        0,
        {},
    )
    assert ranker.nearly(person, catalogue) == []
    assert ranker.excluded(person, catalogue) == []
    role = Opportunity("r", "r")
    assert ranker.shortlist(role, pool_of([])).total == 0
    assert ranker.nearly_role(role, pool_of([])) == []
    assert list(ranker.digest(pool_of([]), catalogue)) == []
    assert [ranking.total for _, ranking in ranker.digest(pool_of([person]), catalogue)] == [0]
