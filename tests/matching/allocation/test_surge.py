from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from matching.allocation import Unmet, allocate
from matching.errors import InvalidMarket, InvalidPlaces, UnknownOpportunity
from matching.ranker import Ranker
from matching.types import HeldSkill, Importance, NeededSkill, Opportunity, Place, Point, Volunteer


def place(north: float) -> tuple[Place, ...]:
    return (Place(Point(51.15 + north, 0.87)),)


def role(name: str, north: float = 0.0, places: int | None = 1, **given: Any) -> Opportunity:
    return Opportunity(name, name, title=name, places=place(north), places_open=places, **given)


def person(name: str, north: float = 0.0, **given: Any) -> Volunteer:
    return Volunteer(name, places=place(north), within_km=10, **given)


@pytest.fixture
def surge(catalogue_of: Callable, pool_of: Callable) -> Callable:
    def run(people: list[Volunteer], roles: list[Opportunity], **given: Any) -> Any:
        return allocate(pool_of(people), catalogue_of(roles), **given)

    return run


def pairs(allocation: Any) -> set[tuple[str, str]]:
    return {(one.volunteer_id, one.opportunity_id) for one in allocation.placements}


ROLES = [role("near"), role("far", 0.06)]
PEOPLE = [person("a"), person("b", 0.01)]


def test_the_whole_comes_before_each_ones_first_wish(surge: Callable) -> None:
    """Both would choose the near role; it costs less to send the one who lives towards the far."""
    found = surge(PEOPLE, ROLES)
    assert pairs(found) == {("a", "near"), ("b", "far")}
    assert (found.placed, found.gap, found.unplaced) == (2, 0.0, ())


def test_those_left_over_are_told_why(surge: Callable) -> None:
    found = surge([*PEOPLE, person("c", 0.02), person("lost", 3.0)], ROLES[:1])
    assert pairs(found) == {("a", "near")}
    assert {one.volunteer_id: one.reason for one in found.unplaced} == {
        "b": Unmet.FULL,
        "c": Unmet.FULL,
        "lost": Unmet.INELIGIBLE,
    }


def test_hard_rules_are_never_bent_however_many_places_are_free(surge: Callable) -> None:
    driver = NeededSkill("driving", Importance.MUST)
    people = [
        person("cook", skills=(HeldSkill("cooking"),)),
        person("driver", skills=(HeldSkill("driving"),)),
    ]
    found = surge(
        people, [role("van", places=9, skills=(driver,)), role("shut", places=9, closed=True)]
    )
    assert pairs(found) == {("driver", "van")}


def test_places_unstated_given_or_unlimited(surge: Callable) -> None:
    people = [person(f"p{number}") for number in range(8)]
    roles = [role("any", places=None)]
    assert surge(people, roles).placed == 5
    assert surge(people, roles, unstated=2).placed == 2
    assert surge(people, roles, unstated=None).placed == 8
    assert surge(people, roles, places={"any": 7}).placed == 7
    assert surge(people, roles, places={"any": 0}).unplaced[0].reason is Unmet.FULL


def test_several_roles_a_person_but_each_only_once(surge: Callable) -> None:
    found = surge(
        [person("a")], [role("x", places=5), role("y", places=5), role("z", 0.05)], choices=2
    )
    assert pairs(found) == {("a", "x"), ("a", "y")}
    assert found.placed == 1


def test_who_had_one_option_is_counted(surge: Callable) -> None:
    people = [person("only here", -0.08), person("either", -0.03), person("elsewhere", 3.0)]
    found = surge(people, [role("south", -0.07), role("middle", 0.02)])
    assert found.single_option.people == 1
    assert found.single_option.placed == 1


def test_reasons_come_with_as_many_placements_as_asked(
    surge: Callable, catalogue_of: Callable
) -> None:
    found = surge(PEOPLE, ROLES, explained=1)
    first, second = found.placements
    assert second.match is None
    assert (
        first.match == Ranker().explain(PEOPLE[0], first.opportunity_id, catalogue_of(ROLES)).match
    )
    assert first.match.score == first.score


def test_parts_of_pool_and_catalogue_are_allocated_alike(
    pool_of: Callable, catalogue_of: Callable
) -> None:
    people = [person(f"p{number}", number / 100) for number in range(9)]
    roles = [role(f"r{number}", number / 50, number % 3) for number in range(5)]
    pool, catalogue = pool_of(people), catalogue_of(roles)
    whole = allocate(pool, catalogue, explained=9)
    split = allocate(
        pool_of(people[:4], statistics=pool.statistics).replace([*people[4:], people[0]]),
        catalogue_of(roles[3:], statistics=catalogue.statistics).replace(roles[:3]),
        explained=9,
    )
    assert split.total == pytest.approx(whole.total, abs=1e-9)
    assert all(one.match is not None for one in split.placements)
    assert {one.match.opportunity_id for one in split.placements} == {
        one.opportunity_id for one in split.placements
    }


def test_the_total_is_the_best_of_the_rankers_own_scores(
    pool_of: Callable, catalogue_of: Callable
) -> None:
    dice = np.random.default_rng(5)
    people = [person(f"p{number}", float(dice.normal(0, 0.05))) for number in range(25)]
    roles = [role(f"r{number}", float(dice.normal(0, 0.05)), 2) for number in range(9)]
    catalogue, found = catalogue_of(roles), allocate(pool_of(people), catalogue_of(roles))
    scores = np.zeros((len(people), len(roles)))
    for row, one in enumerate(people):
        for match in Ranker().rank(one, catalogue, limit=len(roles)):
            scores[row, catalogue.ids.index(match.opportunity_id)] = match.score
    seats = np.repeat(scores, 2, axis=1)
    best = seats[linear_sum_assignment(seats, maximize=True)].sum()
    assert found.total == pytest.approx(best, abs=1e-5)


def test_an_empty_pool_or_catalogue_is_no_error(surge: Callable) -> None:
    assert surge([], ROLES).placements == ()
    nothing = surge(PEOPLE, [])
    assert [one.reason for one in nothing.unplaced] == [Unmet.INELIGIBLE] * 2


def test_wrong_places_are_refused(surge: Callable) -> None:
    with pytest.raises(UnknownOpportunity):
        surge(PEOPLE, ROLES, places={"nowhere": 1})
    with pytest.raises(InvalidMarket):
        surge(PEOPLE, ROLES, places={"near": -1})
    with pytest.raises(InvalidMarket):
        surge(PEOPLE, ROLES, unstated=-1)
    with pytest.raises(InvalidPlaces, match="opportunity near"):
        surge(PEOPLE, [role("near", places=-1)])
