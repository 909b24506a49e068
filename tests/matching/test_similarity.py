from collections.abc import Callable

import pytest

from matching.errors import UnknownOpportunity
from matching.ranker import Ranker
from matching.types import NeededSkill, Opportunity, Place, Point


def role(name: str, title: str, cause: str, skill: str, north: float = 0, **given) -> Opportunity:
    place = Place(Point(51.15 + north, 0.87))
    skills = (NeededSkill(skill),)
    return Opportunity(
        name, name, title=title, places=(place,), causes=(cause,), skills=skills, **given
    )


ROLES = [
    role("walk", "Dog walker for older people", "animals", "driving"),
    role("kennel", "Help at the dog kennels", "animals", "driving", 0.02),
    role("cattery", "Help at the cattery", "cats", "cooking", 0.05),
    role("football", "Football coach", "sport", "coaching", 0.4),
    role("closed", "Dog walker", "animals", "driving", closed=True),
]


def test_like_roles_come_first_and_never_the_role_itself_nor_a_closed_one(
    catalogue_of: Callable,
) -> None:
    found = Ranker().similar("walk", catalogue_of(ROLES))
    assert [match.opportunity_id for match in found] == ["kennel", "cattery", "football"]
    assert found[0].distance_km == pytest.approx(2.2, abs=0.1)


def test_parts_of_a_catalogue_are_searched_alike(catalogue_of: Callable) -> None:
    whole = catalogue_of(ROLES)
    split = catalogue_of(ROLES[:1], statistics=whole.statistics).replace(ROLES[1:])
    assert Ranker().similar("walk", split) == Ranker().similar("walk", whole)


def test_a_role_that_is_not_there_is_refused(catalogue_of: Callable) -> None:
    with pytest.raises(UnknownOpportunity):
        Ranker().similar("nowhere", catalogue_of(ROLES))
