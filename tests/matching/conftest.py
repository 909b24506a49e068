"""Short ways to make roles, people and catalogues; every test starts on the same Friday."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from matching.catalogue import Catalogue, Pool
from matching.ranker import Ranker
from matching.statistics import Statistics
from matching.types import Calendar, DateRange, Opportunity, Taxonomy, Volunteer

TODAY = date(2026, 11, 20)
TAXONOMY = Taxonomy(
    broader={"minibus": "driving", "driving": "transport", "cats": "animals", "dogs": "animals"},
)


@pytest.fixture(scope="session")
def today() -> date:
    return TODAY


@pytest.fixture(scope="session")
def taxonomy() -> Taxonomy:
    return TAXONOMY


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    return Calendar((DateRange(date(2026, 12, 21), date(2027, 1, 3)),))


@pytest.fixture(scope="session")
def catalogue_of(calendar: Calendar) -> Callable[..., Catalogue]:
    def build(roles: Sequence[Opportunity], **given: Any) -> Catalogue:
        statistics = given.pop("statistics", None) or Statistics.fit(roles, TAXONOMY)
        given = {"taxonomy": TAXONOMY, "calendar": calendar, "today": TODAY, **given}
        return Catalogue.build(roles, statistics, **given)

    return build


@pytest.fixture(scope="session")
def pool_of() -> Callable[..., Pool]:
    def build(people: Sequence[Volunteer], **given: Any) -> Pool:
        statistics = given.pop("statistics", None) or Statistics.fit([])
        return Pool.build(people, statistics, **{"taxonomy": TAXONOMY, **given})

    return build


@pytest.fixture(scope="session")
def order_of(catalogue_of: Callable[..., Catalogue]) -> Callable[..., list[str]]:
    def order(person: Volunteer, roles: Sequence[Opportunity], **given: Any) -> list[str]:
        ranking = Ranker().rank(person, catalogue_of(roles, **given), limit=len(roles))
        return [match.opportunity_id for match in ranking]

    return order
