from collections.abc import Callable

import pytest

from matching.ranker import Ranker
from matching.types import Audience, Opportunity, Volunteer


def role(name: str, *causes: str) -> Opportunity:
    return Opportunity(name, name, causes=causes)


def test_a_cause_met_beats_a_near_one_and_that_beats_none(order_of: Callable) -> None:
    roles = [role("sport", "sport"), role("dogs", "dogs"), role("animals", "animals")]
    person = Volunteer("v", interests=("animals",))
    assert order_of(person, roles) == ["animals", "dogs", "sport"]


def test_more_of_the_persons_causes_is_better(order_of: Callable) -> None:
    roles = [role("one", "animals"), role("two", "animals", "sport")]
    assert order_of(Volunteer("v", interests=("sport", "animals")), roles) == ["two", "one"]


def test_somebody_with_many_interests_is_still_pulled_by_one(catalogue_of: Callable) -> None:
    many = Volunteer("v", interests=("animals", "sport", "music", "heritage", "health"))
    account = Ranker().explain(many, "r", catalogue_of([role("r", "animals")]))
    assert account.factors["interests"] == pytest.approx(0.8)


def test_causes_in_words(catalogue_of: Callable) -> None:
    person = Volunteer("v", interests=("animals", "sport"))
    reasons = Ranker().rank(person, catalogue_of([role("r", "cats")]))[0].reasons
    told = {min(reason.audiences): reason.text for reason in reasons if reason.supports}
    assert told[Audience.BROKER] == "You said you care about animals"
    assert told[Audience.ORGANISATION] == "Cares about animals"
